package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.ShippedService;
import dev.edmund.TestDatabase;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.plan.write.WritePlanner;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.processor.Writer;
import dev.edmund.processor.batch.BatchService;
import dev.edmund.store.Database;
import dev.edmund.store.Writers;
import dev.edmund.store.write.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes in batches take effect as one, or not at all (Part 1, 11.7.7.4; JSON Format, 19.4). */
final class BatchChangesTest {
  private static final String MODEL =
      "<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>"
          + "<edmx:DataServices>"
          + "<Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='self'>"
          + "<EntityType Name='Customer'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Name' Type='Edm.String'/>"
          + "<NavigationProperty Name='Orders' Type='Collection(self.Order)' Partner='Customer'/>"
          + "</EntityType>"
          + "<EntityType Name='Order'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<NavigationProperty Name='Customer' Type='self.Customer' Partner='Orders'/>"
          + "</EntityType>"
          + "<EntityContainer Name='C'><EntitySet Name='Customers' EntityType='self.Customer'>"
          + "<NavigationPropertyBinding Path='Orders' Target='Orders'/></EntitySet>"
          + "<EntitySet Name='Orders' EntityType='self.Order'>"
          + "<NavigationPropertyBinding Path='Customer' Target='Customers'/></EntitySet>"
          + "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>";
  private static final String MULTIPART = "Content-Type: multipart/mixed;boundary=b";

  private Database database;
  private Changes changes;
  private HttpServer server;
  private RawHttp client;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("model.csdl.xml"), MODEL);
    String url = TestDatabase.in(folder);
    ShippedService shipped =
        ShippedService.load(file, Files.createDirectory(folder.resolve("data")), url);
    Limits limits = shipped.limits();
    Reader reader =
        new Reader(
            shipped.model(),
            shipped.planner(),
            shipped.pool(),
            shipped.dialect(),
            new SkipTokens(new byte[32]));
    database = Database.open(url);
    changes =
        Changes.of(
            database.writers(Writers.Settings.of(limits.statementTime())),
            shipped.model().storage(),
            shipped.dialect());
    Writer writer = new Writer(new WritePlanner(shipped.model()), changes);
    ODataService single = new ODataService(reader, writer, limits, () -> true);
    server = HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, limits.urlBytes()));
    server.start(new BatchService(single, limits, single));
    client = new RawHttp(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
    changes.close();
    database.close();
  }

  private Answer get(String target) {
    return client.send("GET", "/odata/" + target, List.of(), "");
  }

  private Answer multipart(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(MULTIPART);
    return client.send("POST", "/odata/$batch", all, body + "--b--\r\n");
  }

  private JsonNode json(String... requests) {
    String body = "{\"requests\":[" + String.join(",", requests).replace('\'', '"') + "]}";
    return client
        .send("POST", "/odata/$batch", List.of("Content-Type: application/json"), body)
        .ok()
        .json()
        .get("responses");
  }

  private static String changeSet(String... requests) {
    StringBuilder out =
        new StringBuilder("--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n");
    int id = 0;
    for (String request : requests) {
      out.append("--c\r\nContent-Type: application/http\r\nContent-ID: ").append(++id);
      out.append("\r\n\r\n").append(request).append("\r\n");
    }
    return out.append("--c--\r\n").toString();
  }

  private static String post(String url, String body) {
    return "POST " + url + " HTTP/1.1\r\nContent-Type: application/json\r\n\r\n" + body;
  }

  private static String statuses(JsonNode responses) {
    List<String> statuses = new ArrayList<>();
    responses.forEach(r -> statuses.add(r.get("status").asText()));
    return String.join(" ", statuses);
  }

  private String count(String set) {
    return get(set + "/$count").ok().text();
  }

  @Test
  @DisplayName("11.7.7.2: entities of a change set refer to each other in URLs and bodies")
  void references() {
    List<BatchAnswer> answers =
        BatchAnswer.of(
                multipart(
                    changeSet(
                        post("Customers", "{\"Id\":1,\"Name\":\"Ann\"}"),
                        post("$1/Orders", "{\"Id\":10}"),
                        post("Orders", "{\"Id\":11,\"Customer@odata.bind\":\"$1\"}"),
                        post("$1", "{\"Name\":\"Bea\"}").replaceFirst("POST", "PATCH"))))
            .get(0)
            .changeSet();
    assertEquals(List.of(201, 201, 201, 204), answers.stream().map(BatchAnswer::status).toList());
    assertEquals(
        client.root() + "/odata/Customers(1)", answers.get(0).header("Location").orElse(""));
    JsonNode customer = get("Customers(1)?$expand=Orders($orderby=Id)").ok().json();
    assertEquals("Bea", customer.get("Name").asText());
    assertEquals(10, customer.get("Orders").get(0).get("Id").asInt());
    assertEquals(11, customer.get("Orders").get(1).get("Id").asInt());
  }

  @Test
  @DisplayName("11.7.7.4: a change set of which one request fails has no effect")
  void rollback() {
    List<BatchAnswer> answers =
        BatchAnswer.of(
            multipart(
                changeSet(
                        post("Customers", "{\"Id\":1}"),
                        post("Orders", "{\"Id\":1}"),
                        post("Customers", "{\"Id\":1}"),
                        post("Customers", "{\"Id\":2}"))
                    + changeSet(post("Customers", "{\"Id\":3}")).replace("ID: 1", "ID: x"),
                "Prefer: continue-on-error"));
    assertEquals(409, answers.get(0).status(), answers.get(0).body());
    assertEquals("3", answers.get(0).outer("Content-ID").orElse(""));
    assertEquals(201, answers.get(1).changeSet().get(0).status());
    assertEquals("1", count("Customers"));
    assertEquals("0", count("Orders"));
  }

  @Test
  @DisplayName("19.4: an atomicity group has an effect only as a whole")
  void group() {
    String group = "'atomicityGroup':'g','method':'post'";
    JsonNode responses =
        json(
            "{'id':'1',%s,'url':'Customers','body':{'Id':1}}".formatted(group),
            "{'id':'2',%s,'url':'Customers','body':{'Id':1}}".formatted(group),
            "{'id':'3','method':'get','url':'Customers/$count'}",
            "{'id':'4','dependsOn':['g'],'method':'post','url':'Orders','body':{'Id':1}}");
    assertEquals("424 409 200 424", statuses(responses));
    assertEquals("0", responses.get(2).get("body").asText());
    responses =
        json(
            "{'id':'1',%s,'url':'Customers','body':{'Id':1}}".formatted(group),
            "{'id':'2',%s,'url':'Customers','body':{'Id':2}}".formatted(group),
            "{'id':'3','dependsOn':['g'],'method':'get','url':'Customers/$count'}");
    assertEquals("201 201 200", statuses(responses));
    assertEquals("2", responses.get(2).get("body").asText());
  }

  @Test
  @DisplayName("19.2: single changes see those before them")
  void oneAfterTheOther() {
    JsonNode responses =
        json(
            "{'id':'1','method':'post','url':'Customers','body':{'Id':1}}",
            "{'id':'2','method':'patch','url':'$1','body':{'Name':'Ann'}}",
            "{'id':'3','method':'get','url':'$1/Name/$value'}",
            "{'id':'4','method':'get','url':'$2'}");
    assertEquals("201 204 200 200", statuses(responses));
    assertEquals("Ann", responses.get(2).get("body").asText());
    assertEquals("Ann", responses.get(3).get("body").get("Name").asText());
  }

  @Test
  @DisplayName("nothing is done of a batch that breaks the format behind a change")
  void nothingHalfDone() {
    Answer answer =
        client.send(
            "POST",
            "/odata/$batch",
            List.of(MULTIPART),
            changeSet(post("Customers", "{\"Id\":1}")) + "--b\r\nContent-Ty");
    assertTrue(answer.error(400).contains("Request 2"));
    assertEquals("0", count("Customers"));
  }

  /** Entities of several forms in turns, but for one request. */
  private static String[] mixed(int count, int other, String request) {
    String[] requests = new String[count];
    for (int i = 0; i < count; i++) {
      requests[i] =
          i % 3 == 0
              ? post("Orders", "{\"Id\":" + i + "}")
              : i % 3 == 1
                  ? post("Customers", "{\"Id\":" + i + ",\"Name\":\"N" + i + "\"}")
                  : post("Customers", "{\"Name\":null,\"Id\":" + i + "}");
    }
    requests[other] = request;
    return requests;
  }

  @Test
  @DisplayName("11.7.7.4: a failure in the middle of many is that of its request, and undoes all")
  void failureInTheMiddle() {
    String[] wrong = {
      post("Customers", "{\"Id\":1}"),
      post("Customers", "{\"Id\":\"x\",\"Name\":\"Ann\"}"),
      post("Orders", "{\"Id\":500,\"Customer@odata.bind\":\"Customers(999)\"}")
    };
    int[] statuses = {409, 400, 400};
    for (int i = 0; i < wrong.length; i++) {
      BatchAnswer answer = BatchAnswer.of(multipart(changeSet(mixed(300, 200, wrong[i])))).get(0);
      assertEquals(statuses[i], answer.status(), answer.body());
      assertEquals("201", answer.outer("Content-ID").orElse(""));
      assertEquals("0", count("Customers"));
      assertEquals("0", count("Orders"));
    }
    String right = post("Orders", "{\"Id\":500,\"Customer@odata.bind\":\"$200\"}");
    assertEquals(
        300,
        BatchAnswer.of(multipart(changeSet(mixed(300, 200, right)))).get(0).changeSet().size());
    assertEquals("199", count("Customers"));
    assertEquals(
        "N199", get("Orders(500)/Customer").ok().json().get("Name").asText().replace("null", ""));
  }

  @Test
  @DisplayName("rows that go and come in one change set do not get in each other's way")
  void removedAndAdded() {
    String delete = "DELETE Customers(2) HTTP/1.1\r\n\r\n";
    BatchAnswer answer =
        BatchAnswer.of(
                multipart(
                    changeSet(
                        post("Customers", "{\"Id\":1}"),
                        post("Customers", "{\"Id\":2,\"Name\":\"gone\"}"),
                        delete,
                        post("Customers", "{\"Id\":2,\"Name\":\"back\"}"),
                        post("Customers", "{\"Id\":3}"))))
            .get(0);
    assertEquals(
        List.of(201, 201, 204, 201, 201),
        answer.changeSet().stream().map(BatchAnswer::status).toList());
    assertEquals("back", get("Customers(2)/Name/$value").ok().text());
    assertEquals("3", count("Customers"));
  }

  @Test
  @DisplayName("a change set of many entities")
  void many() {
    String[] requests = new String[100];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = post("Customers", "{\"Id\":" + i + "}");
    }
    assertEquals(100, BatchAnswer.of(multipart(changeSet(requests))).get(0).changeSet().size());
    assertEquals("100", count("Customers"));
  }
}
