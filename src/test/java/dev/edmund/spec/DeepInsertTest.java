package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 1, 11.4.2.2: an entity is created with what it is related to. */
final class DeepInsertTest {
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

  private static final String GRAPH =
      """
      {"Name":"deep",
       "Country":{"Code":"FR","Name":"France"},
       "Seat":{"City":"Paris","Country":{"Code":"LU"}},
       "Parent":{"Name":"above","Parent":{"Name":"top","Country@odata.bind":"Countries('DE')"}},
       "Daughters":[{"Name":"below","Friends":[{"Name":"friend"},{"@id":"Head"}]}],
       "Offices":[
         {"No":1,"Street":"s","Chief":{"Name":"chief"},
          "Desks":[{"Letter":"a","Owner":{"Name":"owner","Skills":[{"Name":"Sewing"}]}},{"Letter":"b"}]},
         {"No":2,"Desks":[{"Letter":"a","Wide":true}]}],
       "Card":{"No":7,"Text":"t"},
       "Depts":[
         {"No":1,"Title":"one",
          "Lead":{"@odata.type":"#self.Manager","Name":"lead","Budget":1.5,
                  "Boss":{"Name":"boss","Skills":[{"Name":"Law","Level":9},{"@id":"Skills('Go')"}]},
                  "Skills@odata.bind":["Skills('Java')"],
                  "Skills":[{"Name":"Art"}]}},
         {"No":2}]}
      """;

  @Test
  @DisplayName("of any depth: to one, to many, many-to-many, contained, inside of complex values")
  void graph() {
    Answer answer = firms.post("Firms", GRAPH).is(201);
    JsonNode made = answer.json();
    String id = made.get("Id").asText();
    String firm = "Firms(" + id + ")";
    assertEquals("France", firms.json(firm + "/Country").get("Name").asText());
    assertEquals("LU", firms.json(firm + "/Seat/Country").get("Code").asText());
    assertEquals("top", firms.json(firm + "/Parent/Parent").get("Name").asText());
    assertEquals("DE", firms.json(firm + "/Parent/Parent/Country").get("Code").asText());
    assertEquals(List.of("below"), firms.values(firm + "/Daughters", "Name"));
    JsonNode daughter = firms.json(firm + "/Daughters?$expand=Friends,Parent").at("/value/0");
    assertEquals("deep", daughter.at("/Parent/Name").asText());
    assertEquals(
        List.of("Head", "friend"),
        firms.values("Firms(" + daughter.get("Id").asText() + ")/Friends", "Name"));
    assertEquals(List.of("1", "2"), firms.values(firm + "/Offices", "No"));
    assertEquals("chief", firms.json(firm + "/Offices(1)/Chief").get("Name").asText());
    assertEquals(List.of("a", "b"), firms.values(firm + "/Offices(1)/Desks", "Letter"));
    assertEquals(
        List.of("Sewing"), firms.values(firm + "/Offices(1)/Desks('a')/Owner/Skills", "Name"));
    assertTrue(firms.json(firm + "/Offices(2)/Desks('a')").get("Wide").asBoolean());
    assertEquals("t", firms.json(firm + "/Card").get("Text").asText());
    String dept = "Depts(FirmId=" + id + ",No=1)";
    assertEquals(id, firms.json(dept + "/Firm").get("Id").asText());
    assertEquals("1.5", firms.json(dept + "/Lead/self.Manager").get("Budget").asText());
    assertEquals(List.of("Art", "Java"), firms.values(dept + "/Lead/Skills", "Name"));
    assertEquals(List.of("Go", "Law"), firms.values(dept + "/Lead/Boss/Skills", "Name"));
    assertEquals(
        "Law",
        made.at("/Depts/0/Lead/Boss/Skills").findValuesAsText("Name").stream()
            .filter("Law"::equals)
            .findFirst()
            .orElseThrow());
    assertEquals("Sewing", made.at("/Offices/0/Desks/0/Owner/Skills/0/Name").asText());
    assertEquals("LU", made.at("/Seat/Country/Code").asText());
  }

  @Test
  @DisplayName("on failure nothing is created, even when the last of many is wrong")
  void nothing() {
    int[] before = counts();
    for (String wrong :
        List.of(
            "{\"Name\":\"Java\"}",
            "{\"Name\":\"x\",\"Level\":\"high\"}",
            "{\"Name\":\"x\",\"Nothing\":1}",
            "{\"@id\":\"Skills('None')\"}",
            "{}")) {
      String body =
          "{\"Name\":\"n\",\"Country\":{\"Code\":\"XX\"},\"Offices\":[{\"No\":1}],"
              + "\"Depts\":[{\"No\":1},{\"No\":2,\"Lead\":{\"Name\":\"l\",\"Skills\":["
              + "{\"Name\":\"new\"},"
              + wrong
              + "]}}]}";
      Answer answer = firms.post("Firms", body);
      answer.error(wrong.contains("Java") ? 409 : 400);
      if (!wrong.contains("Java")) {
        assertTrue(answer.text().contains("Depts[1]/Lead/Skills[1]"), answer::text);
      }
      org.junit.jupiter.api.Assertions.assertArrayEquals(before, counts());
    }
    firms.get("Countries('XX')").error(404);
  }

  private static int[] counts() {
    return List.of("Firms", "Depts", "People", "Skills", "Countries").stream()
        .mapToInt(firms::count)
        .toArray();
  }

  @Test
  @DisplayName(
      "a key that the entity around tells need not be given, and is not believed otherwise")
  void dependentKey() {
    String firm =
        firms.create(
            "Firms",
            "{\"Name\":\"k\",\"Depts\":[{\"No\":1},"
                + "{\"No\":2,\"FirmId\":\"99999999-0000-0000-0000-000000000000\"}]}");
    assertEquals(List.of("1", "2"), firms.values(firm + "/Depts", "No"));
    Answer dept = firms.post(firm + "/Depts", "{\"No\":3}").is(201);
    assertEquals(firms.json(firm).get("Id"), dept.json().get("FirmId"));
    firms.post(firm + "/Depts", "{\"No\":3}").error(409);
    String other = firms.create("Depts", "{\"No\":1,\"Firm\":{\"Name\":\"made with it\"}}");
    assertEquals("made with it", firms.json(other + "/Firm").get("Name").asText());
  }

  @Test
  @DisplayName("two nested entities with one key are 409")
  void twice() {
    int before = firms.count("Firms");
    firms.post("Firms", "{\"Offices\":[{\"No\":1},{\"No\":1}]}").error(409);
    firms.post("Firms", "{\"Depts\":[{\"No\":1},{\"No\":1}]}").error(409);
    assertEquals(before, firms.count("Firms"));
    firms.create("Firms", "{\"Offices\":[{\"No\":1}]}");
    firms.create("Firms", "{\"Offices\":[{\"No\":1}]}");
  }

  @Test
  @DisplayName("all that is wrong in a graph is told at once, each with its place")
  void violations() {
    Answer answer =
        firms.post(
            "Firms",
            """
            {"Name":"more than thirty characters are too many","Nothing":1,
             "Seat":{"City":7,"Street":"s","Zip":null},
             "Sites":[{"City":"Rom"},{"City":"a city with a name of more than twenty"}],
             "Depts":[{"Title":"no number"},{"No":1,"Lead":{"Age":"old"}}],
             "Offices":[{"No":1,"Desks":[{"Letter":1}]}]}
            """);
    answer.error(400);
    assertEquals(
        List.of(
            "Depts[0]/No",
            "Depts[1]/Lead/Age",
            "Depts[1]/Lead/Name",
            "Name",
            "Nothing",
            "Offices[0]/Desks[0]/Letter",
            "Seat/City",
            "Seat/Street",
            "Seat/Zip",
            "Sites[1]/City"),
        FirmsUnderTest.targets(answer));
  }

  @Test
  @DisplayName("an entity of the body may be related to another one of it only by its own place")
  void required() {
    Answer answer =
        firms.post("Firms", "{\"Name\":\"r\",\"Depts\":[{\"No\":1,\"Firm@odata.bind\":\"Head\"}]}");
    // The department is in the firm that it stands in, so that it cannot be in another one.
    answer.error(400);
  }

  @Test
  @DisplayName("a body that is nested too deep is refused and not followed")
  void depth() {
    StringBuilder body = new StringBuilder();
    body.append("{\"Parent\":".repeat(200)).append("{}").append("}".repeat(200));
    firms.post("Firms", body.toString()).error(400);
    String within = "{\"Parent\":".repeat(20) + "{\"Name\":\"top of 20\"}" + "}".repeat(20);
    String firm = firms.create("Firms", within);
    assertEquals(
        "top of 20",
        firms.json(firm + "/Parent".repeat(20) + "?$select=Name").get("Name").asText());
  }
}
