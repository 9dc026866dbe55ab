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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 11.4.2.1 and JSON Format, 8.5: entities are related to others as they are written. */
final class BindTest {
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

  @ParameterizedTest
  @DisplayName("a reference is relative to the service, to the host, or absolute")
  @ValueSource(
      strings = {
        "Countries('DE')",
        "/odata/Countries('DE')",
        "ROOT/Countries('DE')",
        "Countries(Code='DE')",
        "Countries(Number=276)",
        "Countries('%44E')",
        "Countries('DE')/self.Country"
      })
  void forms(String reference) {
    String id = reference.replace("ROOT/", firms.url(""));
    String bound =
        firms.create("Firms", "{\"Name\":\"bound\",\"Country@odata.bind\":\"" + id + "\"}");
    assertEquals("DE", firms.json(bound + "/Country").get("Code").asText());
    String short401 = firms.create("Firms", "{\"Country@bind\":\"" + id + "\"}");
    assertEquals("DE", firms.json(short401 + "/Country").get("Code").asText());
    String referred = firms.create("Firms", "{\"Country\":{\"@id\":\"" + id + "\"}}");
    assertEquals("DE", firms.json(referred + "/Country").get("Code").asText());
    String changed = firms.firm("changed");
    firms.patch(changed, "{\"Country\":{\"@odata.id\":\"" + id + "\"}}").is(204);
    assertEquals("DE", firms.json(changed + "/Country").get("Code").asText());
  }

  @ParameterizedTest
  @DisplayName("a reference that leads to no entity, or to a wrong one, is 400 and names the place")
  @CsvSource(
      delimiter = '|',
      value = {
        "Country@odata.bind|\"Countries('XX')\"",
        "Country@odata.bind|\"Skills('Java')\"",
        "Country@odata.bind|\"Countries\"",
        "Country@odata.bind|\"Nothing(1)\"",
        "Country@odata.bind|\"http://elsewhere.example/odata/Countries('DE')\"",
        "Country@odata.bind|\"\"",
        "Country@odata.bind|7",
        "Country@odata.bind|{}",
        "Country@odata.bind|[\"Countries('DE')\"]",
        "Country|{\"@id\":7}",
        "Country|{\"@id\":null}",
        "Country|{\"@id\":\"Countries('XX')\"}",
        "Country|{\"@id\":\"Skills('Go')\"}",
        "Country|7",
        "Country|\"Countries('DE')\"",
        "Country|[]",
        "Depts|{}",
        "Depts|null",
        "Depts|[null]",
        "Depts|[7]",
        "Friends@odata.bind|null",
        "Friends@odata.bind|[null]",
        "Friends@odata.bind|[\"Countries('DE')\"]",
        "Offices@odata.bind|[\"Countries('DE')\"]",
        "Card|[]",
        "Country|{\"@id\":\"Countries('DE')\",\"@odata.id\":\"Countries('DE')\"}",
        "Country|{\"@odata.type\":7}",
        "Country|{\"@odata.type\":\"#self.Skill\",\"Code\":\"x\"}",
        "Seat|{\"Country@odata.bind\":\"Countries('XX')\"}",
        "Seat|{\"Country\":[]}",
        "Seat|{\"Country@odata.bind\":[]}",
        "Seat|{\"Nothing@odata.bind\":\"Countries('DE')\"}",
        "Nothing@odata.bind|\"Countries('DE')\"",
        "Name@odata.bind|\"Countries('DE')\"",
        "Depts@delta|7"
      })
  void wrong(String member, String value) {
    int before = firms.count("Firms");
    String body = "{\"Name\":\"w\",\"" + member + "\":" + value + "}";
    Answer created = firms.post("Firms", body);
    created.error(400);
    assertTrue(
        FirmsUnderTest.targets(created).get(0).startsWith(member.replaceAll("@.*", "")),
        created::text);
    String firm = firms.firm("kept");
    String kept = firms.text(firm);
    firms.patch(firm, body).error(400);
    firms.put(firm, body).error(400);
    assertEquals(kept, firms.text(firm));
    assertEquals(before + 1, firms.count("Firms"));
    firms.delete(firm).is(204);
  }

  @Test
  @DisplayName("4.0 a singleton can be a target")
  void singleton() {
    String daughter = firms.create("Firms", "{\"Name\":\"d\",\"Parent@odata.bind\":\"Head\"}");
    assertEquals("Head", firms.json(daughter + "/Parent").get("Name").asText());
    String club = firms.create("Clubs", "{\"Firm\":{\"@id\":\"Head\"}}");
    assertEquals("Head", firms.json(club + "/Firm").get("Name").asText());
  }

  @Test
  @DisplayName("a path along single-valued navigation properties leads to a target too")
  void throughNavigation() {
    String firm = firms.create("Firms", "{\"Country@odata.bind\":\"Countries('IT')\"}");
    String other = firms.create("Firms", "{\"Country@odata.bind\":\"" + firm + "/Country\"}");
    assertEquals("IT", firms.json(other + "/Country").get("Code").asText());
  }

  @Test
  @DisplayName("to a collection: a new entity gets all, a change adds; both ends see it")
  void collections() {
    String a = firms.firm("a");
    String b = firms.firm("b");
    String c = firms.firm("c");
    String owner =
        firms.create(
            "Firms",
            "{\"Name\":\"o\",\"Daughters@odata.bind\":[\""
                + a
                + "\",\""
                + b
                + "\"],"
                + "\"Friends@odata.bind\":[\""
                + a
                + "\",\""
                + b
                + "\",\""
                + a
                + "\"]}");
    assertEquals(List.of("a", "b"), firms.values(owner + "/Daughters", "Name"));
    assertEquals("o", firms.json(a + "/Parent").get("Name").asText());
    assertEquals(List.of("a", "b"), firms.values(owner + "/Friends", "Name"));
    assertEquals(List.of("o"), firms.values(b + "/FriendOf", "Name"));
    firms.patch(owner, "{\"Daughters@odata.bind\":[\"" + c + "\"]}").is(204);
    firms.patch(c, "{\"FriendOf@odata.bind\":[\"" + owner + "\"]}").is(204);
    assertEquals(List.of("a", "b", "c"), firms.values(owner + "/Daughters", "Name"));
    assertEquals(List.of("a", "b", "c"), firms.values(owner + "/Friends", "Name"));
    firms.patch(owner, "{\"Friends@odata.bind\":[]}").is(204);
    assertEquals(3, firms.values(owner + "/Friends", "Name").size());
  }

  @Test
  @DisplayName("many-to-many of two types, from either end, at once and again")
  void manyToMany() {
    String person =
        firms.create(
            "People",
            "{\"Name\":\"p\",\"Skills@odata.bind\":[\"Skills('Java')\",\"Skills('SQL')\"]}");
    firms.patch(person, "{\"Skills@odata.bind\":[\"Skills('SQL')\",\"Skills('Go')\"]}").is(204);
    assertEquals(List.of("Go", "Java", "SQL"), firms.values(person + "/Skills", "Name"));
    String skill =
        firms.create("Skills", "{\"Name\":\"C\",\"People@odata.bind\":[\"" + person + "\"]}");
    assertEquals(List.of("p"), firms.values(skill + "/People", "Name"));
    assertEquals(4, firms.values(person + "/Skills", "Name").size());
  }

  @Test
  @DisplayName("null leads nowhere, where the navigation property may be null")
  void nothing() {
    String firm = firms.create("Firms", "{\"Country@odata.bind\":\"Countries('DE')\"}");
    firms.patch(firm, "{\"Country@odata.bind\":null}").is(204);
    firms.get(firm + "/Country").is(204);
    firms.patch(firm, "{\"Country@odata.bind\":\"Countries('IT')\"}").is(204);
    firms.patch(firm, "{\"Country\":null}").is(204);
    firms.get(firm + "/Country").is(204);
    String boat =
        firms.create(
            "Things",
            "{\"@odata.type\":\"#self.Boat\",\"Id\":501,\"Captain@odata.bind\":\""
                + firms.person("cap")
                + "\"}");
    assertEquals(
        List.of("Captain"),
        FirmsUnderTest.targets(firms.patch(boat + "/self.Boat", "{\"Captain\":null}").is(400)));
    assertEquals("cap", firms.json(boat + "/self.Boat/Captain").get("Name").asText());
  }

  @Test
  @DisplayName("a value that leads to one of several types is told by the navigation property")
  void polymorphic() {
    String club = firms.create("Clubs", "{\"Motto\":\"m\"}");
    String firm = firms.firm("owner");
    String note = firms.create("Notes", "{\"Id\":1,\"OwnerClub@odata.bind\":\"" + club + "\"}");
    assertEquals("m", firms.json(note + "/OwnerClub").get("Motto").asText());
    firms.get(note + "/OwnerFirm").is(204);
    String id = firms.json(club).get("Id").asText();
    assertEquals(id, firms.json(note).get("OwnerId").asText());
    firms.patch(note, "{\"OwnerFirm@odata.bind\":\"" + firm + "\"}").is(204);
    assertEquals("owner", firms.json(note + "/OwnerFirm").get("Name").asText());
    firms.get(note + "/OwnerClub").is(204);
    firms.patch(note, "{\"OwnerClub\":null}").is(204);
    assertEquals("owner", firms.json(note + "/OwnerFirm").get("Name").asText());
    String both =
        "{\"Id\":2,\"OwnerFirm@odata.bind\":\""
            + firm
            + "\",\"OwnerClub@odata.bind\":\""
            + club
            + "\"}";
    firms.post("Notes", both).error(400);
    firms.patch(note, "{\"OwnerFirm\":null}").is(204);
    assertTrue(firms.json(note).get("OwnerId").isNull());
    String inserted = firms.create("Notes", "{\"Id\":3,\"OwnerClub\":{\"Motto\":\"new\"}}");
    assertEquals("new", firms.json(inserted + "/OwnerClub").get("Motto").asText());
  }

  @Test
  @DisplayName("a reference inside of a complex value is the complex value's own")
  void insideOfComplex() {
    String firm =
        firms.create(
            "Firms",
            "{\"Country@odata.bind\":\"Countries('DE')\",\"Seat\":{\"City\":\"Rom\","
                + "\"Country@odata.bind\":\"Countries('IT')\"}}");
    assertEquals("IT", firms.json(firm + "/Seat/Country").get("Code").asText());
    assertEquals("DE", firms.json(firm + "/Country").get("Code").asText());
    firms.patch(firm, "{\"Seat\":{\"Country@odata.bind\":\"Countries('DE')\"}}").is(204);
    assertEquals("DE", firms.json(firm + "/Seat/Country").get("Code").asText());
    assertEquals("Rom", firms.json(firm).at("/Seat/City").asText());
    firms.patch(firm, "{\"Seat\":{\"Country\":{\"@id\":\"Countries('IT')\"}}}").is(204);
    assertEquals("IT", firms.json(firm + "/Seat/Country").get("Code").asText());
    firms.patch(firm, "{\"Seat\":{\"Country\":null}}").is(204);
    firms.get(firm + "/Seat/Country").is(204);
  }

  @Test
  @DisplayName("CSDL, 8.5: values that tell a target have to be those of an entity")
  void integrity() {
    String firm = firms.firm("f");
    String id = firms.json(firm).get("Id").asText();
    firms.post("Depts", "{\"FirmId\":\"" + id + "\",\"No\":1}").is(201);
    assertEquals(
        List.of("Firm"),
        FirmsUnderTest.targets(
            firms.post("Depts", "{\"FirmId\":\"99999999-0000-0000-0000-000000000000\",\"No\":1}")));
    firms.post("Depts", "{\"No\":2,\"Firm@odata.bind\":\"" + firm + "\"}").is(201);
    assertEquals(List.of("1", "2"), firms.values(firm + "/Depts", "No"));
  }

  @Test
  @DisplayName("an entity leads to itself")
  void self() {
    String firm = firms.firm("self");
    firms
        .patch(
            firm,
            "{\"Parent@odata.bind\":\"" + firm + "\",\"Friends@odata.bind\":[\"" + firm + "\"]}")
        .is(204);
    assertEquals("self", firms.json(firm + "/Parent").get("Name").asText());
    assertEquals(List.of("self"), firms.values(firm + "/Daughters", "Name"));
    assertEquals(List.of("self"), firms.values(firm + "/FriendOf", "Name"));
  }
}
