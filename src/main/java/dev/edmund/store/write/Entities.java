package dev.edmund.store.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.reaction.TypeReactions;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.write.DeletionPlanner;
import dev.edmund.sql.Assignment;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.Premise;
import dev.edmund.sql.Statement;
import dev.edmund.sql.WriteSql;
import dev.edmund.store.Rows;
import dev.edmund.store.WriteSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Reads and changes the rows of entities in a transaction. */
final class Entities {
  private final Storage storage;
  private final Dialect dialect;
  private final WriteSession session;
  private final DeletionPlanner deletions;
  private final WriteSql sql;
  private final Versions versions;
  private final Touched touched;
  private final @Nullable Premise premise;

  /**
   * @param premise what each insertion is to see to; null for nothing
   */
  Entities(
      Storage storage,
      Dialect dialect,
      WriteSql sql,
      WriteSession session,
      DeletionPlanner deletions,
      Touched touched,
      @Nullable Premise premise) {
    this.storage = storage;
    this.premise = premise;
    this.touched = touched;
    this.dialect = dialect;
    this.session = session;
    this.deletions = deletions;
    this.sql = sql;
    this.versions = new Versions(dialect, Clock.systemUTC(), session);
  }

  Storage storage() {
    return storage;
  }

  Dialect dialect() {
    return dialect;
  }

  WriteSession session() {
    return session;
  }

  /** Knows what goes with an entity. */
  DeletionPlanner deletions() {
    return deletions;
  }

  WriteSql sql() {
    return sql;
  }

  /** What the model has reactions for. */
  Touched touched() {
    return touched;
  }

  /** What columns of an entity hold, read anew; empty where the entity is gone. */
  Optional<Map<Column, Optional<Object>>> columns(Entity entity, List<Column> columns) {
    try (Rows rows =
        session.query(
            sql.row(storage.require(actual(entity).name()).rowId(), entity.rowId(), columns))) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Map<Column, Optional<Object>> found = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        found.put(columns.get(i), Optional.ofNullable(rows.value(i)));
      }
      return Optional.of(found);
    }
  }

  /** What a column of an entity holds, as the database has it; empty for null. */
  Optional<Object> value(Entity entity, Column column) {
    Optional<Object> known = entity.known().get(column);
    if (known == null) {
      known = read(entity, column);
      entity.known().put(column, known);
    }
    return known;
  }

  private Optional<Object> read(Entity entity, Column column) {
    if (column.name().equals(entity.type().rowId().name())) {
      return Optional.of(entity.rowId());
    }
    try (Rows rows =
        session.query(sql.row(entity.type().rowId(), entity.rowId(), List.of(column)))) {
      if (!rows.next()) {
        throw vanished();
      }
      return Optional.ofNullable(rows.value(0));
    }
  }

  /** Another one changed or removed an entity in between; it is not held by a lock. */
  static ODataException vanished() {
    return ODataException.passing(
        ErrorCode.CONFLICT, "The entity was changed meanwhile; try again.", null);
  }

  /** The type that an entity has. */
  EntityStorage actual(Entity entity) {
    Column discriminator = entity.type().discriminator();
    if (discriminator == null || entity.created()) {
      return entity.type();
    }
    String name = value(entity, discriminator).orElseThrow().toString();
    return storage.require(new FullQualifiedName(name));
  }

  /** The column with the version of an entity. */
  Column version(Entity entity) {
    return versioned(entity).version().column();
  }

  /** A type with the version of an entity; asking for its own costs a statement. */
  private EntityStorage versioned(Entity entity) {
    EntityStorage type = entity.type();
    boolean same =
        type.derived().stream()
            .allMatch(d -> Objects.equals(storage.require(d).version(), type.version()));
    return same ? type : actual(entity);
  }

  /**
   * Adds a row to each table of a type's hierarchy.
   *
   * @param owner the row id of the containing entity
   */
  Entity insert(
      Slots slots, EntityStorage type, String container, long owner, List<Assignment> cells) {
    Entity entity = slots.created(type, session.newRowId(type.root()));
    Optional<TypeReactions> reactions = touched.reactions(entity, this);
    List<Assignment> wanted =
        reactions.map(of -> following(of, cells, column -> Optional.empty(), true)).orElse(cells);
    Map<Column, Assignment> all = new LinkedHashMap<>();
    Assignment version = versions.first(type);
    all.put(version.column(), version);
    put(all, type.discriminator(), type.name().getFullQualifiedNameAsString());
    put(all, type.container(), container);
    put(all, type.owner(), owner);
    wanted.forEach(cell -> all.put(cell.column(), cell));
    for (Table table : tables(type)) {
      List<Assignment> row = new ArrayList<>();
      row.add(Assignment.of(Objects.requireNonNull(table.rowId()), entity.rowId()));
      for (Assignment cell : all.values()) {
        if (cell.column().table().equals(table.name()) && cell.made() != Assignment.Made.NOTHING) {
          takeTurn(cell);
          row.add(cell);
        }
      }
      if (run(entity, row, sql.insert(table, row, premise)) == 0 && premise != null) {
        throw new PremiseException();
      }
    }
    reactions.ifPresent(of -> touched.created(entity, of));
    all.values().stream()
        .filter(cell -> cell.made() == Assignment.Made.NOTHING)
        .forEach(cell -> learn(entity, cell));
    if (all.values().stream().allMatch(Entities::isKnown)) {
      entity.makeWhole(session.changes());
    }
    return entity;
  }

  private static void put(Map<Column, Assignment> cells, @Nullable Column column, Object value) {
    if (column != null) {
      cells.put(column, Assignment.of(column, value));
    }
  }

  private static boolean isKnown(Assignment cell) {
    return switch (cell.made()) {
      case VALUE, NOTHING, NUMBER -> true;
      case NEXT, INCREMENT -> false;
    };
  }

  /**
   * Runs a statement that changes the row of an entity in one table, and learns what it has become.
   *
   * @return how many rows were changed
   */
  private int run(Entity entity, List<Assignment> row, Statement statement) {
    Optional<Column> number =
        row.stream()
            .filter(cell -> cell.made() == Assignment.Made.NUMBER)
            .map(Assignment::column)
            .findFirst();
    if (number.isEmpty()) {
      int changed = session.update(statement);
      row.forEach(cell -> learn(entity, cell));
      return changed;
    }
    Optional<Object> told = session.updateTelling(sql.telling(statement, number.get()));
    row.forEach(cell -> learn(entity, cell));
    entity.known().put(number.get(), told);
    return told.isPresent() ? 1 : 0;
  }

  private void takeTurn(Assignment cell) {
    if (cell.made() == Assignment.Made.NEXT) {
      sql.turn(cell.column())
          .ifPresent(
              turn -> {
                try (Rows rows = session.query(turn)) {
                  rows.next();
                }
              });
    }
  }

  /** The tables of a type, the root first. */
  List<Table> tables(EntityStorage type) {
    List<Table> tables = new ArrayList<>();
    FullQualifiedName name = type.name();
    while (name != null) {
      EntityStorage level = storage.require(name);
      tables.add(0, level.table());
      name = level.base();
    }
    return tables;
  }

  /** Changes columns of an entity, and with the first change its version. */
  void change(Entity entity, List<Assignment> cells) {
    Optional<TypeReactions> reactions = touched.reactions(entity, this);
    reactions.ifPresent(of -> touched.changing(entity, of, this));
    List<Assignment> wanted =
        reactions
            .map(of -> following(of, cells, column -> value(entity, column), false))
            .orElse(cells);
    Map<String, List<Assignment>> byTable = new LinkedHashMap<>();
    Optional<WriteSql.Equal> expected = Optional.empty();
    if (!entity.isVersioned()) {
      EntityStorage type = versioned(entity);
      Column column = type.version().column();
      Optional<Object> before = value(entity, column);
      expected = before.map(value -> new WriteSql.Equal(column, value));
      add(byTable, versions.next(type, before.orElse(null)));
      entity.makeVersioned();
    }
    wanted.forEach(cell -> add(byTable, cell));
    for (List<Assignment> row : byTable.values()) {
      row.forEach(this::takeTurn);
      boolean isCheck = expected.flatMap(e -> Assignment.among(row, e.column())).isPresent();
      change(entity, row, isCheck ? expected.orElse(null) : null);
    }
  }

  /** What is going to be written, with what follows from it in the same row. */
  private static List<Assignment> following(
      TypeReactions of,
      List<Assignment> cells,
      Function<Column, Optional<Object>> old,
      boolean created) {
    List<Assignment> fitting = new StateCells(of, old, created).fitting(cells);
    return new JoinedTexts(of, old, created).following(fitting);
  }

  private static void add(Map<String, List<Assignment>> byTable, Assignment cell) {
    byTable.computeIfAbsent(cell.column().table(), t -> new ArrayList<>()).add(cell);
  }

  private void change(Entity entity, List<Assignment> row, WriteSql.@Nullable Equal expected) {
    Statement update = sql.update(entity.type().rowId(), entity.rowId(), row, expected);
    if (run(entity, row, update) == 0) {
      throw expected != null && entity.isConditional() ? Conditions.failed() : vanished();
    }
  }

  private static void learn(Entity entity, Assignment cell) {
    switch (cell.made()) {
      case VALUE -> entity.known().put(cell.column(), Optional.ofNullable(cell.value()));
      case NOTHING -> entity.known().put(cell.column(), Optional.empty());
      case NEXT, INCREMENT, NUMBER -> entity.known().remove(cell.column());
    }
  }

  /** The values that a statement gives, as row ids. */
  List<Long> rowIds(Statement statement) {
    List<Long> found = new ArrayList<>();
    try (Rows rows = session.query(statement)) {
      while (rows.next()) {
        if (rows.value(0) instanceof Long rowId) {
          found.add(rowId);
        }
      }
    }
    return found;
  }
}
