package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How PostgreSQL spells choices, casts of texts, regular expressions, and arrays. */
final class PostgresExpressions {
  /** PostgreSQL's functions have a hundred arguments at most. */
  private static final int MOST_ARGUMENTS = 100;

  private PostgresExpressions() {}

  static String text(
      Operation operation, List<String> arguments, List<ColumnType> types, ColumnType result) {
    return switch (operation) {
      case CHOOSE -> SqliteExpressions.choose(arguments);
      case ARRAY_OF -> array(arguments, types);
      case OBJECT_OF -> object(arguments, types);
      case GATHER ->
          "coalesce(json_agg("
              + json(arguments.get(0), types.get(0))
              + " ORDER BY "
              + arguments.get(1)
              + "), '[]')::text";
      default -> String.format(template(operation, result), arguments.toArray());
    };
  }

  private static String array(List<String> arguments, List<ColumnType> types) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      items.add(json(arguments.get(i), types.get(i)));
    }
    return "array_to_json(ARRAY[" + String.join(", ", items) + "]::json[])::text";
  }

  private static String object(List<String> arguments, List<ColumnType> types) {
    List<String> parts = new ArrayList<>();
    for (int start = 0; start == 0 || start < arguments.size(); start += MOST_ARGUMENTS) {
      List<String> members = new ArrayList<>();
      for (int i = start; i < Math.min(start + MOST_ARGUMENTS, arguments.size()); i += 2) {
        members.add("(" + arguments.get(i) + ")::text");
        members.add(json(arguments.get(i + 1), types.get(i + 1)));
      }
      parts.add("json_build_object(" + String.join(", ", members) + ")");
    }
    return parts.size() == 1
        ? parts.get(0) + "::text"
        : "(" + String.join("::jsonb || ", parts) + "::jsonb)::text";
  }

  private static String json(String text, ColumnType type) {
    return switch (type) {
      case JSON, GEO -> "(" + text + ")::json";
      case BOOLEAN -> "to_json((" + text + ")::boolean)";
      case INTEGER -> "to_json((" + text + ")::bigint)";
      case DOUBLE -> "edmund_double_json(" + text + ")";
      case BINARY -> "to_json(edmund_binary_text(" + text + "))";
      case TEXT, GUID, DATETIME, DATE, TIME, DECIMAL, DURATION -> "to_json((" + text + ")::text)";
    };
  }

  private static String template(Operation operation, ColumnType result) {
    return switch (operation) {
      // Letters and boundaries of words are those of ASCII.
      case MATCHES -> "((%s) COLLATE \"C\" ~ %s)";
      case DOUBLE_TO_SINGLE -> "edmund_single(%s)";
      case DOUBLE_TO_TEXT -> "edmund_double_text(%s)";
      case DURATION_TO_TEXT -> "edmund_duration_text(%s)";
      case BINARY_TO_TEXT -> "edmund_binary_text(%s)";
      case TEXT_TO_VALUE -> "edmund_parse_" + result.name().toLowerCase(Locale.ROOT) + "(%s)";
      case TEXT_TO_OFFSET -> "edmund_parse_offset(%s)";
      case ENUM_TO_TEXT -> "edmund_enum_text(%s, %s)";
      case TEXT_TO_ENUM -> "edmund_enum_number(%s, %s)";
      case ARRAY_OR_EMPTY -> "coalesce(%s, '[]')";
      case CANONICAL -> "edmund_canonical(%s)";
      case DATETIME_IN_JSON -> "edmund_datetime_json(%s, %s)";
      case ARRAY_CONCAT -> "edmund_array_concat(%s, %s)";
      case ARRAY_SLICE -> "edmund_array_slice(%s, %s, %s)";
      case ARRAY_LENGTH -> "json_array_length((%s)::json)::bigint";
      case ARRAY_HAS_SUBSET -> "edmund_array_subset(%s, %s)";
      case ARRAY_HAS_SUBSEQUENCE -> "edmund_array_subsequence(%s, %s)";
      case ARRAY_CONTAINS -> "(edmund_array_index(%s, %s) >= 0)";
      case ARRAY_STARTS_WITH -> "edmund_array_starts(%s, %s)";
      case ARRAY_ENDS_WITH -> "edmund_array_ends(%s, %s)";
      case ARRAY_INDEX_OF -> "edmund_array_index(%s, %s)";
      default -> throw new IllegalArgumentException(operation.name());
    };
  }
}
