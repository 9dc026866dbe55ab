package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import java.math.BigDecimal;

/** SQLite: dynamic types, text in binary order, decimals as {@link DecimalKey}. */
public final class SqliteDialect implements Dialect {
  /** What stands for NaN, which SQLite would turn into NULL. */
  private static final String NAN = "NaN";

  @Override
  public String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public String columnType(ColumnType type) {
    return switch (type) {
      case BOOLEAN, INTEGER -> "INTEGER";
      case DOUBLE -> "REAL";
      case DECIMAL, DURATION, BINARY -> "BLOB";
      case TEXT, GUID, DATETIME, DATE, TIME -> "TEXT";
    };
  }

  @Override
  public String clustered() {
    return " WITHOUT ROWID";
  }

  @Override
  public Object encode(ColumnType type, Object value) {
    return switch (type) {
      case BOOLEAN -> Boolean.TRUE.equals(value) ? 1L : 0L;
      case DECIMAL, DURATION -> DecimalKey.encode((BigDecimal) value);
      case DOUBLE -> Double.isNaN((Double) value) ? NAN : value;
      case INTEGER, TEXT, GUID, DATETIME, DATE, TIME, BINARY -> value;
    };
  }
}
