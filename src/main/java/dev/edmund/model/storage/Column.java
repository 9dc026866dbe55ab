package dev.edmund.model.storage;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param table the table's name
 * @param initial what the database puts there where a row says nothing; null for nothing
 */
public record Column(
    String table, String name, ColumnType type, boolean nullable, @Nullable Long initial) {

  /** A column that rows have to be given a value for. */
  public Column(String table, String name, ColumnType type, boolean nullable) {
    this(table, name, type, nullable, null);
  }

  /** A table has one column of a name. Columns are keys wherever rows are made. */
  @Override
  public int hashCode() {
    return 31 * table.hashCode() + name.hashCode();
  }
}
