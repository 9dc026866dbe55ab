package dev.edmund.model.csdl;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it starts.
 *
 * @param text of a string, a number as it is written, {@code true} or {@code false}
 * @param members of an object, in document order
 * @param items of an array
 */
record Json(
    Kind kind, String text, Map<String, Json> members, List<Json> items, int line, int column) {

  /** The kinds of JSON values. */
  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  Json {
    members = Collections.unmodifiableMap(members);
    items = List.copyOf(items);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** A member of an object. */
  @Nullable Json member(String name) {
    return members.get(name);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** The text of a member that is a string, number or Boolean. */
  @Nullable String text(String name) {
    Json member = members.get(name);
    return member == null || member.is(Kind.OBJECT) || member.is(Kind.ARRAY) || member.is(Kind.NULL)
        ? null
        : member.text;
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /** Whether a member says true. */
  boolean flag(String name) {
    return "true".equals(text(name));
  }

  /** The items of a member that is an array. */
  List<Json> items(String name) {
    Json member = members.get(name);
    return member == null ? List.of() : member.items;
  }

  /** The members of a member that is an object. */
  Map<String, Json> members(String name) {
    Json member = members.get(name);
    return member == null ? Map.of() : member.members;
  }
}
