package dev.edmund.sql;

import dev.edmund.model.storage.Column;

/** Deletes of the rows that belong to another row, or of that row itself. */
public final class EraseSql {
  private EraseSql() {}

  /** Deletes the rows that have the only bind in a column. */
  public static String rows(Dialect dialect, Column column) {
    return "DELETE FROM "
        + dialect.quote(column.table())
        + " WHERE "
        + dialect.quote(column.name())
        + " = ?";
  }
}
