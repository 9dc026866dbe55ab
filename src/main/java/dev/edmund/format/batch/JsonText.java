package dev.edmund.format.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Tells JSON from what only claims to be. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** Whether the bytes are one JSON value in UTF-8 and nothing else. */
  static boolean isValue(byte[] bytes) {
    try (JsonParser in =
        FACTORY.createParser(
            new InputStreamReader(
                new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()))) {
      JsonToken first = in.nextToken();
      in.skipChildren();
      return first != null && in.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
