package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.ChangeSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.SchemaSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts the changes into an order in which they can be made, and says how. */
final class Steps implements Change.Visitor<Boolean> {
  private final Catalogue present;
  private final Storage wanted;
  private final SchemaSql schema;
  private final ChangeSql sql;
  private final Rebuild rebuild;

  private final List<Change.DropIndex> droppedIndexes = new ArrayList<>();
  private final List<Change.RemoveRows> removals = new ArrayList<>();
  private final List<Table> newTables = new ArrayList<>();
  private final Set<String> droppedTables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, TableChanges> tables = new LinkedHashMap<>();
  private final Map<String, List<Change.Adopt>> adoptions = new LinkedHashMap<>();
  private final Map<String, Set<Table.Index>> newIndexes = new LinkedHashMap<>();

  private Steps(Catalogue present, Storage wanted, Dialect dialect) {
    this.present = present;
    this.wanted = wanted;
    this.schema = new SchemaSql(dialect);
    this.sql = new ChangeSql(dialect);
    this.rebuild = new Rebuild(dialect);
  }

  /** What happens to the columns of one table. */
  record TableChanges(
      List<Change.AddColumn> added,
      List<Change.DropColumn> dropped,
      List<Change.ChangeColumn> changed,
      List<Change.Require> required) {
    TableChanges() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * The steps in their order.
   *
   * @param rowsAreLost whether whole rows go, so that others may hang on nothing
   */
  static List<Step> of(
      List<Change> changes,
      Catalogue present,
      Storage wanted,
      Dialect dialect,
      boolean rowsAreLost) {
    Steps steps = new Steps(present, wanted, dialect);
    changes.forEach(change -> change.accept(steps));
    return steps.ordered(rowsAreLost);
  }

  private List<Step> ordered(boolean rowsAreLost) {
    List<Step> steps = new ArrayList<>();
    droppedIndexes.forEach(c -> run(schema.dropIndex(c.index(), c.words()), steps));
    for (Change.RemoveRows c : removals) {
      steps.add(new Step.Run(sql.deleteOthers(c.table(), c.column(), c.kept())));
    }
    create(steps, /* afterDrops= */ false);
    // All values move before any column goes.
    tables.values().forEach(changes -> changes.added().forEach(c -> move(c, steps)));
    for (Table table : wanted.tables()) {
      adoptions
          .getOrDefault(table.name(), List.of())
          .forEach(
              c ->
                  steps.add(
                      new Step.Run(sql.insert(c.ancestor().name(), c.parts(), c.table().name()))));
      alter(table, steps);
    }
    droppedTables.forEach(name -> steps.add(Step.Run.of(schema.dropTable(name))));
    create(steps, /* afterDrops= */ true);
    if (rowsAreLost) {
      Step.Repeat orphans = Orphans.step(wanted, sql);
      if (!orphans.statements().isEmpty()) {
        steps.add(orphans);
      }
    }
    for (Table table : wanted.tables()) {
      newIndexes
          .getOrDefault(table.name(), Set.of())
          .forEach(index -> run(schema.index(table, index), steps));
    }
    return steps;
  }

  private static void run(List<String> statements, List<Step> steps) {
    statements.forEach(statement -> steps.add(Step.Run.of(statement)));
  }

  private void create(List<Step> steps, boolean afterDrops) {
    newTables.stream()
        .filter(table -> droppedTables.contains(table.name()) == afterDrops)
        .forEach(table -> steps.add(Step.Run.of(schema.table(table))));
  }

  private void move(Change.AddColumn c, List<Step> steps) {
    Column rowId = c.table().rowId();
    if (!c.from().isEmpty() && rowId != null) {
      steps.add(Step.Run.of(schema.addColumn(c.column())));
      steps.add(Step.Run.of(sql.copy(c.column(), rowId, c.from())));
    }
  }

  private void alter(Table table, List<Step> steps) {
    TableChanges changes = tables.get(table.name());
    Catalogue.PresentTable there = present.table(table.name());
    if (changes == null || there == null) {
      return;
    }
    for (Change.Require c : changes.required()) {
      fill(c.table(), c.column(), c.fill(), steps);
    }
    if (Rebuild.isNeeded(changes)) {
      Set<String> ours = new LinkedHashSet<>();
      droppedIndexes.forEach(c -> ours.add(c.index()));
      table.indexes().forEach(index -> ours.add(index.name()));
      // What is a table beside would stay, and not know the new one.
      table.indexes().stream()
          .filter(Table.Index::words)
          .forEach(index -> run(schema.dropIndex(index), steps));
      steps.addAll(rebuild.steps(table, there, changes, ours));
      newIndexes.put(table.name(), new LinkedHashSet<>(table.indexes()));
    } else {
      for (Change.AddColumn c : changes.added()) {
        if (c.from().isEmpty()) {
          steps.add(Step.Run.of(schema.addColumn(c.column())));
        }
      }
      for (Change.DropColumn c : changes.dropped()) {
        steps.add(Step.Run.of(schema.dropColumn(c.table(), c.column())));
      }
    }
    for (Change.AddColumn c : changes.added()) {
      if (c.column().nullable()) {
        fill(table, c.column(), c.fill(), steps);
      }
    }
  }

  private void fill(Table table, Column column, Change.Fill fill, List<Step> steps) {
    @Nullable Object value = fill.value();
    if (value != null) {
      steps.add(new Step.Run(sql.fill(table.name(), column.name(), value, fill.within())));
    }
  }

  private TableChanges of(String table) {
    return tables.computeIfAbsent(table, t -> new TableChanges());
  }

  @Override
  public Boolean createTable(Change.CreateTable c) {
    return newTables.add(c.table());
  }

  @Override
  public Boolean renameTable(Change.RenameTable c) {
    // Done before: the rows are asked under the new names.
    return false;
  }

  @Override
  public Boolean dropTable(Change.DropTable c) {
    return droppedTables.add(c.table());
  }

  @Override
  public Boolean addColumn(Change.AddColumn c) {
    return of(c.table().name()).added().add(c);
  }

  @Override
  public Boolean dropColumn(Change.DropColumn c) {
    return of(c.table()).dropped().add(c);
  }

  @Override
  public Boolean changeColumn(Change.ChangeColumn c) {
    return of(c.table().name()).changed().add(c);
  }

  @Override
  public Boolean require(Change.Require c) {
    return of(c.table().name()).required().add(c);
  }

  @Override
  public Boolean narrow(Change.Narrow c) {
    return false;
  }

  @Override
  public Boolean adopt(Change.Adopt c) {
    return adoptions.computeIfAbsent(c.table().name(), t -> new ArrayList<>()).add(c);
  }

  @Override
  public Boolean loseBase(Change.LoseBase c) {
    return false;
  }

  @Override
  public Boolean removeRows(Change.RemoveRows c) {
    return removals.add(c);
  }

  @Override
  public Boolean createIndex(Change.CreateIndex c) {
    return newIndexes.computeIfAbsent(c.table().name(), t -> new LinkedHashSet<>()).add(c.index());
  }

  @Override
  public Boolean dropIndex(Change.DropIndex c) {
    return droppedIndexes.add(c);
  }

  @Override
  public Boolean impossible(Change.Impossible c) {
    return false;
  }
}
