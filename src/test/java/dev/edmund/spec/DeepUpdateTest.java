package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 1, 11.4.3.1: an entity is changed together with what it is related to. */
final class DeepUpdateTest {
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

  private static String person(String name, String... skills) {
    StringBuilder all = new StringBuilder();
    for (String skill : skills) {
      all.append(all.isEmpty() ? "" : ",").append("{\"Name\":\"").append(skill).append("\"}");
    }
    return firms.create("People", "{\"Name\":\"" + name + "\",\"Skills\":[" + all + "]}");
  }

  @Test
  @DisplayName(
      "a whole collection: changed by key and by id, added, related, and the rest no longer")
  void fullSet() {
    String person = person("set", "s1", "s2", "s3", "s4");
    int skills = firms.count("Skills");
    firms
        .patch(
            person,
            "{\"Skills\":[{\"Name\":\"s1\",\"Level\":1},{\"@id\":\"Skills('s2')\",\"Level\":2},"
                + "{\"@id\":\"Skills('Java')\"},{\"Name\":\"s5\",\"Level\":5}]}")
        .is(204);
    assertEquals(List.of("Java", "s1", "s2", "s5"), firms.values(person + "/Skills", "Name"));
    assertEquals(1, firms.json("Skills('s1')").get("Level").asInt());
    assertEquals(2, firms.json("Skills('s2')").get("Level").asInt());
    assertEquals(5, firms.json("Skills('s5')").get("Level").asInt());
    assertEquals(3, firms.json("Skills('Java')").get("Level").asInt());
    assertEquals(skills + 1, firms.count("Skills"));
    firms.patch(person, "{\"Skills\":[]}").is(204);
    assertEquals(List.of(), firms.values(person + "/Skills", "Name"));
    assertEquals(skills + 1, firms.count("Skills"));
  }

  @Test
  @DisplayName("contained entities that are not in the collection are deleted")
  void contained() {
    String firm =
        firms.create(
            "Firms",
            "{\"Offices\":[{\"No\":1,\"Street\":\"a\",\"Desks\":[{\"Letter\":\"x\"},"
                + "{\"Letter\":\"y\",\"Wide\":true}]},{\"No\":2},{\"No\":3}]}");
    firms
        .patch(
            firm,
            "{\"Offices\":[{\"No\":1,\"Desks\":[{\"Letter\":\"y\"},{\"Letter\":\"z\"}]},"
                + "{\"No\":4,\"Street\":\"d\"}]}")
        .is(204);
    assertEquals(List.of("1", "4"), firms.values(firm + "/Offices", "No"));
    assertEquals("a", firms.json(firm + "/Offices(1)").get("Street").asText());
    assertEquals(List.of("y", "z"), firms.values(firm + "/Offices(1)/Desks", "Letter"));
    assertTrue(firms.json(firm + "/Offices(1)/Desks('y')").get("Wide").asBoolean());
    firms.get(firm + "/Offices(2)").error(404);
    firms.put(firm, "{\"Offices\":[{\"No\":1}]}").is(204);
    assertTrue(firms.json(firm + "/Offices(1)").get("Street").isNull());
  }

  @Test
  @DisplayName("a nested delta: deleted, no longer related, related, changed, added")
  void delta() {
    String person = person("delta", "d1", "d2", "d3", "d4");
    firms
        .patch(
            person,
            "{\"Name\":\"new\",\"Skills@delta\":["
                + "{\"@removed\":{\"reason\":\"deleted\"},\"@id\":\"Skills('d1')\"},"
                + "{\"@removed\":{\"reason\":\"changed\"},\"@id\":\"Skills('d2')\"},"
                + "{\"@removed\":{},\"Name\":\"d3\",\"Level\":\"ignored\"},"
                + "{\"@id\":\"Skills('Go')\"},"
                + "{\"@id\":\"Skills('SQL')\",\"Level\":8},"
                + "{\"Name\":\"d5\"}]}")
        .is(204);
    assertEquals(List.of("Go", "SQL", "d4", "d5"), firms.values(person + "/Skills", "Name"));
    firms.get("Skills('d1')").error(404);
    firms.get("Skills('d2')").is(200);
    firms.get("Skills('d3')").is(200);
    assertEquals(8, firms.json("Skills('SQL')").get("Level").asInt());
    assertEquals("new", firms.json(person).get("Name").asText());
  }

  @Test
  @DisplayName("a nested delta of contained entities deletes what it removes for whatever reason")
  void deltaOfContained() {
    String firm = firms.create("Firms", "{\"Offices\":[{\"No\":1},{\"No\":2},{\"No\":3}]}");
    firms
        .patch(
            firm,
            "{\"Offices@odata.delta\":[{\"@removed\":{\"reason\":\"changed\"},\"No\":1},"
                + "{\"No\":2,\"Street\":\"b\"},{\"No\":4}]}")
        .is(204);
    assertEquals(List.of("2", "3", "4"), firms.values(firm + "/Offices", "No"));
    assertEquals("b", firms.json(firm + "/Offices(2)").get("Street").asText());
  }

  @Test
  @DisplayName("a single entity: the one that is there without a key, another one with one")
  void single() {
    String firm = firms.create("Firms", "{\"Country\":{\"Code\":\"S1\",\"Name\":\"one\"}}");
    firms.patch(firm, "{\"Country\":{\"Name\":\"changed\"}}").is(204);
    assertEquals("changed", firms.json("Countries('S1')").get("Name").asText());
    firms.patch(firm, "{\"Country\":{\"Code\":\"S2\",\"Name\":\"two\"}}").is(204);
    assertEquals("S2", firms.json(firm + "/Country").get("Code").asText());
    firms.patch(firm, "{\"Country\":{\"Code\":\"S1\",\"Number\":77}}").is(204);
    assertEquals("changed", firms.json(firm + "/Country").get("Name").asText());
    firms.patch(firm, "{\"Card\":{\"No\":1,\"Text\":\"t\"}}").is(204);
    firms.patch(firm, "{\"Card\":{\"Text\":\"u\"}}").is(204);
    assertEquals(1, firms.json(firm + "/Card").get("No").asInt());
    firms.patch(firm, "{\"Card\":null}").is(204);
    firms.get(firm + "/Card").is(204);
    String dept = firms.create("Depts", "{\"No\":1,\"Firm@odata.bind\":\"" + firm + "\"}");
    firms.patch(dept, "{\"Firm\":{\"Name\":\"by its department\"}}").is(204);
    assertEquals("by its department", firms.json(firm).get("Name").asText());
  }

  @Test
  @DisplayName("an entity whose key tells where it belongs is changed there and nowhere else")
  void dependentKey() {
    String firm =
        firms.create("Firms", "{\"Name\":\"a\",\"Depts\":[{\"No\":1,\"Title\":\"old\"}]}");
    String other = firms.create("Firms", "{\"Name\":\"b\",\"Depts\":[{\"No\":1,\"Title\":\"b\"}]}");
    String id = firms.json(other).get("Id").asText();
    firms
        .patch(
            firm, "{\"Depts\":[{\"No\":1,\"Title\":\"new\",\"FirmId\":\"" + id + "\"},{\"No\":2}]}")
        .is(204);
    assertEquals(List.of("1", "2"), firms.values(firm + "/Depts", "No"));
    assertEquals(List.of("b"), firms.values(other + "/Depts", "Title"));
    assertEquals(List.of("1"), firms.values(other + "/Depts", "No"));
    firms.patch(firm, "{\"Depts@odata.bind\":[\"Depts(FirmId=" + id + ",No=1)\"]}").error(400);
    firms.patch(firm, "{\"Depts\":[{\"No\":1}]}").error(409);
    assertEquals(List.of("1", "2"), firms.values(firm + "/Depts", "No"));
  }

  @Test
  @DisplayName("an ETag inside is held to, and nothing is changed where one is old")
  void etags() {
    String firm = firms.create("Firms", "{\"Name\":\"a\",\"Country\":{\"Code\":\"E1\"}}");
    String old = firms.get("Countries('E1')").header("ETag").orElseThrow().replace("\"", "\\\"");
    String body = "{\"Name\":\"b\",\"Country\":{\"@odata.etag\":\"" + old + "\",\"Name\":\"%s\"}}";
    firms.patch(firm, body.formatted("first")).is(204);
    firms.patch(firm, "{\"Name\":\"kept\"}").is(204);
    firms.patch(firm, body.formatted("second")).error(412);
    assertEquals("first", firms.json("Countries('E1')").get("Name").asText());
    assertEquals("kept", firms.json(firm).get("Name").asText());
    firms.patch(firm, "{\"Country\":{\"@odata.etag\":7,\"Name\":\"x\"}}").error(400);
  }

  @Test
  @DisplayName("an id and a key that tell different entities are refused")
  void twoNames() {
    String person = person("names", "n1", "n2");
    firms
        .patch(person, "{\"Skills\":[{\"@id\":\"Skills('n1')\",\"Name\":\"n2\",\"Level\":1}]}")
        .error(400);
    firms
        .patch(person, "{\"Skills\":[{\"@id\":\"Skills('n1')\",\"Name\":\"n1\",\"Level\":1}]}")
        .is(204);
    assertEquals(List.of("n1"), firms.values(person + "/Skills", "Name"));
  }

  @Test
  @DisplayName("removed entities stand in deltas only, deltas in PATCH only, nothing of it in 4.0")
  void places() {
    String person = person("places", "p1");
    firms.patch(person, "{\"Skills\":[{\"@removed\":{},\"@id\":\"Skills('p1')\"}]}").error(400);
    firms.put(person, "{\"Name\":\"x\",\"Skills@delta\":[]}").error(400);
    firms.post("People", "{\"Name\":\"x\",\"Skills@delta\":[]}").error(400);
    firms.patch(person, "{\"Boss@delta\":[]}").error(400);
    firms.patch(person, "{\"Skills@delta\":[{\"@removed\":{}}]}").error(400);
    firms.patch(person, "{\"Skills\":[{\"Name\":\"p2\"}]}", "OData-Version: 4.0").error(400);
    firms.patch(person, "{\"Skills@odata.bind\":[\"Skills('Go')\"]}", "OData-Version: 4.0").is(204);
    assertEquals(List.of("Go", "p1"), firms.values(person + "/Skills", "Name"));
  }

  @Test
  @DisplayName("on failure nothing of it is done")
  void nothing() {
    String person = person("nothing", "o1", "o2");
    firms
        .patch(
            person,
            "{\"Name\":\"changed\",\"Skills\":[{\"Name\":\"o1\",\"Level\":9},{\"Name\":\"o9\"},"
                + "{\"@id\":\"Skills('none')\"}],\"Boss\":{\"Name\":\"new boss\"}}")
        .error(400);
    assertEquals(List.of("o1", "o2"), firms.values(person + "/Skills", "Name"));
    assertEquals("nothing", firms.json(person).get("Name").asText());
    assertTrue(firms.json("Skills('o1')").get("Level").isNull());
    firms.get("Skills('o9')").error(404);
  }
}
