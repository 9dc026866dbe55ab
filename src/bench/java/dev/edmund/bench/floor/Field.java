package dev.edmund.bench.floor;

/** A property and how its column becomes JSON. */
record Field(String name, Kind kind) {
  enum Kind {
    /** Text, Guids and integers: SQLite writes them as they are. */
    PLAIN,
    BOOLEAN,
    /** UTC without zone. */
    DATE_TIME,
    /** A key of bytes that Java turns into digits. */
    DECIMAL,
    BINARY;

    /** Whether SQLite can write the value itself. */
    boolean inSql() {
      return this != DECIMAL && this != BINARY;
    }
  }

  /** Whether a plain value has no quotes. */
  boolean isNumber() {
    return switch (name) {
      case "statecode",
          "statuscode",
          "record1objecttypecode",
          "record2objecttypecode",
          "entityimage_timestamp",
          "importsequencenumber",
          "versionnumber" ->
          true;
      default -> false;
    };
  }

  String column(String alias) {
    return alias + ".\"" + name + "\"";
  }

  /** The value as an argument of {@code json_object}. */
  String json(String alias) {
    String column = column(alias);
    return switch (kind) {
      case BOOLEAN -> "json(CASE " + column + " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)";
      case DATE_TIME -> column + " || 'Z'";
      case PLAIN, DECIMAL, BINARY -> column;
    };
  }
}
