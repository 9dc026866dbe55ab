package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;

/** Deletes of the rows that belong to another row, of that row itself, or of all. */
public final class EraseSql {
  private EraseSql() {}

  /** Deletes all rows of a table. */
  public static String all(Dialect dialect, Table table) {
    return "DELETE FROM " + dialect.quote(table.name());
  }

  /** Deletes the rows that have the only bind in a column. */
  public static String rows(Dialect dialect, Column column) {
    return "DELETE FROM "
        + dialect.quote(column.table())
        + " WHERE "
        + dialect.quote(column.name())
        + " = ?";
  }
}
