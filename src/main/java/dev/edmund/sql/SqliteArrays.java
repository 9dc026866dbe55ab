package dev.edmund.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.sql.SqliteFunctions.ScalarFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** JSON arrays and objects as values, which SQLite can make and take apart, but not compare. */
final class SqliteArrays {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?[+-]\\d+");

  private SqliteArrays() {}

  static List<ScalarFunction> all() {
    return List.of(
        new ScalarFunction("edmund_canonical", 1, a -> canonical(read(a.get(0))).toString()),
        new ScalarFunction("edmund_array_concat", 2, a -> concat(a.get(0), a.get(1))),
        new ScalarFunction("edmund_array_slice", 3, SqliteArrays::slice),
        new ScalarFunction(
            "edmund_array_test",
            3,
            a -> test(a.get(0).toString(), items(a.get(1)), items(a.get(2))) ? 1L : 0L),
        new ScalarFunction(
            "edmund_array_index",
            2,
            a -> (long) Collections.indexOfSubList(items(a.get(0)), items(a.get(1)))),
        new ScalarFunction("edmund_double_json", 1, a -> json(a.get(0))));
  }

  /** A value as an argument of a function that makes JSON of it. */
  static String argument(String text, ColumnType type) {
    return switch (type) {
      case JSON, GEO -> "json(" + text + ")";
      case BOOLEAN -> "json(CASE " + text + " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)";
      case DOUBLE -> "json(edmund_double_json(" + text + "))";
      case DECIMAL, DURATION -> "edmund_text(" + text + ")";
      case BINARY -> "edmund_binary_text(" + text + ")";
      case INTEGER, TEXT, GUID, DATETIME, DATE, TIME -> text;
    };
  }

  /** SQLite itself writes fifteen digits of a number. */
  private static String json(Object stored) {
    if (stored instanceof Double number && !Double.isFinite(number)) {
      return number > 0 ? "\"INF\"" : "\"-INF\"";
    }
    return stored instanceof Number ? SqliteFloats.shortest(stored).toString() : "\"NaN\"";
  }

  private static JsonNode read(Object text) {
    try {
      return JSON.readTree(text.toString());
    } catch (JsonProcessingException notJson) {
      throw new NumberFormatException("no JSON");
    }
  }

  /** Members in order and without nulls, single values as texts, times without offsets. */
  private static JsonNode canonical(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      node.forEach(item -> array.add(canonical(item)));
      return array;
    }
    if (node.isObject()) {
      TreeMap<String, JsonNode> members = new TreeMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (!member.getValue().isNull()) {
          members.put(member.getKey(), canonical(member.getValue()));
        }
      }
      ObjectNode object = NODES.objectNode();
      members.forEach(object::set);
      return object;
    }
    if (node.isTextual()) {
      String text = node.textValue();
      return NODES.textNode(TIME.matcher(text).matches() ? StoredTime.of(text).utc() : text);
    }
    if (node.isNumber()) {
      BigDecimal number =
          node.isIntegralNumber() ? node.decimalValue() : SqliteFloats.shortest(node.doubleValue());
      return NODES.textNode(
          number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }
    return node.isBoolean() ? NODES.textNode(node.asText()) : node;
  }

  private static List<String> items(Object array) {
    List<String> items = new ArrayList<>();
    read(array).forEach(item -> items.add(item.toString()));
    return items;
  }

  private static String concat(Object first, Object second) {
    ArrayNode all = NODES.arrayNode();
    read(first).forEach(all::add);
    read(second).forEach(all::add);
    return all.toString();
  }

  /** A start below zero counts from the end. */
  private static String slice(List<Object> arguments) {
    JsonNode array = read(arguments.get(0));
    long start = ((Number) arguments.get(1)).longValue();
    long length = Math.max(((Number) arguments.get(2)).longValue(), 0);
    long first = start < 0 ? array.size() + start : start;
    ArrayNode slice = NODES.arrayNode();
    for (long i = Math.max(first, 0); i < Math.min(first + length, array.size()); i++) {
      slice.add(array.get((int) i));
    }
    return slice.toString();
  }

  private static boolean test(String kind, List<String> all, List<String> some) {
    return switch (kind) {
      case "subset" -> hasSubset(all, some);
      case "subsequence" -> hasSubsequence(all, some);
      case "contains" -> Collections.indexOfSubList(all, some) >= 0;
      case "starts" -> some.size() <= all.size() && all.subList(0, some.size()).equals(some);
      case "ends" ->
          some.size() <= all.size()
              && all.subList(all.size() - some.size(), all.size()).equals(some);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** As often as in one, an item is in the other (Part 2, 5.1.1.6.1). */
  private static boolean hasSubset(List<String> all, List<String> some) {
    List<String> left = new ArrayList<>(all);
    return some.stream().allMatch(left::remove);
  }

  private static boolean hasSubsequence(List<String> all, List<String> some) {
    int found = 0;
    for (String item : all) {
      if (found < some.size() && item.equals(some.get(found))) {
        found++;
      }
    }
    return found == some.size();
  }
}
