package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 11.4.3 and 11.4.4: entities are changed, replaced, or made by their URL. */
final class EntityUpdateTest {
  private static final String FULL =
      "{\"Name\":\"n\",\"Since\":\"2020-02-02\",\"Registered\":\"r\",\"Grade\":\"High\","
          + "\"Country@odata.bind\":\"Countries('DE')\",\"Tags\":[\"a\",\"b\"],"
          + "\"Seat\":{\"City\":\"Rom\",\"Zip\":\"1\",\"Plot\":\"p\","
          + "\"Country@odata.bind\":\"Countries('IT')\"},\"Sites\":[{\"City\":\"Bern\"}],"
          + "\"Machine\":{\"Name\":\"m\",\"Weight\":1.5,\"Inner\":{\"Name\":\"i\",\"Weight\":2},"
          + "\"Parts\":[{\"Name\":\"p\"}]}}";

  @TempDir static Path folder = Path.of("");

  private static FirmsUnderTest firms;

  @BeforeAll
  static void serve() {
    firms = FirmsUnderTest.serve(folder);
  }

  @AfterAll
  static void close() {
    firms.close();
  }

  private static JsonNode changed(JsonNode entity, String... pointersAndValues) {
    JsonNode copy = entity.deepCopy();
    for (int i = 0; i < pointersAndValues.length; i += 2) {
      String pointer = pointersAndValues[i];
      int slash = pointer.lastIndexOf('/');
      JsonNode value = json(pointersAndValues[i + 1]);
      ((ObjectNode) copy.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), value);
    }
    return copy;
  }

  private static JsonNode json(String text) {
    return new Answer("", 200, List.of(), text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .json();
  }

  @Test
  @DisplayName("PATCH changes what it names and nothing else, also inside of complex values")
  void merges() {
    String firm = firms.create("Firms", FULL);
    JsonNode before = firms.json(firm);
    firms.patch(firm, "{\"Name\":\"new\"}").is(204);
    assertEquals(changed(before, "/Name", "\"new\""), firms.json(firm));
    firms.patch(firm, "{\"Name\":\"n\",\"Seat\":{\"City\":\"Pisa\"}}").is(204);
    assertEquals(changed(before, "/Seat/City", "\"Pisa\""), firms.json(firm));
    firms.patch(firm, "{\"Seat\":{\"City\":null}}").is(204);
    assertEquals(changed(before, "/Seat/City", "null"), firms.json(firm));
    firms.patch(firm, "{}").is(204);
    assertEquals(changed(before, "/Seat/City", "null"), firms.json(firm));
    firms.patch(firm, "{\"Tags\":[\"c\"],\"Sites\":[],\"Since\":null}").is(204);
    assertEquals(
        changed(before, "/Seat/City", "null", "/Tags", "[\"c\"]", "/Sites", "[]", "/Since", "null"),
        firms.json(firm));
    assertEquals("IT", firms.json(firm + "/Seat/Country").get("Code").asText());
  }

  @Test
  @DisplayName("PATCH changes parts of documents, at any depth")
  void mergesDocuments() {
    String firm = firms.create("Firms", FULL);
    JsonNode before = firms.json(firm);
    firms.patch(firm, "{\"Machine\":{\"Inner\":{\"Weight\":3}}}").is(204);
    assertEquals(changed(before, "/Machine/Inner/Weight", "3"), firms.json(firm));
    firms.patch(firm, "{\"Machine\":{\"Weight\":null,\"Parts\":[]}}").is(204);
    assertEquals(
        changed(
            before,
            "/Machine/Inner/Weight",
            "3",
            "/Machine/Weight",
            "null",
            "/Machine/Parts",
            "[]"),
        firms.json(firm));
    firms
        .patch(firm, "{\"Machine\":{\"Inner\":null,\"Parts\":[{\"Name\":\"x\",\"Parts\":[{}]}]}}")
        .is(204);
    assertTrue(firms.json(firm).at("/Machine/Inner").isNull());
    assertEquals("x", firms.json(firm).at("/Machine/Parts/0/Name").asText());
    firms.patch(firm, "{\"Machine\":{\"Inner\":{\"Name\":\"again\"}}}").is(204);
    assertEquals("again", firms.json(firm).at("/Machine/Inner/Name").asText());
    assertEquals("[]", firms.json(firm).at("/Machine/Inner/Parts").toString());
    firms.patch(firm, "{\"Machine\":null}").is(204);
    assertTrue(firms.json(firm).get("Machine").isNull());
    firms
        .patch(firm, "{\"Machine\":{\"@odata.type\":\"#self.Wheel\",\"Spokes\":3,\"Name\":\"w\"}}")
        .is(204);
    assertEquals("#self.Wheel", firms.get(firm).json().at("/Machine/@odata.type").asText());
    firms.patch(firm, "{\"Machine\":{\"Inner\":{\"Name\":\"much too long\"}}}").error(400);
    firms.patch(firm, "{\"Machine\":{\"Parts\":null}}").error(400);
  }

  @Test
  @DisplayName("PUT resets what it does not give, but keys, what is fixed, and what is related")
  void replaces() {
    String firm = firms.create("Firms", FULL);
    JsonNode before = firms.json(firm);
    firms.put(firm, "{\"Name\":\"only\",\"Seat\":{\"City\":\"Bonn\"}}").is(204);
    JsonNode after = firms.json(firm);
    assertEquals(before.get("Id"), after.get("Id"));
    assertEquals("only", after.get("Name").asText());
    assertEquals("2000-01-01", after.get("Since").asText());
    assertEquals("r", after.get("Registered").asText());
    assertTrue(after.get("Grade").isNull());
    assertEquals("[]", after.get("Tags").toString());
    assertEquals("[]", after.get("Sites").toString());
    assertTrue(after.get("Machine").isNull());
    assertEquals("Bonn", after.at("/Seat/City").asText());
    assertEquals("0", after.at("/Seat/Zip").asText());
    assertEquals("p", after.at("/Seat/Plot").asText());
    assertEquals("DE", firms.json(firm + "/Country").get("Code").asText());
    assertEquals("IT", firms.json(firm + "/Seat/Country").get("Code").asText());
    firms.put(firm, "{}").is(204);
    assertTrue(firms.json(firm).get("Seat").isNull());
  }

  @Test
  @DisplayName("PUT keeps dependent properties of referential constraints that it does not give")
  void replacesDependent() {
    String club = firms.create("Clubs", "{\"Motto\":\"m\"}");
    String note = firms.create("Notes", "{\"Id\":71,\"OwnerClub@odata.bind\":\"" + club + "\"}");
    firms.put(note, "{}").is(204);
    assertEquals("m", firms.json(note + "/OwnerClub").get("Motto").asText());
  }

  @Test
  @DisplayName("PUT of a derived entity resets its own properties, and keeps its type")
  void replacesDerived() {
    String manager =
        firms.create(
            "People",
            "{\"@odata.type\":\"#self.Manager\",\"Name\":\"m\",\"Age\":40,\"Budget\":5,"
                + "\"Class\":\"A\",\"Extra\":1}");
    firms.put(manager, "{\"Name\":\"again\"}").is(204);
    JsonNode after = firms.get(manager).ok().json();
    assertEquals("#self.Manager", after.get("@odata.type").asText());
    assertEquals("again", after.get("Name").asText());
    assertTrue(after.get("Age").isNull());
    assertTrue(after.get("Budget").isNull());
    assertEquals("B", after.get("Class").asText());
    assertFalse(after.has("Extra"));
    firms.put(manager, "{\"@odata.type\":\"#self.Manager\",\"Name\":\"x\",\"Budget\":9}").is(204);
    assertEquals(9, firms.json(manager).get("Budget").asInt());
    firms.patch(manager + "/self.Manager", "{\"Class\":\"C\"}").is(204);
    assertEquals("C", firms.json(manager).get("Class").asText());
    // Of the declared type it would be a dynamic property with the name of a declared one.
    firms.patch(manager, "{\"Budget\":8}").error(400);
    assertEquals(9, firms.json(manager).get("Budget").asInt());
  }

  @Test
  @DisplayName("keys, computed, immutable and read-only values in an update are ignored")
  void ignored() {
    String firm = firms.create("Firms", FULL);
    JsonNode before = firms.json(firm);
    String body =
        "{\"Id\":\"99999999-2222-3333-4444-555555555555\",\"Rank\":7,\"Secret\":\"s\","
            + "\"Registered\":\"x\",\"Seat\":{\"Checked\":true,\"Plot\":\"x\"}}";
    firms.patch(firm, body).is(204);
    assertEquals(before, firms.json(firm));
    assertEquals(
        List.of("Rank", "Registered", "Seat/Checked", "Seat/Plot", "Secret"),
        FirmsUnderTest.targets(firms.patch(firm, body, "Prefer: handling=strict").is(400)));
    // What a client has read it can send back as it is.
    firms.put(firm, firms.get(firm).ok().text()).is(204);
    assertEquals(before, firms.json(firm));
  }

  @Test
  @DisplayName("dynamic properties: PATCH changes and removes some, PUT all")
  void dynamic() {
    String person = firms.create("People", "{\"Name\":\"p\",\"A\":\"a\",\"B\":{\"C\":1}}");
    firms.patch(person, "{\"A\":null,\"D@odata.type\":\"#Edm.Date\",\"D\":\"2024-01-01\"}").is(204);
    JsonNode read = firms.json(person);
    assertFalse(read.has("A"));
    assertEquals("2024-01-01", read.get("D").asText());
    assertTrue(read.has("B"));
    firms.put(person, "{\"Name\":\"p\",\"E\":1}").is(204);
    assertFalse(firms.json(person).has("B"));
    assertEquals(1, firms.json(person).get("E").asInt());
  }

  @ParameterizedTest
  @DisplayName("11.4.4 an update of what is not there creates it, unless If-Match asks for it")
  @ValueSource(strings = {"PATCH", "PUT"})
  void upsert(String method) {
    String code = "Countries('" + method + "')";
    send(method, code, "{\"Name\":\"n\"}", "If-Match: *").error(412);
    send(method, code, "{\"Name\":\"n\"}", "If-Match: W/\"1\"").error(412);
    firms.get(code).error(404);
    send(method, code, "{\"Name\":\"n\",\"Code\":\"other\"}", "If-None-Match: *").is(201);
    assertEquals("n", firms.json(code).get("Name").asText());
    send(method, code, "{\"Name\":\"m\"}", "If-None-Match: *").error(412);
    assertEquals("n", firms.json(code).get("Name").asText());
    send(method, code, "{\"Name\":\"m\"}").is(204);
    send(method, "Countries('bad')", "{\"Name\":7}").error(400);
    send(method, "Countries('bad')", "{\"Nothing\":7}").error(400);
    firms.get("Countries('bad')").error(404);
  }

  private static Answer send(String method, String target, String body, String... headers) {
    return method.equals("PUT")
        ? firms.put(target, body, headers)
        : firms.patch(target, body, headers);
  }

  @Test
  @DisplayName("11.4.4 contained entities, composite keys, and nullable singletons are created too")
  void upsertInside() {
    String firm = firms.firm("u");
    String id = firms.json(firm).get("Id").asText();
    firms.patch(firm + "/Offices(7)", "{\"Street\":\"s\"}").is(201);
    assertEquals("s", firms.json(firm + "/Offices(7)").get("Street").asText());
    firms.put(firm + "/Offices(7)/Desks('x')", "{\"Wide\":true}").is(201);
    assertTrue(firms.json(firm + "/Offices(7)/Desks('x')").get("Wide").asBoolean());
    firms.patch(firm + "/Card", "{\"No\":1,\"Text\":\"t\"}").is(201);
    firms.patch(firm + "/Card", "{\"Text\":\"u\"}").is(204);
    assertEquals("u", firms.json(firm + "/Card").get("Text").asText());
    String dept = "Depts(FirmId=" + id + ",No=5)";
    firms.patch(dept, "{\"Title\":\"t\"}").is(201);
    assertEquals("u", firms.json(dept + "/Firm").get("Name").asText());
    String bound = "Depts(FirmId=" + id + ",No=6)";
    firms.patch(bound, "{\"Firm@odata.bind\":\"" + firm + "\"}").is(201);
    firms.patch("Depts(FirmId=" + id + ",No=7)", "{\"Firm@odata.bind\":\"Head\"}").error(400);
    firms.get("Guest").is(204);
    firms.patch("Guest", "{\"Name\":\"g\"}").is(201);
    firms.patch("Guest", "{\"Name\":\"h\"}").is(204);
    assertEquals("h", firms.json("Guest").get("Name").asText());
  }

  @Test
  @DisplayName(
      "11.4.4 nothing is created whose key the server makes, or that the URL does not name")
  void noUpsert() {
    int before = firms.count("People");
    firms.patch("People(123456)", "{\"Name\":\"p\"}").error(404);
    firms.patch("Countries(Number=999)", "{\"Name\":\"p\"}").error(404);
    String firm = firms.firm("f");
    firms.patch(firm + "/Country", "{\"Code\":\"NN\"}").error(404);
    firms.patch("Firms(12345678-0000-0000-0000-000000000000)/Offices(1)", "{}").error(404);
    assertEquals(before, firms.count("People"));
    firms.get("Countries('NN')").error(404);
  }

  @Test
  @DisplayName("an update by an alternate key, and along a navigation property")
  void otherPaths() {
    firms.patch("Countries(Number=380)", "{\"Name\":\"Italia\"}").is(204);
    assertEquals("Italia", firms.json("Countries('IT')").get("Name").asText());
    String firm = firms.create("Firms", "{\"Country@odata.bind\":\"Countries('DE')\"}");
    firms.patch(firm + "/Country", "{\"Name\":\"D\"}").is(204);
    assertEquals("D", firms.json("Countries('DE')").get("Name").asText());
  }

  @Test
  @DisplayName(
      "8.2.4 a change under If-Match is done in the state that it names, one of a list too")
  void conditions() {
    String firm = firms.firm("e");
    String first = firms.get(firm).header("ETag").orElseThrow();
    firms.patch(firm, "{\"Name\":\"f\"}", "If-Match: " + first).is(204);
    String second = firms.get(firm).header("ETag").orElseThrow();
    firms.patch(firm, "{\"Name\":\"g\"}", "If-Match: " + first).error(412);
    firms.put(firm, "{\"Name\":\"g\"}", "If-Match: " + first).error(412);
    firms.delete(firm, "If-Match: " + first).error(412);
    firms.patch(firm, "{\"Name\":\"g\"}", "If-Match: " + first + ", " + second).is(204);
    firms.patch(firm, "{\"Name\":\"h\"}", "If-None-Match: " + second).is(204);
    String third = firms.get(firm).header("ETag").orElseThrow();
    firms.patch(firm, "{\"Name\":\"i\"}", "If-None-Match: " + third).error(412);
    firms.patch(firm, "{\"Name\":\"i\"}", "If-Match: nonsense").error(400);
    String both = "If-None-Match: " + third;
    firms.patch(firm, "{\"Name\":\"i\"}", "If-Match: *", "If-None-Match: *").error(412);
    firms.patch(firm, "{\"Name\":\"i\"}", "If-Match: *", both).error(412);
    firms.patch(firm, "{\"Name\":\"i\"}", "If-Match: " + third, both).error(412);
    firms.patch(firm, "{\"Name\":\"h\"}", "If-Match: *", "If-None-Match: " + first).is(204);
    assertEquals("h", firms.json(firm).get("Name").asText());
  }

  @Test
  @DisplayName("8.1.5 a body of another version than those that are read is refused")
  void versions() {
    String firm = firms.firm("v");
    for (String version : List.of("4.0", "4.01", "4.0;NetFx")) {
      firms.patch(firm, "{\"Name\":\"v\"}", "OData-Version: " + version).is(204);
    }
    for (String version : List.of("3.0", "5.0", "x")) {
      Answer refused = firms.patch(firm, "{\"Name\":\"w\"}", "OData-Version: " + version);
      refused.error(400);
      assertTrue(refused.text().contains("\"target\":\"OData-Version\""), refused.text());
    }
  }

  @Test
  @DisplayName("8.2.4 of many who count up one number under If-Match, none is lost")
  void concurrent() throws Exception {
    String country = firms.create("Countries", "{\"Code\":\"count\",\"Number\":0}");
    int clients = 8;
    int rounds = 10;
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        work.add(
            () -> {
              int failed = 0;
              for (int done = 0; done < rounds; ) {
                Answer read = firms.get(country).ok();
                int next = read.json().get("Number").asInt() + 1;
                Answer written =
                    firms.patch(
                        country,
                        "{\"Number\":" + next + "}",
                        "If-Match: " + read.header("ETag").orElseThrow());
                if (written.status() == 204) {
                  done++;
                } else {
                  written.error(412);
                  failed++;
                }
              }
              return failed;
            });
      }
      for (Future<Integer> client : pool.invokeAll(work)) {
        client.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(clients * rounds, firms.json(country).get("Number").asInt());
  }
}
