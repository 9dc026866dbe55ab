package dev.edmund.plan.operation;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows that the SQL of an operation makes.
 *
 * @param sql with its values
 * @param columns the names of the columns as the database has them
 */
public record OperationRows(Fragment sql, List<String> columns) {
  public OperationRows {
    columns = List.copyOf(columns);
  }

  /** Where a row is among the others. */
  public static Term place(QueryBuilder rows) {
    return new Term.Field(rows.alias(), Query.Given.ORDINAL);
  }

  /** The entities that the rows tell by row id or key, each once. */
  public EntityAlias entities(Storage storage, EntityStorage entity) {
    return entities(storage, entity, QueryBuilder::over);
  }

  /**
   * The same.
   *
   * @param made makes the query over a source
   */
  EntityAlias entities(Storage storage, EntityStorage entity, Over made) {
    List<Column> wanted =
        identity(entity, columns)
            .orElseThrow(() -> new IllegalStateException("The SQL was taken without row ids"));
    QueryBuilder rows = over(wanted, true, made);
    return wanted.get(0).name().equals(entity.rowId().name())
        ? EntityAlias.among(storage, entity, rows, new Term.Field(rows.alias(), wanted.get(0)))
        : EntityAlias.keyed(storage, entity, rows, wanted);
  }

  /** Makes a query over a source, which is made for its alias. */
  interface Over extends Function<Function<String, Query.Source>, QueryBuilder> {}

  /** Rows with these columns, in a statement of their own. */
  public QueryBuilder over(List<Column> wanted, boolean once) {
    return over(wanted, once, QueryBuilder::over);
  }

  /**
   * Rows with these columns.
   *
   * @param once whether rows that are equal in these are one
   * @param made makes the query over them
   */
  QueryBuilder over(List<Column> wanted, boolean once, Over made) {
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
    return made.apply(alias -> new Query.Given(alias, sql, names, wanted, once));
  }

  /** The columns that tell which entity a row is: the row id or the key. */
  public static Optional<List<Column>> identity(EntityStorage entity, List<String> columns) {
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
