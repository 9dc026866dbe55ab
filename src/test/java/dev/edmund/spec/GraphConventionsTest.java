package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mounts with the conventions of Graph, as the page graph.md describes them. */
final class GraphConventionsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String OPERATIONS = "external/connections/contosohr/operations";
  private static final String SEEN = "networkAccess/logs/connections";

  @TempDir static Path folder = Path.of("");

  private static @Nullable ShippedService shipped;
  private static @Nullable HttpServer server;
  private static @Nullable HttpServer limited;

  @BeforeAll
  static void serve() throws IOException {
    ShippedService opened = ShippedService.open(TestDatabase.in(folder));
    HttpServer bound = bind(0);
    HttpServer slow = bind(1);
    bound.start(opened.service());
    slow.start(opened.service());
    shipped = opened;
    server = bound;
    limited = slow;
  }

  private static HttpServer bind(int requestsPerSecond) throws IOException {
    int urlBytes = Limits.defaults().urlBytes();
    return HttpServer.bind(
        new HttpSettings("127.0.0.1", 0, null, urlBytes, null, requestsPerSecond, Set.of()));
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(limited).close();
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(shipped).close();
  }

  private static RawHttp client() {
    return new RawHttp(Objects.requireNonNull(server).port());
  }

  private static Answer send(String method, String target, String body, String... headers) {
    String path = target.startsWith("/") ? target : "/beta/" + target;
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      all.add(JSON);
    }
    return client().send(method, path.replace(" ", "%20"), all, body);
  }

  private static Answer get(String target, String... headers) {
    return send("GET", target, "", headers);
  }

  private static String header(Answer answer, String name) {
    assertEquals(1, answer.all(name).size(), () -> answer + " has " + answer.headers());
    return answer.all(name).get(0);
  }

  private static String next(JsonNode page) {
    String link = page.path("@odata.nextLink").asText();
    assertTrue(link.startsWith(client().root() + "/beta/"), link);
    assertTrue(link.contains("$skiptoken="), link);
    return link.substring(client().root().length());
  }

  private static List<String> texts(JsonNode page, String member) {
    return page.path("value").findValuesAsText(member);
  }

  @ParameterizedTest
  @DisplayName("Every answer has an id of the server and the one that the client gave")
  @CsvSource({
    "GET, /beta/external",
    "GET, /v1.0/$metadata",
    "GET, /v1.0/",
    "HEAD, /beta/external",
    "GET, /beta/nothing",
    "OPTIONS, /beta/external",
    "OPTIONS, /beta/nothing",
    "DELETE, /beta/external/connections/none",
    "POST, /beta/$batch"
  })
  void ids(String method, String target) {
    Answer own = send(method, target, "", "client-request-id: 7e4bcd62-1b22");
    assertEquals("7e4bcd62-1b22", header(own, "client-request-id"));
    String id = header(own, "request-id");
    assertEquals(id, UUID.fromString(id).toString());
    Answer other = send(method, target, "");
    assertEquals(header(other, "request-id"), header(other, "client-request-id"));
    assertNotEquals(id, header(other, "request-id"));
  }

  @Test
  @DisplayName("Mounts of other conventions have none of this")
  void otherMounts() {
    Answer plain = get("/odata/external", "client-request-id: 1");
    assertEquals(List.of(), plain.all("request-id"));
    assertEquals(List.of(), plain.all("client-request-id"));
    assertEquals("notFound", get("/odata/nothing").json().at("/error/code").asText());
  }

  @ParameterizedTest
  @DisplayName("JSON has all parameters of its media type")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|minimal;odata.streaming=true;IEEE754Compatible=false",
        "*/*|minimal;odata.streaming=true;IEEE754Compatible=false",
        "application/json;odata.metadata=none;odata.streaming=true|none;odata.streaming=true;IEEE754Compatible=false",
        "application/json;IEEE754Compatible=true|minimal;odata.streaming=true;IEEE754Compatible=true"
      })
  void mediaType(String accept, String parameters) {
    assertEquals(
        "application/json;odata.metadata=" + parameters + ";charset=utf-8",
        header(get(SEEN + "?$top=1", "Accept: " + accept).ok(), "Content-Type"));
  }

  @Test
  @DisplayName("ConsistencyLevel is tolerated, and $count comes on the first page only")
  void countOnce() {
    JsonNode first =
        get(SEEN + "?$count=true&$top=3&$select=id", "ConsistencyLevel: eventual").ok().json();
    assertEquals(
        ShippedData.rows("networkAccessConnections").size(), first.path("@odata.count").asInt());
    JsonNode second = get(next(first), "ConsistencyLevel: eventual").ok().json();
    assertFalse(second.has("@odata.count"), second.toString());
    assertEquals(3, second.path("value").size());
    JsonNode plain =
        get("/odata/networkAccessConnections?$count=true", "Prefer: maxpagesize=2").json();
    String next = plain.path("@odata.nextLink").asText().substring(client().root().length());
    assertTrue(get(next, "Prefer: maxpagesize=2").json().has("@odata.count"));
  }

  @Test
  @DisplayName("The error object has a documented code, and the ids of its answer")
  void errors() {
    Answer answer = get("external/connections/none", "client-request-id: mine");
    answer.error(404);
    assertEquals("application/json", header(answer, "Content-Type"));
    JsonNode error = answer.json().path("error");
    assertEquals("itemNotFound", error.path("code").asText());
    JsonNode inner = error.path("innerError");
    assertEquals("notFound", inner.path("code").asText());
    assertTrue(
        inner.path("date").asText().matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"),
        inner.toString());
    assertEquals(header(answer, "request-id"), inner.path("request-id").asText());
    assertEquals("mine", inner.path("client-request-id").asText());
  }

  @ParameterizedTest
  @DisplayName("Each status has its code")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|external/connections?$filter=nothing eq 1||400|invalidRequest|unknownName",
        "POST|external/connections|{\"id\":|400|invalidRequest|syntax",
        "DELETE|external/connections/none||404|itemNotFound|notFound",
        "PATCH|networkAccessConnections/%s|{\"tenantId\":\"t\"}|405|notAllowed|methodNotAllowed",
        "GET|external?$format=text/csv||406|invalidRequest|notAcceptable",
        "POST|external/connections|{\"id\":\"contosohr\"}|409|nameAlreadyExists|conflict"
      })
  void codes(
      String method, String target, @Nullable String body, int status, String code, String inner) {
    String id = ShippedData.column("networkAccessConnections", "id").get(0);
    Answer answer = send(method, target.replace("%s", id), body == null ? "" : body);
    answer.error(status);
    assertEquals(code, answer.json().at("/error/code").asText());
    assertFalse(answer.json().at("/error/innerError/code").asText().isEmpty(), inner);
  }

  @Test
  @DisplayName("A condition that does not hold is resourceModified")
  void conditions() {
    send("PATCH", OPERATIONS + "/none", "{}", "If-Match: W/\"1\"").error(412);
    String id = created("{\"status\":\"unspecified\"}");
    Answer stale = send("DELETE", OPERATIONS + "/" + id, "", "If-Match: W/\"77\"");
    stale.error(412);
    assertEquals("resourceModified", stale.json().at("/error/code").asText());
    send("DELETE", OPERATIONS + "/" + id, "").is(204);
  }

  @Test
  @DisplayName("Pages have 100 entities, or as many as $top says, 1000 at most")
  void pages() {
    int all = ShippedData.rows("networkAccessConnections").size();
    assertTrue(all > 100);
    JsonNode first = get(SEEN + "?$select=id").ok().json();
    assertEquals(100, first.path("value").size());
    next(first);
    JsonNode large = get(SEEN + "?$select=id&$top=5000").ok().json();
    assertEquals(Math.min(all, 1000), large.path("value").size());
    assertEquals(
        2, get(SEEN + "?$select=id", "Prefer: odata.maxpagesize=2").json().path("value").size());
    assertEquals(0, get(SEEN + "?$select=id&$top=0").ok().json().path("value").size());
  }

  @ParameterizedTest
  @DisplayName("$top is the size of a page, and next links lead to all that is there")
  @ValueSource(
      strings = {"?$top=37&$select=id", "?top=37&select=id", "?$select=id&$top=37&$skip=5"})
  void topIsPageSize(String query) {
    List<String> expected = ShippedData.column("networkAccessConnections", "id");
    List<String> ids = new ArrayList<>();
    JsonNode page = get(SEEN + query).ok().json();
    ids.addAll(texts(page, "id"));
    assertEquals(37, ids.size());
    while (page.has("@odata.nextLink")) {
      page = get(next(page)).ok().json();
      ids.addAll(texts(page, "id"));
    }
    int skipped = query.contains("$skip") ? 5 : 0;
    assertEquals(expected.subList(skipped, expected.size()), ids);
  }

  @Test
  @DisplayName("Where OData alone is spoken $top is the size of the result")
  void topOfOData() {
    JsonNode page = get("/odata/networkAccessConnections?$top=37&$select=id").ok().json();
    assertEquals(37, page.path("value").size());
    assertFalse(page.has("@odata.nextLink"));
  }

  @ParameterizedTest
  @DisplayName("Members behind unknownFutureValue are for those who ask")
  @CsvSource({
    "/beta/networkAccess/logs/connections, '', unknownFutureValue",
    "/v1.0/networkAccessConnections, '', unknownFutureValue",
    "/beta/networkAccess/logs/connections, include-unknown-enum-members, microsoft",
    "/odata/networkAccessConnections, '', microsoft"
  })
  void evolvableEnumerations(String set, String preference, String told) {
    String[] headers =
        preference.isEmpty() ? new String[0] : new String[] {"Prefer: " + preference};
    String query = "?$filter=trafficType eq 'microsoft'&$select=id,trafficType";
    Answer answer = get(set + query, headers).ok();
    List<String> values = texts(answer.json(), "trafficType");
    assertFalse(values.isEmpty());
    assertEquals(List.of(told), values.stream().distinct().toList());
    assertEquals(
        preference.isEmpty() ? List.of() : List.of(preference), answer.all("Preference-Applied"));
    String id = texts(answer.json(), "id").get(0);
    String one = set + "('" + id + "')/trafficType";
    assertEquals(told, get(one, headers).ok().json().path("value").asText());
    assertEquals(told, get(one + "/$value", headers).ok().text());
    assertEquals(
        List.of("all"),
        texts(get(set + "?$filter=trafficType eq 'all'&$top=1").json(), "trafficType"));
  }

  @Test
  @DisplayName("Inside of complex values and expansions enumerations evolve too")
  void evolvableInside() {
    JsonNode seen =
        get(SEEN + "?$filter=privateAccessDetails/accessType eq 'appAccess'&$top=1").ok().json();
    assertEquals(List.of("unknownFutureValue"), seen.path("value").findValuesAsText("accessType"));
    JsonNode logs =
        get("networkAccess/logs?$expand=connections($filter=deviceCategory eq"
                + " 'remoteNetwork';$top=1)")
            .ok()
            .json();
    assertEquals(List.of("unknownFutureValue"), logs.findValuesAsText("deviceCategory"));
  }

  @ParameterizedTest
  @DisplayName("Seen connections are read only, under every root and by every path")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/networkAccess/logs/connections|{\"createdDateTime\":\"2026-01-01T00:00:00Z\",\"trafficType\":\"all\",\"tenantId\":\"t\"}",
        "POST|/networkAccessConnections|{\"createdDateTime\":\"2026-01-01T00:00:00Z\",\"trafficType\":\"all\",\"tenantId\":\"t\"}",
        "PATCH|/networkAccess/logs/connections('%s')|{\"tenantId\":\"t\"}",
        "PUT|/networkAccess/logs/connections('%s')|{\"tenantId\":\"t\"}",
        "PATCH|/networkAccessConnections('%s')|{\"tenantId\":\"t\"}",
        "PUT|/networkAccessConnections('%s')/tenantId|{\"value\":\"t\"}",
        "DELETE|/networkAccess/logs/connections('%s')|",
        "DELETE|/networkAccessConnections('%s')|",
        "DELETE|/networkAccess/logs/connections('%s')/$ref|"
      })
  void readOnly(String method, String target, @Nullable String body) {
    String id = ShippedData.column("networkAccessConnections", "id").get(0);
    for (String root : List.of("/odata", "/api/data/v9.2", "/beta", "/v1.0")) {
      String path = root + target.replace("%s", id);
      send(method, path, body == null ? "" : body).error(405);
    }
    get(SEEN + "/" + id).ok();
  }

  private static String created(String body) {
    Answer answer = send("POST", OPERATIONS, body).is(201);
    String id = answer.json().path("id").asText();
    assertFalse(id.isEmpty());
    return id;
  }

  @ParameterizedTest
  @DisplayName("An update creates nothing")
  @ValueSource(
      strings = {
        "external/connections/nobody",
        OPERATIONS + "/nobody",
        "connectionOperations/nobody",
        "security/alerts/nobody"
      })
  void noUpsert(String target) {
    send("PATCH", target, "{}").error(404);
    get(target).error(404);
  }

  @Test
  @DisplayName("Operations of an external connection are created, read, changed and deleted")
  void operations() {
    int before = get(OPERATIONS).ok().json().path("value").size();
    String id = created("{\"status\":\"inprogress\"}");
    String one = OPERATIONS + "/" + id;
    assertEquals("inprogress", get(one).ok().json().path("status").asText());
    assertEquals("inprogress", get(OPERATIONS + "('" + id + "')").json().path("status").asText());
    assertEquals(before + 1, get(OPERATIONS).json().path("value").size());
    assertEquals(List.of(id), texts(get(OPERATIONS + "?$filter=id eq '" + id + "'").json(), "id"));
    String failed =
        "{\"status\":\"failed\",\"error\":{\"errorMessage\":\"m\",\"resourceInstanceName\":\"n\","
            + "\"resourceType\":\"t\"}}";
    assertEquals("failed", send("PATCH", one, failed).ok().json().path("status").asText());
    send("PATCH", one, failed, "Prefer: return=minimal").is(204);
    assertEquals("m", get(one).json().at("/error/errorMessage").asText());
    assertEquals(
        "completed",
        send(
                "PATCH",
                one,
                "{\"status\":\"completed\",\"error\":null}",
                "Prefer: return=representation")
            .is(200)
            .json()
            .path("status")
            .asText());
    send("POST", "external/connections/none/operations", "{}").error(404);
    get("external/connections/fabrikam/operations/" + id).error(404);
    send("DELETE", one, "").is(204);
    get(one).error(404);
    assertEquals(before, get(OPERATIONS).json().path("value").size());
  }

  @Test
  @DisplayName(
      "External connections come with ids of clients, and their operations go with keys as"
          + " segments")
  void externalConnections() {
    send(
            "POST",
            "external/connections",
            "{\"id\":\"tickets\",\"name\":\"Tickets\",\"state\":\"draft\"}")
        .is(201);
    assertEquals("Tickets", get("external/connections/tickets").ok().json().path("name").asText());
    String operation =
        send("POST", "external/connections/tickets/operations", "{\"status\":\"failed\"}")
            .is(201)
            .json()
            .path("id")
            .asText();
    JsonNode expanded = get("external/connections/tickets?$expand=operations").ok().json();
    assertEquals(operation, expanded.at("/operations/0/id").asText());
    send("DELETE", "external/connections/tickets/operations/" + operation, "").is(204);
    send("DELETE", "external/connections/tickets", "").is(204);
    get("external/connections/tickets").error(404);
  }

  @Test
  @DisplayName("Network connections of an alert are read and changed at the alert")
  void networkConnections() {
    String alert = get("security/alerts?$top=1").ok().json().at("/value/0/id").asText();
    String set = "security/alerts/" + alert + "/networkConnections";
    int before = get(set).ok().json().path("value").size();
    assertTrue(before > 0);
    String id =
        send(
                "POST",
                set,
                "{\"direction\":\"inbound\",\"protocol\":\"tcp\",\"destinationPort\":\"443\"}")
            .is(201)
            .json()
            .path("id")
            .asText();
    assertEquals("443", get(set + "/" + id).ok().json().path("destinationPort").asText());
    assertEquals(List.of(id), texts(get(set + "?$filter=id eq '" + id + "'").json(), "id"));
    send("PATCH", set + "/" + id, "{\"status\":\"blocked\"}").ok();
    assertEquals("blocked", get(set + "/" + id).json().path("status").asText());
    send("DELETE", set + "/" + id, "").is(204);
    assertEquals(before, get(set).json().path("value").size());
  }

  @Test
  @DisplayName("More requests of an address than a limit allows are 429, with Retry-After")
  void throttling() {
    RawHttp hasty = new RawHttp(Objects.requireNonNull(limited).port());
    Answer refused = null;
    for (int i = 0; i < 100 && refused == null; i++) {
      Answer answer = hasty.send("GET", "/beta/external", List.of("client-request-id: me"), "");
      refused = answer.status() == 200 ? null : answer;
    }
    Answer answer = Objects.requireNonNull(refused);
    answer.error(429);
    assertEquals("1", header(answer, "Retry-After"));
    assertEquals("me", header(answer, "client-request-id"));
    assertEquals("activityLimitReached", answer.json().at("/error/code").asText());
    assertEquals(200, hasty.send("GET", "/livez", List.of(), "").status());
  }
}
