package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;

/** What differs between databases, as a small table of names and forms. */
public interface Dialect {

  /** An identifier as it stands in a statement. */
  String quote(String identifier);

  /** The type of a column in {@code CREATE TABLE}. */
  String columnType(ColumnType type);

  /** What follows {@code CREATE TABLE (...)} where the rows are kept in the order of the key. */
  String clustered();

  /**
   * The value the driver binds.
   *
   * @param value as {@link dev.edmund.model.storage.Values} makes it; never null
   */
  Object encode(ColumnType type, Object value);
}
