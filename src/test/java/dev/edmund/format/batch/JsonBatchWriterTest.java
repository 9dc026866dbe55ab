package dev.edmund.format.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Bodies of every media type come out of JSON as they went in (JSON Format, 19.5). */
class JsonBatchWriterTest {
  private static String written(String type, byte[] body, int piece, boolean stored)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonBatchWriter writer = new JsonBatchWriter(out);
    Map<String, List<String>> headers =
        stored
            ? Map.of("Content-Type", List.of(type), "Accept-Ranges", List.of("bytes"))
            : Map.of("Content-Type", List.of(type));
    try (OutputStream content = writer.open(new AnswerHead("1", null, 200, headers))) {
      for (int at = 0; at < body.length; at += piece) {
        content.write(body, at, Math.min(piece, body.length - at));
      }
    }
    writer.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode body(String written) throws IOException {
    return new ObjectMapper().readTree(written).get("responses").get(0).path("body");
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void texts(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int piece)
      throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      byte[] bytes = text.getBytes(charset);
      String expected = new String(bytes, charset);
      String written = written("text/plain; charset=" + charset, bytes, piece, false);
      assertEquals(expected, body(written).asText());
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void anyBytes(@ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 7) int piece)
      throws IOException {
    byte[] read =
        Base64.getUrlDecoder().decode(body(written("image/png", bytes, piece, false)).asText());
    assertEquals(List.of(box(bytes)), List.of(box(read)));
    // Bytes that are no text in their character set do not break the batch.
    body(written("text/html", bytes, piece, false));
    body(written("application/json", bytes, piece, true));
  }

  private static String box(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Example
  void longTexts() throws IOException {
    String text = "\ud83d\ude00\"\\\u0001x".repeat(5_000);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int piece : new int[] {1, 3, 2_047, 2_048, 2_049, 50_000}) {
      assertEquals(text, body(written("text/plain", bytes, piece, false)).asText());
    }
  }

  @Example
  void storedJson() throws IOException {
    byte[] good = "{\"a\": [1.50]}".getBytes(StandardCharsets.UTF_8);
    byte[] bad = "{\"a\": [1.50]},{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    String written = written("application/json", good, 3, true);
    assertTrue(written.contains("\"body\":{\"a\": [1.50]}"), written);
    assertEquals(
        new String(bad, StandardCharsets.UTF_8),
        body(written("application/vnd.x+json", bad, 3, true)).asText());
  }
}
