package dev.edmund.store.schema;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.ChangeSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertSql;
import dev.edmund.sql.SchemaSql;
import dev.edmund.store.schema.Catalogue.PresentTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the rows of a table into a new one: not every database can change the type of a column, or
 * whether it may be null, in place.
 */
final class Rebuild {
  private static final String BESIDE = "edmund_rebuild";

  private final Dialect dialect;
  private final SchemaSql schema;
  private final ChangeSql sql;

  Rebuild(Dialect dialect) {
    this.dialect = dialect;
    this.schema = new SchemaSql(dialect);
    this.sql = new ChangeSql(dialect);
  }

  static boolean isNeeded(Steps.TableChanges changes) {
    if (!changes.changed().isEmpty()
        || changes.added().stream().anyMatch(c -> isWithoutValue(c.column()))) {
      return true;
    }
    // Columns that differ only in case are the same to some databases.
    Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    changes.dropped().forEach(c -> dropped.add(c.column()));
    return changes.added().stream().anyMatch(c -> dropped.contains(c.column().name()));
  }

  private static boolean isWithoutValue(Column column) {
    return !column.nullable() && column.initial() == null;
  }

  /**
   * The steps.
   *
   * @param ours the indexes that are dropped or made anyway
   */
  List<Step> steps(Table table, PresentTable there, Steps.TableChanges changes, Set<String> ours) {
    List<Step> steps = new ArrayList<>();
    Map<String, ChangeSql.Part> parts = new HashMap<>();
    for (Column column : InsertSql.columns(table)) {
      String name = column.name();
      parts.put(name, new ChangeSql.Part(name, name, null));
    }
    for (Change.AddColumn c : changes.added()) {
      String name = c.column().name();
      Object value = c.column().nullable() ? null : c.fill().value();
      if (c.from().isEmpty()) {
        parts.put(name, new ChangeSql.Part(name, null, value));
      } else if (value != null) {
        steps.add(new Step.Run(sql.fill(table.name(), name, value, null)));
      }
    }
    int number = 0;
    for (Change.ChangeColumn c : changes.changed()) {
      if (c.conversion().isNeeded()) {
        String name = c.column().name();
        Column beside =
            new Column(table.name(), "edmund_" + number++, c.column().type(), /* nullable= */ true);
        steps.add(Step.Run.of(schema.addColumn(beside)));
        steps.add(
            new Step.Convert(
                table.name(), name, beside.name(), identity(table), c.conversion(), dialect));
        parts.put(name, new ChangeSql.Part(name, beside.name(), null));
      }
    }
    steps.add(Step.Run.of(schema.table(table, BESIDE)));
    steps.add(new Step.Run(sql.insert(BESIDE, Comparison.parts(table, parts), table.name())));
    steps.add(Step.Run.of(schema.dropTable(table.name())));
    steps.add(Step.Run.of(schema.renameTable(BESIDE, table.name())));
    steps.addAll(attached(there, ours));
    return steps;
  }

  private static List<String> identity(Table table) {
    Column rowId = table.rowId();
    return rowId == null
        ? table.primaryKey().stream().map(Column::name).toList()
        : List.of(rowId.name());
  }

  /** What others made for the table went with it. */
  private static List<Step> attached(PresentTable there, Set<String> ours) {
    List<Step> steps = new ArrayList<>();
    there
        .attached()
        .forEach(
            (name, statement) -> {
              if (!ours.contains(name)) {
                steps.add(Step.Run.of(statement));
              }
            });
    return steps;
  }
}
