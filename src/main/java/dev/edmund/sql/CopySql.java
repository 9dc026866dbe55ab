package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Reads of whole tables, from which copies of their rows are made. */
public final class CopySql {
  private CopySql() {}

  /** All rows, with the columns of {@link InsertSql#columns}, always in the same order. */
  public static String rows(Dialect dialect, Table table) {
    Column rowId = table.rowId();
    List<Column> order = rowId == null ? table.primaryKey() : List.of(rowId);
    return "SELECT "
        + names(dialect, InsertSql.columns(table))
        + " FROM "
        + dialect.quote(table.name())
        + " ORDER BY "
        + names(dialect, order);
  }

  private static String names(Dialect dialect, List<Column> columns) {
    return columns.stream().map(c -> dialect.quote(c.name())).collect(Collectors.joining(", "));
  }
}
