package dev.edmund.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads an answer of any length: its entities one by one, and then all else. */
final class AnswerReader implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final JsonParser parser;
  private final ObjectNode others = JSON.createObjectNode();
  private boolean within;

  AnswerReader(Path file) throws IOException {
    parser = JSON.createParser(file.toFile());
    parser.nextToken();
    readMembers();
  }

  /** The next entity of {@code value}; null behind the last. */
  @Nullable JsonNode nextEntity() throws IOException {
    if (within && parser.nextToken() != JsonToken.END_ARRAY) {
      return JSON.readTree(parser);
    }
    if (within) {
      within = false;
      readMembers();
    }
    return null;
  }

  /** All members but {@code value}, once its entities are read. */
  ObjectNode others() {
    return others;
  }

  private void readMembers() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("value")) {
        within = true;
        return;
      }
      others.set(name, JSON.readTree(parser));
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
