package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 11.4.2: what a new entity is made of. */
final class EntityCreationTest {
  private static final String STRICT = "Prefer: handling=strict";

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

  @Test
  @DisplayName("a key that the server makes is made, whether one is given or not")
  void madeKeys() {
    JsonNode first = firms.post("People", "{\"Name\":\"a\"}").is(201).json();
    JsonNode second = firms.post("People", "{\"Name\":\"b\",\"Id\":1}").is(201).json();
    assertTrue(second.get("Id").asLong() > first.get("Id").asLong());
    assertNotEquals(firms.firm("a"), firms.firm("b"));
    String given = "11111111-2222-3333-4444-555555555555";
    assertEquals("Firms(" + given + ")", firms.create("Firms", "{\"Id\":\"" + given + "\"}"));
    firms.post("Firms", "{\"Id\":\"" + given + "\"}").error(409);
  }

  @Test
  @DisplayName("a key that is not made has to be given, all of it, once")
  void givenKeys() {
    assertEquals(List.of("Code"), FirmsUnderTest.targets(firms.post("Countries", "{}").is(400)));
    assertEquals(
        List.of("Code"),
        FirmsUnderTest.targets(firms.post("Countries", "{\"Code\":null}").is(400)));
    firms.post("Countries", "{\"Code\":\"DE\"}").error(409);
    assertEquals(
        List.of("Firm", "FirmId", "No"), FirmsUnderTest.targets(firms.post("Depts", "{}").is(400)));
    firms.post("Countries", "{\"Code\":\"A1\",\"Number\":276}").error(409);
  }

  @Test
  @DisplayName("what is not given has its default, or null; what is given as null is null")
  void defaults() {
    JsonNode firm = firms.post("Firms", "{\"Seat\":{}}").is(201).json();
    assertEquals("2000-01-01", firm.get("Since").asText());
    assertEquals("0", firm.at("/Seat/Zip").asText());
    assertTrue(firm.at("/Seat/City").isNull());
    assertTrue(firm.get("Machine").isNull());
    assertEquals("[]", firm.get("Tags").toString());
    JsonNode none = firms.post("Firms", "{\"Since\":null,\"Seat\":null}").is(201).json();
    assertTrue(none.get("Since").isNull());
    assertTrue(none.get("Seat").isNull());
  }

  @Test
  @DisplayName("what the server keeps is ignored, also inside of complex values; strict refuses it")
  void kept() {
    String body =
        "{\"Rank\":7,\"Secret\":\"s\",\"Registered\":\"r\",\"Seat\":{\"City\":\"Rom\","
            + "\"Checked\":true,\"Plot\":\"p\"},\"Sites\":[{\"Checked\":true,\"Plot\":\"q\"}]}";
    JsonNode firm = firms.post("Firms", body).is(201).json();
    assertTrue(firm.get("Rank").isNull());
    assertTrue(firm.get("Secret").isNull());
    assertEquals("r", firm.get("Registered").asText());
    assertTrue(firm.at("/Seat/Checked").isNull());
    assertEquals("p", firm.at("/Seat/Plot").asText());
    assertTrue(firm.at("/Sites/0/Checked").isNull());
    assertEquals("q", firm.at("/Sites/0/Plot").asText());
    assertEquals(
        List.of("Rank", "Seat/Checked", "Secret", "Sites[0]/Checked"),
        FirmsUnderTest.targets(firms.post("Firms", body, STRICT).is(400)));
  }

  @Test
  @DisplayName("a required navigation property has to lead somewhere")
  void required() {
    Answer answer = firms.post("Things", "{\"@odata.type\":\"#self.Boat\",\"Id\":1}");
    assertEquals(List.of("Captain"), FirmsUnderTest.targets(answer.is(400)));
    String person = firms.person("cap");
    firms
        .post(
            "Things",
            "{\"@odata.type\":\"#self.Boat\",\"Id\":1,\"Captain@odata.bind\":\"" + person + "\"}")
        .is(201);
    firms
        .post("Things", "{\"@odata.type\":\"#self.Boat\",\"Id\":2,\"Captain\":{\"Name\":\"x\"}}")
        .is(201);
  }

  @ParameterizedTest
  @DisplayName("4.5.3 a derived type is named in every way that the format has")
  @ValueSource(strings = {"#self.Car", "self.Car", "ROOT/$metadata#self.Car"})
  void derived(String type) {
    String name = type.replace("ROOT/", firms.url(""));
    int id = 100 + type.length();
    String car =
        firms.create("Things", "{\"@odata.type\":\"" + name + "\",\"Id\":" + id + ",\"Doors\":5}");
    assertEquals(5, firms.json(car + "/self.Car").get("Doors").asInt());
    firms.post("Things/self.Car", "{\"Id\":" + (id + 100) + ",\"Doors\":3}").is(201);
  }

  @ParameterizedTest
  @DisplayName("a type that does not fit is refused: abstract, unrelated, unknown")
  @CsvSource(
      delimiter = '|',
      value = {
        "Things|{\"Id\":90}",
        "Things|{\"@odata.type\":\"#self.Thing\",\"Id\":90}",
        "Things|{\"@odata.type\":\"#self.Person\",\"Id\":90}",
        "Things|{\"@odata.type\":\"#self.None\",\"Id\":90}",
        "Things|{\"@odata.type\":\"\",\"Id\":90}",
        "Things|{\"@odata.type\":null,\"Id\":90,\"Doors\":1}",
        "Things/self.Car|{\"@odata.type\":\"#self.Boat\",\"Id\":90}",
        "Things|{\"@odata.type\":\"#self.Car\",\"Id\":90}",
        "Things|{\"@odata.type\":\"#self.Car\",\"Id\":90,\"Doors\":1,\"Sails\":2}",
        "Firms|{\"Seat\":{\"@odata.type\":\"#self.Part\"}}",
        "Firms|{\"Machine\":{\"@odata.type\":\"#self.Address\"}}",
        "Firms|{\"Machine\":{\"Spokes\":1}}",
        "Firms|{\"Tags@odata.type\":\"#Collection(Edm.Int32)\",\"Tags\":[]}",
        "Firms|{\"Name@odata.type\":\"#Edm.Int32\",\"Name\":\"x\"}"
      })
  void misfits(String set, String body) {
    firms.post(set, body).error(400);
  }

  @Test
  @DisplayName("CSDL, 6.3: dynamic properties of every kind, with and without the name of a type")
  void dynamic() {
    String dynamic =
        """
        "Word":"w","Number":12,"Half":0.5,"Yes":true,\
        "Day@odata.type":"#Edm.Date","Day":"2024-02-29",\
        "Exact@odata.type":"#Edm.Decimal","Exact":12345678901234567890.5,\
        "Long@odata.type":"#Edm.Int64","Long":9007199254740993,\
        "Id2@odata.type":"#Edm.Guid","Id2":"01234567-89ab-cdef-0123-456789abcdef",\
        "When@odata.type":"#Edm.DateTimeOffset","When":"2024-01-01T10:00:00+02:00",\
        "Rights@odata.type":"#self.Right","Rights":"Read,Share",\
        "Words@odata.type":"#Collection(Edm.String)","Words":["a","b"],\
        "Place":{"@odata.type":"#self.Address","City":"Rom"},\
        "Wheels@odata.type":"#Collection(self.Part)","Wheels":[{"@odata.type":"#self.Wheel","Spokes":8}],\
        "Empty":null\
        """;
    String person = firms.create("People", "{\"Name\":\"dyn\"," + dynamic + "}");
    JsonNode read = firms.json(person);
    assertEquals("w", read.get("Word").asText());
    assertEquals("12", read.get("Number").asText());
    assertEquals("12345678901234567890.5", read.get("Exact").asText());
    assertEquals("9007199254740993", read.get("Long").asText());
    assertEquals("2024-01-01T10:00:00+02:00", read.get("When").asText());
    assertEquals("Read,Share", read.get("Rights").asText());
    assertEquals("Rom", read.at("/Place/City").asText());
    assertEquals(8, read.at("/Wheels/0/Spokes").asInt());
    assertFalse(read.has("Empty"));
    String full = firms.get(person, "Accept: application/json;odata.metadata=full").ok().text();
    assertTrue(full.contains("\"Day@odata.type\":\"#Date\""), full);
    assertTrue(full.contains("\"Long@odata.type\":\"#Int64\""), full);
    // What a client has read it can send back.
    JsonNode minimal = firms.get(person).ok().json();
    Answer again = firms.post("People", minimal.toString()).is(201);
    JsonNode copy = firms.json("People(" + again.json().get("Id").asText() + ")");
    ((com.fasterxml.jackson.databind.node.ObjectNode) copy).set("Id", read.get("Id"));
    assertEquals(read, copy);
    firms.post("People", "{\"Name\":\"x\",\"a b\":1}").error(400);
    firms
        .post("People", "{\"Name\":\"x\",\"D@odata.type\":\"#Edm.Date\",\"D\":\"soon\"}")
        .error(400);
  }

  @Test
  @DisplayName("documents: recursive and derived complex values, and collections of them")
  void documents() {
    String machine =
        "{\"@odata.type\":\"#self.Wheel\",\"Name\":\"w\",\"Weight\":1.50,\"Spokes\":3,\"Inner\":"
            + "{\"Name\":\"i\",\"Inner\":{\"Name\":\"ii\"}},\"Parts\":[{\"Name\":\"p\"},"
            + "{\"@odata.type\":\"#self.Wheel\",\"Spokes\":4}]}";
    String firm =
        firms.create("Firms", "{\"Machine\":" + machine + ",\"Machines\":[" + machine + "]}");
    JsonNode read = firms.get(firm).ok().json();
    assertEquals(3, read.at("/Machine/Spokes").asInt());
    assertEquals("#self.Wheel", read.at("/Machine/@odata.type").asText());
    assertEquals("ii", read.at("/Machine/Inner/Inner/Name").asText());
    assertEquals(4, read.at("/Machine/Parts/1/Spokes").asInt());
    assertEquals(read.get("Machine"), read.at("/Machines/0"));
    assertEquals("[]", read.at("/Machine/Inner/Parts").toString());
  }

  @ParameterizedTest
  @DisplayName("JSON Format, 7.1: enumerations by name, several where they are flags, or by number")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "Grade|\"High\"|High",
        "Grade|\"5\"|High",
        "Grade|\"Middle\"|-",
        "Grade|\"1\"|-",
        "Grade|5|-",
        "Grade|\"Low,High\"|-",
        "Grade|\"self.Grade'High'\"|-",
        "Rights|\"Read,Write\"|Read,Write",
        "Rights|\"Write, Read\"|Read,Write",
        "Rights|\"3\"|Read,Write",
        "Rights|\"8\"|-",
        "Rights|\"Read,Fly\"|-",
        "Rights|[\"Read\"]|-"
      })
  void enumerations(String property, String value, @org.jspecify.annotations.Nullable String read) {
    Answer answer = firms.post("Firms", "{\"" + property + "\":" + value + "}");
    if (read == null) {
      assertEquals(List.of(property), FirmsUnderTest.targets(answer.is(400)));
    } else {
      assertEquals(read, answer.is(201).json().get(property).asText());
    }
  }

  @ParameterizedTest
  @DisplayName("a body that is no object, or has what the type has not, creates nothing")
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|",
        "7|",
        "null|",
        "{\"Nothing\":1}|Nothing",
        "{\"Nothing\":null}|Nothing",
        "{\"Seat\":{\"Nothing\":1}}|Seat/Nothing",
        "{\"Seat\":7}|Seat",
        "{\"Sites\":{}}|Sites",
        "{\"Sites\":[7]}|Sites[0]",
        "{\"Sites\":[{\"Zip\":null}]}|Sites[0]/Zip",
        "{\"Tags\":[1]}|Tags[0]",
        "{\"Tags\":null}|Tags",
        "{\"Machine\":{\"Nothing\":1}}|Machine/Nothing",
        "{\"Machine\":{\"Inner\":{\"Name\":\"more than ten\"}}}|Machine/Inner/Name",
        "{\"Machines\":[{\"Parts\":[{\"Weight\":\"x\"}]}]}|Machines[0]/Parts[0]/Weight",
        "{\"Seat\":{\"City\":\"a\",\"City@odata.type\":7}}|Seat/City@odata.type",
        "{\"Name\":\"1234567890123456789012345678901\"}|Name",
        "{\"Name@odata.unknown\":1}|Name@odata.unknown",
        "{\"Offices\":[{\"No\":1,\"Nothing\":2}]}|Offices[0]/Nothing"
      })
  void wrong(String body, @org.jspecify.annotations.Nullable String target) {
    int before = firms.count("Firms");
    Answer answer = firms.post("Firms", body);
    answer.error(400);
    if (target != null) {
      assertEquals(List.of(target), FirmsUnderTest.targets(answer));
    }
    assertEquals(before, firms.count("Firms"));
  }

  @Test
  @DisplayName("annotations of vocabularies and what answers say are passed over")
  void passedOver() {
    JsonNode read = firms.get(firms.firm("passed over")).ok().json();
    Answer answer =
        firms.post(
            "Firms",
            "{\"@odata.context\":\"$metadata#Firms/$entity\",\"@odata.etag\":\"W/\\\"1\\\"\","
                + "\"@Org.OData.Core.V1.ContentID\":\"1\",\"Name@self.Term\":1,\"Name\":\"x\","
                + "\"@odata.editLink\":\"Firms(1)\"}");
    answer.is(201);
    assertTrue(read.has("@odata.etag"));
  }
}
