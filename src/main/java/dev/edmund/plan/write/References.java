package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads entity references from bodies (JSON Format, 14). */
final class References {
  private static final String ID = "@odata.id";
  private static final String SHORT_ID = "@id";

  private References() {}

  /** The id in a body that is one reference. */
  static String one(WriteRequest.Body body) {
    return id(json(body), "");
  }

  /** The ids in a body that is a collection of references. */
  static List<String> many(WriteRequest.Body body) {
    JsonValue value = json(body).members().get("value");
    if (value == null || !value.is(JsonValue.Kind.ARRAY)) {
      throw bad("Expected a collection of references: {\"value\":[{\"@odata.id\":\"…\"}]}.", null);
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < value.items().size(); i++) {
      ids.add(id(value.items().get(i), "value[" + i + "]/"));
    }
    return ids;
  }

  private static JsonValue json(WriteRequest.Body body) {
    if (body instanceof WriteRequest.Json json && json.value().is(JsonValue.Kind.OBJECT)) {
      return json.value();
    }
    throw bad("Expected an entity reference in the body: {\"@odata.id\":\"…\"}.", null);
  }

  private static String id(JsonValue reference, String path) {
    Map<String, JsonValue> members = reference.members();
    JsonValue id = members.containsKey(ID) ? members.get(ID) : members.get(SHORT_ID);
    if (id == null || !id.is(JsonValue.Kind.STRING)) {
      throw bad("Expected an entity reference: {\"@odata.id\":\"…\"}.", path + ID);
    }
    for (String name : members.keySet()) {
      if (name.indexOf('@') < 0) {
        throw new ODataException(
            ErrorCode.UNKNOWN_NAME, "A reference has no member '" + name + "'.", path + name);
      }
    }
    return id.text();
  }

  /**
   * The path of the entity that an id names.
   *
   * @throws ODataException 400 when it names none of this service
   */
  static List<Segment> path(Function<String, List<Segment>> ids, String id) {
    try {
      return ids.apply(id);
    } catch (ODataException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        throw bad("'" + id + "' is not the id of an entity: " + e.text(), ID);
      }
      throw e;
    }
  }

  /** An id that is relative to the URL leads up to the service root (Part 2, 4.8). */
  static String withoutDots(String id) {
    return id.replaceFirst("^(\\.\\./)+", "");
  }

  private static ODataException bad(String message, @Nullable String target) {
    return new ODataException(ErrorCode.INVALID_VALUE, message, target);
  }
}
