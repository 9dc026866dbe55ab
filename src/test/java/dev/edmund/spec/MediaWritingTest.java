package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Writing media entities and stream properties (Part 1, 11.4.7 and 11.4.8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MediaWritingTest {
  private static final byte[] SMALL = {0, 1, 2, (byte) 0xFF};
  private static final byte[] LARGE = random(3 * 1024 * 1024 + 17);

  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @BeforeAll
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(
            folder,
            "<ComplexType Name='Scan'><Property Name='Page' Type='Edm.Stream'/></ComplexType>"
                + "<EntityType Name='Person'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
                + "<Property Name='Photo' Type='Edm.Stream'>"
                + "<Annotation Term='Org.OData.Core.V1.AcceptableMediaTypes'><Collection>"
                + "<String>image/*</String></Collection></Annotation></Property>"
                + "<Property Name='File' Type='Edm.Stream'/>"
                + "<Property Name='Note' Type='Edm.Stream' MaxLength='4'/>"
                + "<Property Name='Seal' Type='Edm.Stream' Nullable='false'/>"
                + "<Property Name='Card' Type='self.Scan'/></EntityType>"
                + "<EntityType Name='Picture' HasStream='true'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Guid' Nullable='false'/>"
                + "<Property Name='Name' Type='Edm.String' Nullable='false' DefaultValue='new'/>"
                + "<Property Name='Kind' Type='Edm.String' Nullable='false'/>"
                + "<Annotation Term='Org.OData.Core.V1.MediaType' Path='Kind'/></EntityType>"
                + "<EntityContainer Name='C'><EntitySet Name='People' EntityType='self.Person'/>"
                + "<EntitySet Name='Pictures' EntityType='self.Picture'/></EntityContainer>",
            Map.of("People.json", "[{\"Id\":1,\"Card\":{}},{\"Id\":2},{\"Id\":3},{\"Id\":4}]"));
  }

  @AfterAll
  void close() {
    service.close();
  }

  private HttpResponse<byte[]> send(
      String method, String target, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.url(target))).method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(method + " " + target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(method + " " + target, e);
    }
  }

  private HttpResponse<byte[]> put(String target, byte[] bytes, String type, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = type;
    return send("PUT", target, BodyPublishers.ofByteArray(bytes), all);
  }

  private static void assertStatus(int status, HttpResponse<byte[]> answer) {
    assertEquals(
        status, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static String etag(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private String newPicture(byte[] bytes) {
    HttpResponse<byte[]> made =
        send("POST", "Pictures", BodyPublishers.ofByteArray(bytes), "Content-Type", "image/png");
    assertStatus(201, made);
    return service.targetOf(made.headers().firstValue("Location").orElseThrow());
  }

  /** Part 1, 11.4.7.1. */
  @Test
  void postOfBytesMakesAMediaEntity() {
    HttpResponse<byte[]> made =
        send("POST", "Pictures", BodyPublishers.ofByteArray(LARGE), "Content-Type", "image/png");
    assertStatus(201, made);
    String location = made.headers().firstValue("Location").orElseThrow();
    JsonNode entity = service.json(service.targetOf(location));
    assertEquals("new", entity.path("Name").asText());
    assertEquals("image/png", entity.path("Kind").asText());
    Answer media = service.get(service.targetOf(location) + "/$value").ok();
    assertArrayEquals(LARGE, media.bytes());
    assertEquals(Optional.of("image/png"), media.header("Content-Type"));
  }

  /** Part 1, 11.4.7.1: also JSON is the media value. */
  @Test
  void bytesThatAreJsonAreTheStream() {
    byte[] json = "{\"Name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> made =
        send(
            "POST",
            "Pictures",
            BodyPublishers.ofByteArray(json),
            "Content-Type",
            "application/json",
            "Prefer",
            "return=minimal");
    assertStatus(204, made);
    String target = service.targetOf(made.headers().firstValue("Location").orElseThrow());
    assertEquals("new", service.json(target).path("Name").asText());
    assertArrayEquals(json, service.get(target + "/$value").ok().bytes());
  }

  /** Part 1, 11.4.7.2. */
  @Test
  void putReplacesTheStreamOfAMediaEntity() {
    String target = newPicture(LARGE);
    assertStatus(204, put(target + "/$value", SMALL, "image/gif"));
    Answer media = service.get(target + "/$value").ok();
    assertArrayEquals(SMALL, media.bytes());
    assertEquals(Optional.of("image/gif"), media.header("Content-Type"));
    assertEquals("image/gif", service.json(target).path("Kind").asText());
    assertStatus(404, put(target.replaceAll("[0-9]", "0") + "/$value", SMALL, "image/gif"));
  }

  /** Part 1, 11.4.8.1. */
  @Test
  void putWritesAStreamProperty() {
    HttpResponse<byte[]> written = put("People(1)/File", LARGE, "application/zip");
    assertStatus(204, written);
    Answer file = service.get("People(1)/File").ok();
    assertArrayEquals(LARGE, file.bytes());
    assertEquals(Optional.of(etag(written)), file.header("ETag"));
    assertEquals(Optional.of("application/zip"), file.header("Content-Type"));
    Answer part = service.get("People(1)/File", "Range: bytes=1048570-1048580").is(206);
    assertArrayEquals(Arrays.copyOfRange(LARGE, 1_048_570, 1_048_581), part.bytes());
    assertStatus(404, put("People(99)/File", SMALL, "text/plain"));
  }

  @Test
  void aBodyOfUnknownLengthIsRead() {
    HttpResponse<byte[]> written =
        send(
            "PUT",
            "People(2)/File",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE)),
            "Content-Type",
            "application/zip");
    assertStatus(204, written);
    assertArrayEquals(LARGE, service.get("People(2)/File").ok().bytes());
  }

  /** Part 1, 11.4.8.1: an empty body is an empty stream, not none. */
  @Test
  void anEmptyBodyIsAnEmptyStream() {
    assertStatus(204, put("People(3)/File", new byte[0], "text/plain"));
    assertEquals(0, service.get("People(3)/File").ok().bytes().length);
  }

  /** Part 1, 11.4.8.2. */
  @Test
  void deleteMakesAStreamPropertyNull() {
    put("People(4)/File", SMALL, "text/plain");
    assertStatus(204, send("DELETE", "People(4)/File", BodyPublishers.noBody()));
    service.get("People(4)/File").is(204);
    assertStatus(400, send("DELETE", "People(4)/Seal", BodyPublishers.noBody()));
  }

  @Test
  void theStreamOfAComplexValueIsWrittenWhereThereIsOne() {
    assertStatus(204, put("People(1)/Card/Page", SMALL, "image/png"));
    assertArrayEquals(SMALL, service.get("People(1)/Card/Page").ok().bytes());
    assertStatus(404, put("People(2)/Card/Page", SMALL, "image/png"));
  }

  /** Part 1, 8.2.4 and 8.2.5: the ETag is that of the stream. */
  @Test
  void aStreamIsChangedWhereItIsAsTheClientKnowsIt() {
    String target = newPicture(SMALL) + "/$value";
    String first = service.get(target).ok().header("ETag").orElseThrow();
    assertStatus(412, put(target, LARGE, "image/png", "If-Match", "\"other\""));
    assertStatus(412, put(target, LARGE, "image/png", "If-None-Match", "*"));
    HttpResponse<byte[]> changed = put(target, LARGE, "image/png", "If-Match", first);
    assertStatus(204, changed);
    assertNotEquals(first, etag(changed));
    assertStatus(412, put(target, SMALL, "image/png", "If-Match", first));
    assertArrayEquals(LARGE, service.get(target).ok().bytes());
    assertStatus(412, put("People(2)/Photo", SMALL, "image/png", "If-Match", "*"));
    assertStatus(204, put("People(2)/Photo", SMALL, "image/png", "If-None-Match", "*"));
  }

  /** An entity changes with its stream. */
  @Test
  void theVersionOfTheEntityChangesWithItsStream() {
    String target = newPicture(SMALL);
    Optional<String> before = service.get(target).ok().header("ETag");
    put(target + "/$value", LARGE, "image/png");
    assertNotEquals(before, service.get(target).ok().header("ETag"));
  }

  /** Core.AcceptableMediaTypes. */
  @Test
  void aMediaTypeThatIsNotAcceptableIsRefused() {
    assertStatus(415, put("People(1)/Photo", SMALL, "text/html"));
    assertStatus(204, put("People(1)/Photo", SMALL, "image/svg+xml"));
  }

  @Test
  void whatIsLongerThanTheFacetIsNotWritten() {
    assertStatus(204, put("People(1)/Note", SMALL, "text/plain"));
    assertStatus(400, put("People(1)/Note", LARGE, "text/plain"));
    assertArrayEquals(SMALL, service.get("People(1)/Note").ok().bytes());
  }

  /** What a user has put in runs no code in the browser of another one. */
  @Test
  void whatCouldRunIsNotShown() {
    put("People(3)/Photo", SMALL, "image/svg+xml");
    Answer svg = service.get("People(3)/Photo").ok();
    assertEquals(Optional.of("attachment"), svg.header("Content-Disposition"));
    assertEquals(Optional.of("nosniff"), svg.header("X-Content-Type-Options"));
    assertEquals(Optional.of("default-src 'none'; sandbox"), svg.header("Content-Security-Policy"));
    put("People(3)/Photo", SMALL, "image/png");
    assertFalse(service.get("People(3)/Photo").ok().header("Content-Disposition").isPresent());
  }

  @Test
  void streamsAreNotPatched() {
    HttpResponse<byte[]> answer =
        send("PATCH", "People(1)/File", BodyPublishers.ofByteArray(SMALL));
    assertStatus(405, answer);
    assertTrue(answer.headers().firstValue("Allow").orElseThrow().contains("PUT"));
  }
}
