package dev.edmund.plan.query;

import dev.edmund.model.storage.ColumnType;

/** What a value without a declared type is wanted as; a value of another kind is null there. */
public enum DynamicKind {
  BOOLEAN(ColumnType.BOOLEAN),
  /** A number of any type, exact. */
  NUMBER(ColumnType.DECIMAL),
  /** A number of any type, as one that can be {@code INF} or {@code NaN}. */
  DOUBLE(ColumnType.DOUBLE),
  /** A whole number of any type. */
  INTEGER(ColumnType.INTEGER),
  TEXT(ColumnType.TEXT),
  GUID(ColumnType.GUID),
  DATETIME(ColumnType.DATETIME),
  DATE(ColumnType.DATE),
  TIME(ColumnType.TIME),
  DURATION(ColumnType.DURATION),
  BINARY(ColumnType.BINARY),
  /** A date, or that of a point in time. */
  DATE_PART(ColumnType.DATE),
  /** A time of day, or that of a point in time. */
  TIME_PART(ColumnType.TIME),
  /** The minutes from UTC of a point in time. */
  OFFSET(ColumnType.INTEGER),
  /** Any primitive value as {@code cast} to a text writes it. */
  AS_TEXT(ColumnType.TEXT),
  /** The qualified name of the type. */
  TYPE(ColumnType.TEXT),
  /** Bytes whose order is the one that {@code $orderby} has for values of any type. */
  ORDER(ColumnType.BINARY);

  private final ColumnType type;

  DynamicKind(ColumnType type) {
    this.type = type;
  }

  /** How the value is represented. */
  public ColumnType type() {
    return type;
  }
}
