package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back.
 *
 * @param request the method and target, for messages
 * @param headers the header lines
 * @param bytes the body, without transfer or content encoding
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(String request, int status, List<String> headers, byte[] bytes) {
  /** What no body may tell of the inside. */
  private static final List<String> INSIDE =
      List.of("select ", "org.", "java.", "dev.edmund", "/tmp/", "sqlite", "exception", "jetty");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The values of all headers of this name. */
  List<String> all(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).trim())
        .toList();
  }

  /** The value of the first header of this name. */
  Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The body as JSON: decimals exact, no name twice, nothing after the end. */
  JsonNode json() {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(request + " is not answered with JSON: " + text(), e);
    }
  }

  Answer ok() {
    return is(200);
  }

  Answer is(int expected) {
    assertEquals(expected, status, () -> request + "\n" + text());
    return this;
  }

  /**
   * Checks that this is an error of the protocol (JSON format, 21.1): the status, the object, the
   * version header once, and nothing of the inside in it.
   *
   * @return its message
   */
  String error(int expected) {
    is(expected);
    assertEquals(1, all("OData-Version").size(), request);
    String type = header("Content-Type").orElse("");
    assertTrue(type.startsWith("application/json"), () -> request + ": " + type);
    JsonNode error = json().path("error");
    assertFalse(error.path("code").asText().isBlank(), () -> request + "\n" + text());
    String message = error.path("message").asText();
    assertFalse(message.isBlank(), () -> request + "\n" + text());
    // What the request itself says may be repeated.
    String own = text().toLowerCase(Locale.ROOT);
    for (String word : INSIDE) {
      boolean repeated = request.toLowerCase(Locale.ROOT).contains(word.trim());
      assertTrue(repeated || !own.contains(word), () -> request + "\n" + text());
    }
    return message;
  }

  @Override
  public String toString() {
    return request + " -> " + status;
  }
}
