package dev.edmund.sql;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import java.util.ArrayList;
import java.util.List;

/** How SQLite spells choices, casts of texts, regular expressions, and arrays. */
final class SqliteExpressions {
  private SqliteExpressions() {}

  static String text(
      Operation operation, List<String> arguments, List<ColumnType> types, ColumnType result) {
    return switch (operation) {
      case CHOOSE -> choose(arguments);
      case ARRAY_OF -> "json_array(" + joined(arguments, types, 1) + ")";
      case OBJECT_OF -> "json_object(" + joined(arguments, types, 2) + ")";
      case GATHER ->
          "json_group_array("
              + SqliteArrays.argument(arguments.get(0), types.get(0))
              + " ORDER BY "
              + arguments.get(1)
              + ")";
      default -> String.format(template(operation, result), arguments.toArray());
    };
  }

  static String choose(List<String> arguments) {
    StringBuilder text = new StringBuilder("CASE");
    for (int i = 0; i < arguments.size(); i += 2) {
      text.append(" WHEN ").append(arguments.get(i));
      text.append(" THEN ").append(arguments.get(i + 1));
    }
    return text.append(" END").toString();
  }

  /** The last of each few arguments is a value, the others are names. */
  private static String joined(List<String> arguments, List<ColumnType> types, int few) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      boolean value = i % few == few - 1;
      texts.add(value ? SqliteArrays.argument(arguments.get(i), types.get(i)) : arguments.get(i));
    }
    return String.join(", ", texts);
  }

  private static String template(Operation operation, ColumnType result) {
    return switch (operation) {
      case MATCHES -> "edmund_matches(%s, %s)";
      case DOUBLE_TO_SINGLE -> "edmund_single(%s)";
      case DOUBLE_TO_TEXT -> "edmund_double_text(%s)";
      case DURATION_TO_TEXT -> "edmund_duration_text(%s)";
      case BINARY_TO_TEXT -> "edmund_binary_text(%s)";
      case TEXT_TO_VALUE -> "edmund_parse('" + result + "', %s)";
      case TEXT_TO_OFFSET -> "edmund_parse_offset(%s)";
      case ENUM_TO_TEXT -> "edmund_enum_text(%s, %s)";
      case TEXT_TO_ENUM -> "edmund_enum_number(%s, %s)";
      case ARRAY_OR_EMPTY -> "coalesce(%s, '[]')";
      case CANONICAL -> "edmund_canonical(%s)";
      case DATETIME_IN_JSON ->
          "(SELECT s || iif(m <> 0, printf('%%+d', m), '') FROM (SELECT %s AS s, %s AS m))";
      case ARRAY_CONCAT -> "edmund_array_concat(%s, %s)";
      case ARRAY_SLICE -> "edmund_array_slice(%s, %s, %s)";
      case ARRAY_LENGTH -> "json_array_length(%s)";
      case ARRAY_HAS_SUBSET -> "edmund_array_test('subset', %s, %s)";
      case ARRAY_HAS_SUBSEQUENCE -> "edmund_array_test('subsequence', %s, %s)";
      case ARRAY_CONTAINS -> "edmund_array_test('contains', %s, %s)";
      case ARRAY_STARTS_WITH -> "edmund_array_test('starts', %s, %s)";
      case ARRAY_ENDS_WITH -> "edmund_array_test('ends', %s, %s)";
      case ARRAY_INDEX_OF -> "edmund_array_index(%s, %s)";
      default -> throw new IllegalArgumentException(operation.name());
    };
  }
}
