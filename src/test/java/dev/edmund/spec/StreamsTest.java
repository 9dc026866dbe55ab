package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Media entities and stream properties (Part 1, 11.2.3 and 11.2.4; JSON Format, 4.6.14). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StreamsTest {
  private static final int CHUNK = 1 << 20;
  private static final byte[] LARGE = random(2 * CHUNK + 12_345);
  private static final byte[] TEXT = "Grüße".repeat(1_000).getBytes(StandardCharsets.UTF_8);
  private static final byte[] JSON = "{\"a\": [1]}".getBytes(StandardCharsets.UTF_8);
  private static final String FULL = "Accept: application/json;odata.metadata=full";
  private static final String NONE = "Accept: application/json;odata.metadata=none";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @BeforeAll
  void serve(@TempDir Path folder) throws SQLException {
    service =
        ModelUnderTest.serve(
            folder,
            "<ComplexType Name='Scan'><Property Name='Page' Type='Edm.Stream'/></ComplexType>"
                + "<EntityType Name='Person'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
                + "<Property Name='Photo' Type='Edm.Stream'/>"
                + "<Property Name='Card' Type='self.Scan'/>"
                + "<NavigationProperty Name='Work' Type='self.Picture'/></EntityType>"
                + "<EntityType Name='Picture' HasStream='true'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/></EntityType>"
                + "<EntityType Name='Scanned' BaseType='self.Picture'>"
                + "<Property Name='Raw' Type='Edm.Stream'/></EntityType>"
                + "<EntityContainer Name='C'><EntitySet Name='People' EntityType='self.Person'/>"
                + "<EntitySet Name='Pictures' EntityType='self.Picture'/></EntityContainer>",
            Map.of(
                "People.json",
                "[{\"Id\":1,\"Card\":{},\"Work@odata.bind\":\"Pictures(2)\"},{\"Id\":2}]",
                "Pictures.json",
                "[{\"Id\":1},{\"Id\":2},{\"@odata.type\":\"#self.Scanned\",\"Id\":3},"
                    + "{\"@odata.type\":\"#self.Scanned\",\"Id\":4}]"));
    try (Connection connection = service.database()) {
      store(connection, "self_Person", 1, "Photo", "image/png", LARGE);
      store(connection, "self_Person", 1, "Card_Page", "text/plain;charset=utf-8", TEXT);
      store(connection, "self_Picture", 1, "_media", "bad\r\nX-Evil: 1", new byte[0]);
      store(connection, "self_Picture", 2, "_media", "image/jpeg", new byte[] {1, 2, 3});
      store(connection, "self_Scanned", 4, "Raw", "application/vnd.x+json", JSON);
    }
  }

  private static void store(
      Connection connection, String table, int id, String name, String type, byte[] bytes)
      throws SQLException {
    String update =
        "UPDATE \"%s\" SET \"%s_type\" = ?, \"%s_length\" = ?, \"%s_etag\" = ? WHERE \"_rid\" = ?"
            .formatted(table, name, name, name);
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, type);
      statement.setLong(2, bytes.length);
      statement.setString(3, "v" + bytes.length);
      statement.setInt(4, id);
      assertEquals(1, statement.executeUpdate());
    }
    String insert =
        "INSERT INTO \"%s_%s\" SELECT \"_rid\", ?, ? FROM \"%s\" WHERE \"_rid\" = ?"
            .formatted(table, name, table);
    for (int i = 0; i * CHUNK < bytes.length; i++) {
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        statement.setInt(1, i);
        statement.setBytes(
            2, Arrays.copyOfRange(bytes, i * CHUNK, Math.min(bytes.length, (i + 1) * CHUNK)));
        statement.setInt(3, id);
        assertEquals(1, statement.executeUpdate());
      }
    }
  }

  @AfterAll
  void close() {
    service.close();
  }

  @Test
  void aStreamPropertyIsAnsweredWithItsBytes() {
    Answer photo = service.get("People(1)/Photo").ok();
    assertArrayEquals(LARGE, photo.bytes());
    assertEquals(Optional.of("image/png"), photo.header("Content-Type"));
    assertEquals(Optional.of(Integer.toString(LARGE.length)), photo.header("Content-Length"));
    assertEquals(Optional.of("\"v" + LARGE.length + "\""), photo.header("ETag"));
    assertEquals(Optional.of("bytes"), photo.header("Accept-Ranges"));
    assertEquals(Optional.of("4.0"), photo.header("OData-Version"));
    assertArrayEquals(TEXT, service.get("People(1)/Card/Page").ok().bytes());
  }

  @Test
  void aMediaEntityIsAnsweredWithItsBytes() {
    Answer media = service.get("Pictures(2)/$value").ok();
    assertArrayEquals(new byte[] {1, 2, 3}, media.bytes());
    assertEquals(Optional.of("image/jpeg"), media.header("Content-Type"));
    assertArrayEquals(new byte[] {1, 2, 3}, service.get("People(1)/Work/$value").ok().bytes());
  }

  @Test
  void anEmptyStreamIsNotNull() {
    Answer empty = service.get("Pictures(1)/$value").ok();
    assertEquals(0, empty.bytes().length);
    assertEquals(Optional.of("0"), empty.header("Content-Length"));
    // What does not do as a media type does not become a header.
    assertEquals(Optional.of("application/octet-stream"), empty.header("Content-Type"));
    assertEquals(Optional.empty(), empty.header("X-Evil"));
  }

  @Test
  void whatIsNullIsNoContentAndWhatIsNotThereIsNotFound() {
    service.get("People(2)/Photo").is(204);
    service.get("Pictures(3)/$value").is(204);
    service.get("Pictures(3)/self.Scanned/Raw").is(204);
    service.get("People(2)/Work/$value").is(204);
    service.get("People(9)/Photo").error(404);
    service.get("Pictures(9)/$value").error(404);
    service.get("People/Photo").error(404);
    service.get("People(1)/$value").error(400);
  }

  @Test
  void theFormatIsNotNegotiated() {
    assertEquals(
        Optional.of("image/png"),
        service.get("People(1)/Photo", "Accept: application/json").ok().header("Content-Type"));
  }

  @Test
  void partsAreAnsweredByThemselves() {
    part("bytes=0-0", 0, 1);
    part("bytes=1048570-1048580", 1_048_570, 1_048_581);
    part("bytes=2097152-", 2_097_152, LARGE.length);
    part("bytes=-5", LARGE.length - 5, LARGE.length);
    part("bytes=5-99999999999", 5, LARGE.length);
    part("bytes=-99999999999", 0, LARGE.length);
  }

  private void part(String range, int from, int to) {
    Answer part =
        service.get("People(1)/Photo", "Range: " + range, "Accept-Encoding: gzip").is(206);
    assertArrayEquals(Arrays.copyOfRange(LARGE, from, to), part.bytes(), range);
    assertEquals(
        Optional.of("bytes " + from + "-" + (to - 1) + "/" + LARGE.length),
        part.header("Content-Range"));
  }

  @Test
  void partsOfTextAreNotCompressed() {
    Answer part =
        service.get("People(1)/Card/Page", "Range: bytes=10-5000", "Accept-Encoding: gzip").is(206);
    assertEquals(Optional.empty(), part.header("Content-Encoding"));
    assertArrayEquals(Arrays.copyOfRange(TEXT, 10, 5_001), part.bytes());
  }

  @Test
  void rangesThatCannotBeAreRefusedAndMalformedOnesIgnored() {
    for (String range : new String[] {"bytes=9999999-", "bytes=-0"}) {
      Answer none = service.get("People(1)/Photo", "Range: " + range).is(416);
      assertEquals(Optional.of("bytes */" + LARGE.length), none.header("Content-Range"));
    }
    for (String range : new String[] {"bytes=5-4", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "x"}) {
      assertEquals(
          LARGE.length, service.get("People(1)/Photo", "Range: " + range).ok().bytes().length);
    }
  }

  @Test
  void conditionsHold() {
    String etag = "\"v" + LARGE.length + "\"";
    assertEquals(
        0, service.get("People(1)/Photo", "If-None-Match: " + etag).is(304).bytes().length);
    service.get("People(1)/Photo", "If-None-Match: \"other\"").ok();
    service.get("People(1)/Photo", "If-Match: \"other\"").error(412);
    service.get("People(1)/Photo", "If-Range: " + etag, "Range: bytes=0-1").is(206);
    service.get("People(1)/Photo", "If-Range: \"other\"", "Range: bytes=0-1").ok();
  }

  @Test
  void headHasTheHeadersOnly() {
    Answer head = service.head("People(1)/Photo").ok();
    assertEquals(0, head.bytes().length);
    assertEquals(Optional.of(Integer.toString(LARGE.length)), head.header("Content-Length"));
    assertEquals(Optional.of("image/png"), head.header("Content-Type"));
  }

  @Test
  void minimalMetadataTellsTypeAndETag() {
    JsonNode person = service.json("People(1)");
    assertEquals("image/png", person.path("Photo@odata.mediaContentType").asText());
    assertEquals("\"v" + LARGE.length + "\"", person.path("Photo@odata.mediaEtag").asText());
    assertFalse(person.has("Photo"));
    assertFalse(person.has("Photo@odata.mediaReadLink"));
    assertEquals(
        "text/plain;charset=utf-8", person.at("/Card/Page@odata.mediaContentType").asText());
    JsonNode picture = service.json("Pictures(2)");
    assertEquals("image/jpeg", picture.path("@odata.mediaContentType").asText());
    assertEquals("\"v3\"", picture.path("@odata.mediaEtag").asText());
    assertFalse(service.json("Pictures(3)").has("@odata.mediaContentType"));
  }

  @Test
  void fullMetadataTellsWhereTheBytesAre() {
    JsonNode person = service.json("People(1)?$expand=Work", FULL);
    assertEquals("People(1)/Photo", person.path("Photo@odata.mediaReadLink").asText());
    assertEquals("People(1)/Photo", person.path("Photo@odata.mediaEditLink").asText());
    assertEquals("People(1)/Card/Page", person.at("/Card/Page@odata.mediaReadLink").asText());
    assertEquals("Pictures(2)/$value", person.at("/Work/@odata.mediaReadLink").asText());
    JsonNode scanned = service.json("Pictures(3)", FULL);
    assertEquals("Pictures(3)/self.Scanned/Raw", scanned.path("Raw@odata.mediaReadLink").asText());
  }

  @Test
  void withoutMetadataNothingIsTold() {
    JsonNode person = service.json("People(1)", NONE);
    assertEquals(2, person.size(), person::toString);
    assertTrue(service.json("Pictures(2)", NONE).size() == 1);
  }

  @Test
  void streamsCanBeSelected() {
    JsonNode person = service.json("People(1)?$select=Photo");
    assertTrue(person.has("Photo@odata.mediaContentType"), person::toString);
    assertFalse(person.has("Id"));
    assertFalse(service.json("People(1)?$select=Id").has("Photo@odata.mediaContentType"));
  }

  @Test
  void expandedStreamsAreInTheEntity() {
    JsonNode person = service.json("People(1)?$select=Id&$expand=Photo,Card/Page");
    assertEquals("image/png", person.path("Photo@odata.mediaContentType").asText());
    assertArrayEquals(LARGE, Base64.getUrlDecoder().decode(person.path("Photo").asText()));
    assertEquals(
        new String(TEXT, StandardCharsets.UTF_8), person.at("/Card/Page").asText(), "text is text");
    assertEquals(3, person.get("Card").size(), "type, ETag and bytes, each once");
    JsonNode none = service.json("People(2)?$expand=Photo");
    assertTrue(none.get("Photo").isNull());
    assertFalse(none.has("Photo@odata.mediaContentType"));
  }

  @Test
  void expandedMediaAreInTheEntity() {
    JsonNode pictures = service.json("Pictures?$expand=$value").get("value");
    assertEquals("AQID", pictures.get(1).get("$value").asText());
    assertEquals("", pictures.get(0).get("$value").asText());
    assertTrue(pictures.get(2).get("$value").isNull());
    JsonNode work = service.json("People(1)?$expand=Work($expand=$value)", NONE).get("Work");
    assertEquals("AQID", work.get("$value").asText());
    assertEquals("image/jpeg", work.get("@odata.mediaContentType").asText());
    service.get("People?$expand=$value").error(400);
  }

  @Test
  void anExpandedStreamOfJsonIsJson() {
    JsonNode scanned = service.json("Pictures?$expand=self.Scanned/Raw").get("value").get(3);
    assertEquals("{\"a\":[1]}", scanned.get("Raw").toString());
    assertEquals("application/vnd.x+json", scanned.get("Raw@odata.mediaContentType").asText());
  }
}
