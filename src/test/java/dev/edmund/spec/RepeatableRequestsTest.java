package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** A request of a batch that creates an event. */
  private String part(String id, String group, String repeated, String name) {
    return ("{'id':'" + id + "'," + (group.isEmpty() ? "" : "'atomicityGroup':'" + group + "',"))
        + "'method':'POST','url':'Events','headers':{'content-type':'application/json'"
        + (repeated.isEmpty() ? "" : headers(repeated))
        + "},'body':{'Name':'"
        + name
        + "'}}";
  }

  private String headers(String repeated) {
    return ",'repeatability-request-id':'"
        + repeated
        + "','repeatability-first-sent':'"
        + now
        + "'";
  }

  private JsonNode batch(String... requests) {
    String body = "{\"requests\":[" + String.join(",", requests).replace('\'', '"') + "]}";
    return client.send("POST", "/odata/$batch", List.of(JSON), body).ok().json().get("responses");
  }

  private static void assertResults(String expected, JsonNode responses) {
    List<String> results = new ArrayList<>();
    for (JsonNode response : responses) {
      JsonNode result = response.get("headers").get("repeatability-result");
      results.add(response.get("status").asText() + (result == null ? "" : " " + result.asText()));
    }
    assertEquals(expected, String.join(", ", results));
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: each request of a batch has an id of its own, or none")
  void inBatches() {
    String[] requests = {part("1", "", "a", "x"), part("2", "", "b", "y"), part("3", "", "", "z")};
    JsonNode first = batch(requests);
    assertResults("201 accepted, 201 accepted, 201", first);
    JsonNode again = batch(requests);
    assertEquals(first.get(0), again.get(0));
    assertEquals(first.get(1), again.get(1));
    assertEquals("4", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: a batch itself is not executed")
  void wholeBatch() {
    String body = ("{'requests':[" + part("1", "", "", "x") + "]}").replace('\'', '"');
    for (String header : List.of("Repeatability-Request-ID: b", sent())) {
      Answer answer = client.send("POST", "/odata/$batch", List.of(JSON, header), body);
      assertTrue(answer.error(400).contains("on the requests in a batch"), answer::text);
      assertEquals(List.of("rejected"), answer.all("Repeatability-Result"));
    }
    assertEquals("0", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: a group comes again as a whole, under one id")
  void group() throws Exception {
    String patch =
        "{'id':'3','atomicityGroup':'g','method':'PATCH','url':'$1','headers':{"
            + "'content-type':'application/json'"
            + headers("a")
            + "},'body':{'Name':'w'}}";
    String read = "{'id':'4','dependsOn':['g'],'method':'GET','url':'$1/Name'}";
    String[] requests = {part("1", "g", "a", "x"), part("2", "g", "a", "y"), patch, read};
    JsonNode first = batch(requests);
    assertResults("201 accepted, 201 accepted, 204 accepted, 200", first);
    assertEquals(first, batch(requests));
    assertEquals("w", first.at("/3/body/value").asText());
    stop();
    client = serve();
    JsonNode later = batch(Arrays.copyOf(requests, 3));
    assertResults("201 accepted, 201 accepted, 204 accepted", later);
    assertEquals(first.get(1).get("body"), later.get(1).get("body"));
    assertEquals("2", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: a group whose requests have several ids is refused")
  void mixedGroup() {
    JsonNode several = batch(part("1", "g", "a", "x"), part("2", "g", "b", "y"));
    assertResults("400 rejected, 424 rejected", several);
    assertTrue(several.at("/0/body/error/message").asText().contains("id '2'"), several::toString);
    assertResults("400 rejected, 424", batch(part("1", "g", "a", "x"), part("2", "g", "", "y")));
    assertEquals("0", count());
    batch(part("1", "g", "a", "x"), part("2", "g", "a", "y"));
    assertResults(
        "400 rejected, 424 rejected",
        batch(part("1", "g", "a", "x"), part("2", "g", "a", "other")));
    create("a", "x", sent()).is(400);
    assertEquals("2", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: a group that failed can be sent anew")
  void failedGroup() {
    String bad = part("2", "g", "a", "y").replace("'Name'", "'Nome'");
    assertResults("424 rejected, 400 rejected", batch(part("1", "g", "a", "x"), bad));
    assertEquals("0", count());
    assertResults(
        "201 accepted, 201 accepted", batch(part("1", "g", "a", "x"), part("2", "g", "a", "y")));
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: what a group reads is in its kept answer")
  void readsInGroups() {
    String read = "{'id':'2','atomicityGroup':'g','method':'GET','url':'Events/$count'}";
    String[] requests = {part("1", "g", "a", "x"), read};
    JsonNode first = batch(requests);
    assertResults("201 accepted, 200", first);
    create("b", "y", sent()).is(201);
    assertEquals(first, batch(requests));
    assertEquals("2", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: eight at once make one change set")
  void groupsTogether() throws Exception {
    String[] requests = {part("1", "g", "a", "x"), part("2", "g", "a", "y")};
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> batch(requests)));
      }
      JsonNode first = answers.get(0).get();
      assertResults("201 accepted, 201 accepted", first);
      for (Future<JsonNode> answer : answers) {
        assertEquals(first, answer.get());
      }
    } finally {
      threads.shutdown();
    }
    assertEquals("2", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 8.4: change sets of multipart batches")
  void changeSets() {
    String one =
        "--s\nContent-Type: application/http\nContent-ID: %s\n\nPOST Events HTTP/1.1\n"
            + "Content-Type: application/json\nRepeatability-Request-ID: a\n"
            + sent()
            + "\n\n{\"Name\":\"%s\"}\n";
    String body =
        ("--b\nContent-Type: multipart/mixed;boundary=s\n\n"
                + one.formatted("1", "x")
                + one.formatted("2", "y")
                + "--s--\n--b--\n")
            .replace("\n", "\r\n");
    List<String> headers = List.of("Content-Type: multipart/mixed;boundary=b");
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Answer answer = client.send("POST", "/odata/$batch", headers, body).ok();
      List<BatchAnswer> set = BatchAnswer.of(answer).get(0).changeSet();
      assertEquals(List.of(201, 201), set.stream().map(BatchAnswer::status).toList());
      assertEquals("accepted", set.get(1).header("Repeatability-Result").orElse(""));
      assertEquals("2", set.get(1).outer("Content-ID").orElse(""));
      bodies.add(set.get(0).body() + set.get(1).body());
    }
    assertEquals(bodies.get(0), bodies.get(1));
    assertEquals("2", count());
  }

  @Test
  @DisplayName("Repeatable Requests, 5: an action is invoked once, and its result kept")
  void action() throws IOException {
    Path other = Files.createDirectory(folder.resolve("operations"));
    try (ModelUnderTest service = OperationModel.serve(other)) {
      String[] headers = {JSON, "Repeatability-Request-ID: a", sent()};
      Answer first = service.post("Products(1)/Discount", "{\"percentage\":10}", headers).ok();
      assertEquals(900, first.json().get("Price").asInt());
      assertSame(first, service.post("Products(1)/Discount", "{\"percentage\":10}", headers).ok());
      assertEquals(900, service.json("Products(1)").get("Price").asInt());
    }
  }

  @Test
  @DisplayName("Repeatable Requests: the table of kept answers is made where there is none")
  void upgraded() throws Exception {
    create("a", "x", sent()).is(201);
    stop();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE edmund_answers");
      statement.execute("DELETE FROM edmund_meta WHERE name = 'answers'");
    }
    client = serve();
    create("a", "x", sent()).is(201);
    create("a", "x", sent()).is(201);
    assertEquals("2", count());
  }
}
