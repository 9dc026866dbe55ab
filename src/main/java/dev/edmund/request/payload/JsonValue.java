package dev.edmund.request.payload;

import com.fasterxml.jackson.core.JsonParseException;
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
 * @param line where it stands in its file; 0 for values that are in none
 * @param text the text of a string, number or boolean
 */
public record JsonValue(
    Kind kind, long line, String text, Map<String, JsonValue> members, List<JsonValue> items) {

  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL,
    /** Not of JSON: the cell of a CSV file, whose text may be a value of any type. */
    CELL
  }

  /** An object of no file. */
  public static JsonValue object(Map<String, JsonValue> members) {
    return new JsonValue(Kind.OBJECT, 0, "", members, List.of());
  }

  /** An array of no file. */
  public static JsonValue array(List<JsonValue> items) {
    return new JsonValue(Kind.ARRAY, 0, "", Map.of(), items);
  }

  /** A string of no file. */
  public static JsonValue string(String text) {
    return leaf(Kind.STRING, 0, text);
  }

  /** A number of no file, as JSON writes it. */
  public static JsonValue number(String text) {
    return leaf(Kind.NUMBER, 0, text);
  }

  /** A boolean of no file. */
  public static JsonValue bool(boolean value) {
    return leaf(Kind.BOOLEAN, 0, Boolean.toString(value));
  }

  /** The null of no file. */
  public static JsonValue nothing() {
    return leaf(Kind.NULL, 0, "null");
  }

  public static JsonValue cell(long line, String text) {
    return leaf(Kind.CELL, line, text);
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Whether the value is a string, also one in a CSV file. */
  public boolean isText() {
    return kind == Kind.STRING || kind == Kind.CELL;
  }

  /** Reads the value that begins at the parser's current token, up to its end. */
  public static JsonValue read(JsonParser parser) throws IOException {
    long line = parser.currentTokenLocation().getLineNr();
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = allowed(parser, parser.currentName());
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
      case VALUE_STRING -> leaf(Kind.STRING, line, allowed(parser, parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(Kind.NUMBER, line, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> leaf(Kind.BOOLEAN, line, parser.getText());
      default -> leaf(Kind.NULL, line, "null");
    };
  }

  /** Wherever it stands: no database can store and compare it. */
  private static String allowed(JsonParser parser, String text) throws IOException {
    if (text.indexOf('\0') >= 0) {
      throw new JsonParseException(parser, "the character U+0000 is not allowed");
    }
    return text;
  }

  private static JsonValue leaf(Kind kind, long line, String text) {
    return new JsonValue(kind, line, text, Map.of(), List.of());
  }
}
