package dev.edmund.model.storage;

/** What a column holds. How a database spells it and orders it is the dialect's matter. */
public enum ColumnType {
  BOOLEAN,
  /** Any integer of up to 64 bits, and the number of an enumeration value. */
  INTEGER,
  DOUBLE,
  /** An exact decimal of any precision. */
  DECIMAL,
  TEXT,
  /** A Guid in lower case. */
  GUID,
  /**
   * A point in time: UTC as {@code 2025-03-01T08:15:00.25}, without trailing zeros and without
   * zone, so that the order of the text is the order in time whatever the precision.
   */
  DATETIME,
  DATE,
  /** {@code 08:15:00.25} without trailing zeros. */
  TIME,
  /** Seconds as an exact decimal. */
  DURATION,
  BINARY,
  /** A geography or geometry as the canonical text of its GeoJSON object. */
  GEO,
  /** A {@linkplain PropertyStorage.Document document}. */
  JSON
}
