package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The media types of binary values (Part 1, 11.2.4.1 and 11.4.9.1; vocabulary Core). */
final class BinaryMediaTypeTest {
  private static final String BOOKS =
      """
      [{"ID": 1, "Photo": "AQI", "Drawing": "PGI-", "DrawingType": "text/html", "Plain": "AQI",
        "Small": "AQI", "Cover": {"Front": "AQI"}},
       {"ID": 2, "Drawing": "AQI"}]
      """;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(
            folder,
            Path.of("src/test/resources/media/media.csdl.xml"),
            Map.of("Books.json", BOOKS));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Photo, image/png",
    "Small, image/x-icon",
    "Cover/Front, image/png",
    "Drawing, text/html",
    "Plain, application/octet-stream"
  })
  @DisplayName("11.2.4.1: Content-Type of a binary $value is its Core.MediaType")
  void read(String property, String type) {
    Answer answer = service.get("Books(1)/" + property + "/$value").ok();
    assertEquals(type, answer.header("Content-Type").orElse(""));
    if (!property.equals("Drawing")) {
      assertArrayEquals(new byte[] {1, 2}, answer.bytes());
    }
  }

  @Test
  @DisplayName("11.2.4.1: a value whose property tells no type is bytes")
  void untold() {
    Answer answer = service.get("Books(2)/Drawing/$value").ok();
    assertEquals("application/octet-stream", answer.header("Content-Type").orElse(""));
    assertEquals(204, service.get("Books(2)/Photo/$value").status());
  }

  @Test
  @DisplayName("11.2.4.1: Accept can name the media type")
  void accepted() {
    assertEquals(200, service.get("Books(1)/Photo/$value", "Accept: image/png").status());
    assertEquals(406, service.get("Books(1)/Plain/$value", "Accept: image/png").status());
  }

  @Test
  @DisplayName("what can hold code is not shown as a page")
  void harmless() {
    Answer html = service.get("Books(1)/Drawing/$value").ok();
    assertEquals("attachment", html.header("Content-Disposition").orElse(""));
    assertTrue(html.header("Content-Security-Policy").orElse("").contains("sandbox"));
    assertEquals("", service.get("Books(1)/Photo/$value").header("Content-Disposition").orElse(""));
  }

  private Answer put(String property, String... headers) {
    return service.send("PUT", "Books(1)/" + property + "/$value", "xyz", headers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "IMAGE/PNG", "application/octet-stream"})
  @DisplayName("11.4.9.1: a body of the media type is taken")
  void written(String type) {
    assertEquals(204, put("Photo", "Content-Type: " + type).status());
    Answer read = service.get("Books(1)/Photo/$value").ok();
    assertArrayEquals("xyz".getBytes(StandardCharsets.US_ASCII), read.bytes());
    assertEquals("image/png", read.header("Content-Type").orElse(""));
  }

  @Test
  @DisplayName("11.4.9.1: a body of another media type is 415")
  void refused() {
    assertTrue(put("Photo", "Content-Type: image/gif").error(415).contains("image/png"));
    assertTrue(put("Small", "Content-Type: image/gif").error(415).contains("image/x-icon"));
    assertTrue(put("Cover/Front", "Content-Type: text/plain").error(415).contains("image/png"));
    assertTrue(put("Drawing", "Content-Type: text/plain").error(415).contains("image/*"));
    assertArrayEquals(new byte[] {1, 2}, service.get("Books(1)/Photo/$value").ok().bytes());
  }

  @Test
  @DisplayName("11.4.9.1: the media type of a body is kept in the property that tells it")
  void kept() {
    assertEquals(204, put("Drawing", "Content-Type: image/gif").status());
    Answer read = service.get("Books(1)/Drawing/$value").ok();
    assertEquals("image/gif", read.header("Content-Type").orElse(""));
    assertEquals("image/gif", service.json("Books(1)").get("DrawingType").asText());
    assertEquals(204, put("Plain", "Content-Type: whatever/it-is").status());
  }

  @Test
  @DisplayName("Core.IsMediaType: a value that is no media type is 400")
  void mediaTypeValues() {
    String json = "Content-Type: application/json";
    String wrong =
        service.send("PATCH", "Books(1)", "{\"DrawingType\":\"picture\"}", json).error(400);
    assertTrue(wrong.contains("DrawingType") && wrong.contains("media type"), wrong);
    assertEquals(
        204,
        service.send("PATCH", "Books(1)", "{\"DrawingType\":\"image/png;q=1\"}", json).status());
    assertEquals(204, service.send("PATCH", "Books(1)", "{\"DrawingType\":null}", json).status());
  }
}
