package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** JSON objects as PostgreSQL puts them together from texts: its own have spaces in them. */
final class PostgresObjects {
  /** A function has up to 100 arguments. */
  private static final int MOST = 100;

  private PostgresObjects() {}

  /** See {@link Dialect#object}. */
  static String object(List<String> names, List<String> values, List<ColumnType> types) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).replace("'", "''");
      parts.add("'" + (i == 0 ? "{" : ",") + "\"" + name + "\":'");
      parts.add(json(values.get(i), types.get(i)));
    }
    parts.add("'}'");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += MOST) {
      List<String> some = parts.subList(i, Math.min(parts.size(), i + MOST));
      texts.add("concat(" + String.join(", ", some) + ")");
    }
    return String.join(" || ", texts);
  }

  private static String json(String value, ColumnType type) {
    String text =
        switch (type) {
          case TEXT -> "to_json(" + value + ")::text";
          case INTEGER, BOOLEAN -> value + "::text";
          case GUID, DATE, TIME -> "'\"' || " + value + " || '\"'";
          case DATETIME -> "'\"' || " + value + " || 'Z\"'";
          case DOUBLE, DECIMAL, DURATION, BINARY, GEO, JSON ->
              throw new IllegalArgumentException("Not written by the database: " + type);
        };
    return "coalesce(" + text + ", 'null')";
  }
}
