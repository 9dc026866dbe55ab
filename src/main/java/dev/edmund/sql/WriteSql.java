package dev.edmund.sql;

import dev.edmund.core.Kept;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that change rows; one serves all. A null is part of the text, so that every bind
 * has a value and with it a type.
 */
public final class WriteSql {
  private static final int MOST_TEXTS = 512;

  private final Dialect dialect;
  private final Kept<Row, String> inserts = new Kept<>(MOST_TEXTS);

  /** What the text of an insertion depends on. */
  private record Row(
      String table, List<Column> columns, List<Assignment.Made> made, String source) {}

  public WriteSql(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A column that has a value, as the driver binds it. */
  public record Equal(Column column, Object value) {}

  /** The query of an entity, which holds it; the row id is its first column. */
  public Statement find(Query query, Dialect.Hold hold) {
    Statement read = ReadSql.render(query, dialect);
    return new Statement(read.text() + dialect.hold(hold, held(query)), read.binds());
  }

  /** The alias of the entity: its row id may be read from a link table in front of it. */
  private static String held(Query query) {
    if (!(query.columns().get(0) instanceof Term.Field field)) {
      return query.from().alias();
    }
    List<Query.Join> joins = query.joins();
    for (int i = 0; i < joins.size(); i++) {
      Query.Source source = joins.get(i).source();
      if (source.alias().equals(field.alias()) && !isEntity(source)) {
        return i + 1 < joins.size() ? joins.get(i + 1).source().alias() : query.from().alias();
      }
    }
    return field.alias();
  }

  private static boolean isEntity(Query.Source source) {
    return source instanceof Query.Rows rows && rows.table().rowId() != null;
  }

  /** Columns of the entity with a row id, from whichever of its tables has them. */
  public Statement row(Column rowId, long row, List<Column> columns) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    List<String> wanted = columns.stream().map(from::column).toList();
    String where = " WHERE " + from.rowId() + " = ?";
    return new Statement(
        "SELECT " + String.join(", ", wanted) + " FROM " + from.sql() + where,
        List.of(new Statement.Value(row)));
  }

  /** Columns of the entities that have values. */
  public Statement rows(Column rowId, List<Equal> equal, List<Column> columns) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    List<String> wanted = columns.stream().map(from::column).toList();
    List<String> tests = equal.stream().map(e -> from.column(e.column()) + " = ?").toList();
    return new Statement(
        "SELECT "
            + String.join(", ", wanted)
            + " FROM "
            + from.sql()
            + " WHERE "
            + String.join(" AND ", tests),
        binds(equal));
  }

  /** The row ids of the entities that have values, in their order, which are held to be changed. */
  public Statement rowIds(Column rowId, List<Equal> equal) {
    HierarchyFrom from = new HierarchyFrom(dialect, rowId, "t");
    List<String> tests = equal.stream().map(e -> from.column(e.column()) + " = ?").toList();
    return new Statement(
        "SELECT "
            + from.rowId()
            + " FROM "
            + from.sql()
            + " WHERE "
            + String.join(" AND ", tests)
            + " ORDER BY 1"
            + dialect.hold(Dialect.Hold.CHANGE, "t0"),
        binds(equal));
  }

  /** The highest value of a column of the rows that have a value; null where there are none. */
  public Statement last(Column column, Equal equal) {
    return new Statement(
        "SELECT max("
            + name(column)
            + ") FROM "
            + dialect.quote(column.table())
            + where(List.of(equal)),
        binds(List.of(equal)));
  }

  /** The highest row id of a table; null where it has no rows. */
  public Statement lastRowId(Table table) {
    Column rowId = Objects.requireNonNull(table.rowId(), "Only entities have row ids");
    return new Statement(
        "SELECT max(" + name(rowId) + ") FROM " + dialect.quote(table.name()), List.of());
  }

  /** Adds a row; columns that are not named are null. */
  public Statement insert(Table table, List<Assignment> cells) {
    return insert(table, cells, null);
  }

  /** The same, adding nothing where a premise does not hold. */
  public Statement insert(Table table, List<Assignment> cells, @Nullable Premise premise) {
    List<Column> columns = new ArrayList<>(cells.size());
    List<Assignment.Made> made = new ArrayList<>(cells.size());
    List<Statement.Bind> binds = new ArrayList<>(cells.size());
    for (Assignment cell : cells) {
      columns.add(cell.column());
      made.add(cell.made());
      if (cell.made() == Assignment.Made.VALUE) {
        binds.add(bind(cell));
      }
    }
    String source = premise == null ? "" : premise.source();
    if (premise != null) {
      binds.addAll(premise.binds());
    }
    Row row = new Row(table.name(), columns, made, source);
    return new Statement(inserts.get(row, () -> insertion(table, cells, source)), binds);
  }

  private String insertion(Table table, List<Assignment> cells, String source) {
    String values = String.join(", ", cells.stream().map(this::value).toList());
    return "INSERT INTO "
        + dialect.quote(table.name())
        + " ("
        + String.join(", ", cells.stream().map(cell -> name(cell.column())).toList())
        + (source.isEmpty() ? ") VALUES (" + values + ")" : ") SELECT " + values + source);
  }

  /** The same, doing nothing where a row with that primary key is there. */
  public Statement insertOnce(Table table, List<Assignment> cells) {
    Statement insert = insert(table, cells);
    return new Statement(insert.text() + " ON CONFLICT DO NOTHING", insert.binds());
  }

  /**
   * Changes columns, all of one table, in the row of an entity.
   *
   * @param rowId the column of the row id in any table of the entity
   * @param expected what has to be so for the change to be made; null for nothing
   */
  public Statement update(
      Column rowId, long row, List<Assignment> cells, @Nullable Equal expected) {
    String table = cells.get(0).column().table();
    List<Equal> tests = new ArrayList<>();
    tests.add(new Equal(new Column(table, rowId.name(), rowId.type(), false), row));
    if (expected != null) {
      tests.add(expected);
    }
    return update(cells, tests);
  }

  /** Changes columns, all of one table, in the rows that have values. */
  public Statement update(List<Assignment> cells, List<Equal> tests) {
    List<String> sets = new ArrayList<>();
    List<Statement.Bind> binds = new ArrayList<>();
    for (Assignment cell : cells) {
      sets.add(name(cell.column()) + " = " + value(cell));
      if (cell.made() == Assignment.Made.VALUE) {
        binds.add(bind(cell));
      }
    }
    binds.addAll(binds(tests));
    return new Statement(
        "UPDATE "
            + dialect.quote(cells.get(0).column().table())
            + " SET "
            + String.join(", ", sets)
            + where(tests),
        binds);
  }

  /** A column of the rows of its table that have values. */
  public Statement value(Column column, List<Equal> tests) {
    return new Statement(
        "SELECT " + name(column) + " FROM " + dialect.quote(column.table()) + where(tests),
        binds(tests));
  }

  /** A statement that changes one row, and tells a column of it. */
  public Statement telling(Statement change, Column column) {
    return new Statement(change.text() + " RETURNING " + name(column), change.binds());
  }

  /** Makes the places of items negative, from one on, so that each stays a key. */
  public Statement stepAside(Column ordinal, Equal owner, long from) {
    List<Statement.Bind> binds = new ArrayList<>(binds(List.of(owner)));
    binds.add(new Statement.Value(from));
    return new Statement(
        set(ordinal, "-2") + where(List.of(owner)) + " AND " + name(ordinal) + " >= ?", binds);
  }

  /** Gives items that stepped aside their places again, moved by a number. */
  public Statement stepBack(Column ordinal, Equal owner, long by) {
    return new Statement(
        set(ordinal, by < 0 ? "-3" : "-1")
            + where(List.of(owner))
            + " AND "
            + name(ordinal)
            + " < 0",
        binds(List.of(owner)));
  }

  private String set(Column ordinal, String distance) {
    return "UPDATE "
        + dialect.quote(ordinal.table())
        + " SET "
        + name(ordinal)
        + " = -"
        + name(ordinal)
        + " "
        + distance;
  }

  /** Removes the rows of one table that have values. */
  public Statement delete(List<Equal> tests) {
    return new Statement(
        "DELETE FROM " + dialect.quote(tests.get(0).column().table()) + where(tests), binds(tests));
  }

  /** Waits until no other transaction makes numbers for a column; empty where none can. */
  public Optional<Statement> turn(Column column) {
    return dialect.turn(column.table() + "." + column.name());
  }

  private String where(List<Equal> tests) {
    return " WHERE "
        + String.join(" AND ", tests.stream().map(e -> name(e.column()) + " = ?").toList());
  }

  private static List<Statement.Bind> binds(List<Equal> equal) {
    return equal.stream().map(e -> (Statement.Bind) new Statement.Value(e.value())).toList();
  }

  private static Statement.Bind bind(Assignment cell) {
    return new Statement.Value(Objects.requireNonNull(cell.value()));
  }

  private String value(Assignment cell) {
    return switch (cell.made()) {
      case VALUE -> "?";
      case NOTHING -> "NULL";
      case NEXT ->
          "(SELECT coalesce(max("
              + name(cell.column())
              + "), 0) + 1 FROM "
              + dialect.quote(cell.column().table())
              + ")";
      case INCREMENT -> "coalesce(" + name(cell.column()) + ", 0) + 1";
      case NUMBER -> VersionSql.NEXT;
    };
  }

  private String name(Column column) {
    return dialect.quote(column.name());
  }
}
