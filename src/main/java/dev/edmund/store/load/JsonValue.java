package dev.edmund.store.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value that knows its line, with numbers as they are written.
 *
 * @param text the text of a string, number or boolean
 */
record JsonValue(
    Kind kind, long line, String text, Map<String, JsonValue> members, List<JsonValue> items) {

  enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Reads the value that begins at the parser's current token, up to its end. */
  static JsonValue read(JsonParser parser) throws IOException {
    long line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield new JsonValue(Kind.OBJECT, line, "", members, List.of());
      }
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(parser));
        }
        yield new JsonValue(Kind.ARRAY, line, "", Map.of(), items);
      }
      case VALUE_STRING -> leaf(Kind.STRING, line, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(Kind.NUMBER, line, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> leaf(Kind.BOOLEAN, line, parser.getText());
      default -> leaf(Kind.NULL, line, "null");
    };
  }

  private static JsonValue leaf(Kind kind, long line, String text) {
    return new JsonValue(kind, line, text, Map.of(), List.of());
  }
}
