package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that comes again makes no second change (Repeatable Requests 1.0). */
final class RepeatableRequestsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final String MODEL =
      "<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>"
          + "<edmx:DataServices>"
          + "<Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='self'>"
          + "<EntityType Name='Event'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Guid' Nullable='false'/>"
          + "<Property Name='Name' Type='Edm.String'/>"
          + "</EntityType><EntityContainer Name='C'>"
          + "<EntitySet Name='Events' EntityType='self.Event'/>"
          + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";

  @TempDir Path folder = Path.of("");

  private final String now = DATE.format(Instant.now());
  private String url = "";
  private Path model = Path.of("");
  private List<AutoCloseable> open = new ArrayList<>();
  private RawHttp client = new RawHttp(0);

  @BeforeEach
  void start() throws IOException {
    model = Files.writeString(folder.resolve("model.csdl.xml"), MODEL);
    url = TestDatabase.in(folder);
    client = serve();
  }

  private RawHttp serve() throws IOException {
    ShippedService service = ShippedService.of(model, null, url);
    HttpServer server =
        HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
    server.start(service.service());
    open.add(server);
    open.add(service);
    return new RawHttp(server.port());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
    open = new ArrayList<>();
  }

  private Answer create(String id, String name, String... more) {
    List<String> headers = new ArrayList<>(List.of(JSON, "Repeatability-Request-ID: " + id));
    headers.addAll(List.of(more));
    return client.send("POST", "/odata/Events", headers, "{\"Name\":\"" + name + "\"}");
  }

  private String sent() {
    return "Repeatability-First-Sent: " + now;
  }

  private String count() {
    return client.send("GET", "/odata/Events/$count", List.of(), "").ok().text();
  }

  private static void assertSame(Answer first, Answer again) {
    assertEquals(first.text(), again.text());
    for (String name : List.of("Location", "ETag", "OData-Version", "Content-Type", "Vary")) {
      assertEquals(first.all(name), again.all(name), name);
    }
    assertEquals(List.of("accepted"), first.all("Repeatability-Result"));
    assertEquals(List.of("accepted"), again.all("Repeatability-Result"));
  }

  @Test
  @DisplayName("Repeatable Requests: the answer of the first one, and one change")
  void again() {
    Answer first = create("a", "x", sent()).is(201);
    assertSame(first, create("a", "x", sent()).is(201));
    assertEquals("1", count());
    create("b", "x", sent()).is(201);
    create("a", "x", sent(), "Repeatability-Client-ID: other").is(201);
    assertEquals("3", count());
  }

  @Test
  @DisplayName("Repeatable Requests: changes and deletions too")
  void otherMethods() {
    String target = create("a", "x", sent()).is(201).header("Location").orElseThrow();
    String entity = target.substring(target.indexOf("/odata/"));
    List<String> patch = List.of(JSON, "Repeatability-Request-ID: p", sent());
    Answer first = client.send("PATCH", entity, patch, "{\"Name\":\"y\"}").is(204);
    assertSame(first, client.send("PATCH", entity, patch, "{\"Name\":\"y\"}").is(204));
    List<String> delete = List.of("Repeatability-Request-ID: d", sent());
    client.send("DELETE", entity, delete, "").is(204);
    client.send("DELETE", entity, delete, "").is(204);
    client.send("DELETE", entity, List.of(), "").is(404);
  }

  @Test
  @DisplayName("Repeatable Requests: after a new start of the service")
  void restarted() throws Exception {
    Answer first = create("a", "x", sent()).is(201);
    stop();
    client = serve();
    assertSame(first, create("a", "x", sent()).is(201));
    assertEquals("1", count());
  }

  @Test
  @DisplayName("Repeatable Requests: eight at once make one entity")
  void together() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> create("a", "x", sent())));
      }
      Answer first = answers.get(0).get().is(201);
      for (Future<Answer> answer : answers) {
        assertSame(first, answer.get().is(201));
      }
    } finally {
      threads.shutdown();
    }
    assertEquals("1", count());
  }

  @Test
  @DisplayName("Repeatable Requests: an id stands for one request")
  void another() {
    create("a", "x", sent()).is(201);
    Answer other = create("a", "y", sent());
    assertTrue(other.error(400).contains("another request"), other::text);
    assertEquals(List.of("rejected"), other.all("Repeatability-Result"));
    assertEquals("1", count());
  }

  @Test
  @DisplayName("Repeatable Requests: one that failed can be sent anew")
  void failed() {
    List<String> headers = List.of(JSON, "Repeatability-Request-ID: a", sent());
    Answer bad = client.send("POST", "/odata/Events", headers, "{\"Nome\":1}").is(400);
    assertEquals(List.of("rejected"), bad.all("Repeatability-Result"));
    create("a", "x", sent()).is(201);
    assertEquals("1", count());
  }

  @Test
  @DisplayName("Repeatable Requests: without a date 400, too far from now 412")
  void dates() {
    assertEquals(Optional.of("rejected"), create("a", "x").is(400).header("Repeatability-Result"));
    for (Duration away : List.of(Duration.ofHours(-25), Duration.ofHours(25))) {
      String date = "Repeatability-First-Sent: " + DATE.format(Instant.now().plus(away));
      Answer answer = create("a", "x", date).is(412);
      assertEquals(List.of("rejected"), answer.all("Repeatability-Result"));
    }
    assertEquals("0", count());
  }

  @Test
  @DisplayName("Repeatable Requests: requests of a batch, but not the batch")
  void batch() {
    String part =
        "{\"requests\":[{\"id\":\"1\",\"method\":\"POST\",\"url\":\"Events\",\"headers\":{"
            + "\"content-type\":\"application/json\",\"repeatability-request-id\":\"a\","
            + "\"repeatability-first-sent\":\""
            + now
            + "\"}%s,\"body\":{\"Name\":\"x\"}}]}";
    String single = part.formatted("");
    for (int i = 0; i < 2; i++) {
      Answer answer = client.send("POST", "/odata/$batch", List.of(JSON), single).ok();
      assertEquals(201, answer.json().get("responses").get(0).get("status").asInt());
    }
    assertEquals("1", count());
    String grouped = part.formatted(",\"atomicityGroup\":\"g\"");
    Answer group = client.send("POST", "/odata/$batch", List.of(JSON), grouped).ok();
    assertEquals(501, group.json().get("responses").get(0).get("status").asInt());
    List<String> headers = List.of(JSON, "Repeatability-Request-ID: b", sent());
    assertEquals(
        List.of("rejected"),
        client.send("POST", "/odata/$batch", headers, single).is(501).all("Repeatability-Result"));
    assertEquals("1", count());
  }
}
