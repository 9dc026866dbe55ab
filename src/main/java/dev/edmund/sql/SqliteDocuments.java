package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.sql.SqliteFunctions.ScalarFunction;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite cannot do by itself with values inside of JSON: bring them to the form of columns.
 */
final class SqliteDocuments {
  private SqliteDocuments() {}

  static List<ScalarFunction> all() {
    return List.of(
        new ScalarFunction("edmund_json_double", 1, a -> floating(a.get(0))),
        new ScalarFunction(
            "edmund_json_decimal", 1, a -> DecimalKey.encode(new BigDecimal(a.get(0).toString()))),
        new ScalarFunction(
            "edmund_json_datetime", 1, a -> StoredTime.of(a.get(0).toString()).utc()),
        new ScalarFunction("edmund_json_offset", 1, a -> offset(a.get(0).toString())),
        new ScalarFunction("edmund_json_binary", 1, a -> binary(a.get(0).toString())),
        new ScalarFunction(
            "edmund_dynamic",
            4,
            a ->
                DynamicValue.of(a.get(1).toString(), a.get(2).toString(), a.get(3))
                    .as(DynamicKind.valueOf(a.get(0).toString()))));
  }

  /** See {@link Dialect#object}. */
  static String object(List<String> names, List<String> values, List<ColumnType> types) {
    StringJoiner members = new StringJoiner(", ", "json_object(", ")");
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).replace("'", "''");
      members.add("'" + name + "', " + json(values.get(i), types.get(i)));
    }
    return members.toString();
  }

  private static String json(String value, ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "json(CASE " + value + " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)";
      case DATETIME -> value + " || 'Z'";
      case INTEGER, TEXT, GUID, DATE, TIME -> value;
      case DOUBLE, DECIMAL, DURATION, BINARY, GEO, JSON ->
          throw new IllegalArgumentException("Not written by the database: " + type);
    };
  }

  /** As a column has it: NaN, which SQLite would take for null, as a text. */
  static Object floating(Object value) {
    return switch (value.toString()) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> "NaN";
      default -> Double.valueOf(value.toString());
    };
  }

  private static @Nullable Object offset(String text) {
    int offset = StoredTime.of(text).offset();
    return offset == 0 ? null : (Object) (long) offset;
  }

  static byte @Nullable [] binary(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }
}
