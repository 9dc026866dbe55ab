package dev.edmund.store.load;

import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.JsonValue.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of a row as the JSON object that would say the same. */
final class CsvObject {
  private static final String BIND = "bind";

  private final long line;
  private final Map<String, JsonValue> members = new LinkedHashMap<>();

  CsvObject(long line) {
    this.line = line;
  }

  /** Adds a cell; a complex value is null where all its parts are. */
  void add(String name, @Nullable String text) {
    boolean annotation = name.indexOf('@') >= 0;
    if (text == null && annotation && !name.endsWith(BIND)) {
      return;
    }
    JsonValue value =
        text == null
            ? new JsonValue(Kind.NULL, line, "null", Map.of(), List.of())
            : JsonValue.cell(line, text);
    if (annotation) {
      members.put(name, value);
    } else {
      add(members, name, value);
    }
  }

  private void add(Map<String, JsonValue> within, String path, JsonValue value) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      within.put(path, value);
      return;
    }
    String complex = path.substring(0, slash);
    JsonValue known = within.computeIfAbsent(complex, c -> object(new LinkedHashMap<>()));
    add(known.members(), path.substring(slash + 1), value);
  }

  private JsonValue object(Map<String, JsonValue> parts) {
    return new JsonValue(Kind.OBJECT, line, "", parts, List.of());
  }

  JsonValue value() {
    members.replaceAll((name, value) -> nullIfEmpty(value));
    return object(members);
  }

  private JsonValue nullIfEmpty(JsonValue value) {
    if (!value.is(Kind.OBJECT)) {
      return value;
    }
    value.members().replaceAll((name, part) -> nullIfEmpty(part));
    return value.members().values().stream().allMatch(part -> part.is(Kind.NULL))
        ? new JsonValue(Kind.NULL, line, "null", Map.of(), List.of())
        : value;
  }
}
