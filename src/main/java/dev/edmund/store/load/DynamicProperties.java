package dev.edmund.store.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.edmund.request.payload.JsonText;
import dev.edmund.request.payload.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents that hold the dynamic properties of open types. */
final class DynamicProperties {
  private static final JsonFactory JSON = new JsonFactory();

  private DynamicProperties() {}

  /**
   * A document with some properties changed.
   *
   * @param given the names of the properties that are set or, where {@code changes} has none of the
   *     name, taken away
   * @return null where none is left
   */
  static @Nullable String merged(String document, List<String> given, String changes) {
    Map<String, JsonValue> members = new LinkedHashMap<>(read(document).members());
    given.forEach(name -> members.keySet().removeAll(List.of(name, name + "@type")));
    members.putAll(read(changes).members());
    return members.isEmpty() ? null : JsonText.of(JsonValue.object(members));
  }

  private static JsonValue read(String document) {
    try (JsonParser parser = JSON.createParser(document)) {
      parser.nextToken();
      return JsonValue.read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
