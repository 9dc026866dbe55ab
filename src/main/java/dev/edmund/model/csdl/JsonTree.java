package dev.edmund.model.csdl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON text into values that know where they stand. */
final class JsonTree {
  // As deep as XmlTree goes; the parser itself must not stop earlier, with words of its own.
  private static final int MAX_DEPTH = 90;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 10)
                  .maxStringLength((int) TextFile.MAX_BYTES)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private final String file;
  private final JsonParser parser;

  private JsonTree(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * The value that a document is.
   *
   * @param file its name, for the diagnostics
   * @throws UnreadableModelException when it is no well-formed JSON, has a name twice in one
   *     object, or nests too deep
   */
  static Json read(String file, Reader text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonTree tree = new JsonTree(file, parser);
      parser.nextToken();
      Json value = tree.value(0);
      if (parser.nextToken() != null) {
        throw tree.unreadable(
            parser.currentTokenLocation(), "something follows the end of the model", "remove it");
      }
      return value;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new UnreadableModelException(
          file,
          at == null ? 1 : at.getLineNr(),
          at == null ? 1 : at.getColumnNr(),
          "this is not well-formed JSON: " + reason(e),
          "correct it, or save the document again from its source",
          e);
    }
  }

  private static String reason(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " ").replaceAll("\\.+$", "");
  }

  private Json value(int depth) throws IOException {
    JsonLocation at = parser.currentTokenLocation();
    JsonToken token = parser.currentToken();
    if (depth > MAX_DEPTH) {
      throw unreadable(
          at, "values are nested more than " + MAX_DEPTH + " deep", "check for a missing bracket");
    }
    return switch (token) {
      case START_OBJECT -> object(at, depth);
      case START_ARRAY -> array(at, depth);
      case VALUE_NULL -> scalar(Json.Kind.NULL, at);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Json.Kind.BOOLEAN, at);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Json.Kind.NUMBER, at);
      default -> scalar(Json.Kind.STRING, at);
    };
  }

  private Json scalar(Json.Kind kind, JsonLocation at) throws IOException {
    return new Json(kind, parser.getText(), Map.of(), List.of(), at.getLineNr(), at.getColumnNr());
  }

  private Json object(JsonLocation at, int depth) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonLocation where = parser.currentTokenLocation();
      parser.nextToken();
      if (members.putIfAbsent(name, value(depth + 1)) != null) {
        throw unreadable(where, "the name \"" + name + "\" is in this object twice", "remove one");
      }
    }
    return new Json(Json.Kind.OBJECT, "", members, List.of(), at.getLineNr(), at.getColumnNr());
  }

  private Json array(JsonLocation at, int depth) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return new Json(Json.Kind.ARRAY, "", Map.of(), items, at.getLineNr(), at.getColumnNr());
  }

  private UnreadableModelException unreadable(JsonLocation at, String reason, String remedy) {
    return new UnreadableModelException(file, at.getLineNr(), at.getColumnNr(), reason, remedy);
  }
}
