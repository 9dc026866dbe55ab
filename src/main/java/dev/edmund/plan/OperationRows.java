package dev.edmund.plan;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows that the SQL of an operation makes.
 *
 * @param sql with its values
 * @param columns the names of the columns as the database has them
 */
record OperationRows(Fragment sql, List<String> columns) {
  OperationRows {
    columns = List.copyOf(columns);
  }

  /** Where a row is among the others. */
  static Term place(QueryBuilder rows) {
    return new Term.Field(rows.alias(), Query.Given.ORDINAL);
  }

  /** The entities that the rows tell by row id or key, each once. */
  EntityAlias entities(Storage storage, EntityStorage entity) {
    List<Column> wanted =
        identity(entity, columns)
            .orElseThrow(() -> new IllegalStateException("The SQL was taken without row ids"));
    QueryBuilder rows = over(wanted, true);
    return wanted.get(0).name().equals(entity.rowId().name())
        ? EntityAlias.among(storage, entity, rows, new Term.Field(rows.alias(), wanted.get(0)))
        : EntityAlias.keyed(storage, entity, rows, wanted);
  }

  /** Rows with these columns. */
  QueryBuilder over(List<Column> wanted, boolean once) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      names.add(
          wanted.stream()
              .map(Column::name)
              .filter(n -> n.equalsIgnoreCase(name) && !names.contains(n))
              .findFirst()
              .orElse("_" + i));
    }
    return QueryBuilder.over(alias -> new Query.Given(alias, sql, names, wanted, once));
  }

  /** The columns that tell which entity a row is: the row id or the key. */
  static Optional<List<Column>> identity(EntityStorage entity, List<String> columns) {
    String rowId = entity.rowId().name();
    if (has(columns, rowId)) {
      return Optional.of(List.of(new Column("", rowId, ColumnType.INTEGER, false)));
    }
    List<Column> keys = new ArrayList<>();
    for (Column key : entity.key()) {
      keys.add(new Column("", key.name(), key.type(), false));
    }
    boolean keyed = !keys.isEmpty() && keys.stream().allMatch(key -> has(columns, key.name()));
    return keyed ? Optional.of(keys) : Optional.empty();
  }

  private static boolean has(List<String> columns, String name) {
    return columns.stream().anyMatch(name::equalsIgnoreCase);
  }
}
