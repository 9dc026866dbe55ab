package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * CSDL XML 4.01, 8.4: of two single-valued partners each entity leads to one at most, however it is
 * related (Part 1, 11.4.2, 11.4.3 and 11.4.6).
 */
final class OneToOneTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Person'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Desk' Type='self.Desk' Partner='User'/>
        <NavigationProperty Name='Locker' Type='self.Locker' Partner='Keeper'/>
        <NavigationProperty Name='Passport' Type='self.Passport' Partner='Owner'/>
        <NavigationProperty Name='Account' Type='self.Account' Partner='Bearer'/>
        <NavigationProperty Name='Deputy' Type='self.Person' Partner='Principal'/>
        <NavigationProperty Name='Principal' Type='self.Person' Partner='Deputy'/>
        <NavigationProperty Name='Card' Type='self.Card' ContainsTarget='true' Partner='Holder'/>
      </EntityType>
      <EntityType Name='Desk'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='User' Type='self.Person' Partner='Desk'/>
      </EntityType>
      <EntityType Name='Locker'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='KeeperId' Type='Edm.Int32'/>
        <NavigationProperty Name='Keeper' Type='self.Person' Partner='Locker'>
          <ReferentialConstraint Property='KeeperId' ReferencedProperty='Id'/>
        </NavigationProperty>
      </EntityType>
      <EntityType Name='Passport'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Owner' Type='self.Person' Nullable='false' Partner='Passport'/>
      </EntityType>
      <EntityType Name='Account'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Bearer' Type='self.Person' Nullable='false' Partner='Account'/>
      </EntityType>
      <EntityType Name='Card'><Key><PropertyRef Name='No'/></Key>
        <Property Name='No' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Holder' Type='self.Person' Nullable='false' Partner='Card'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='People' EntityType='self.Person'/>
        <EntitySet Name='Desks' EntityType='self.Desk'/>
        <EntitySet Name='Lockers' EntityType='self.Locker'/>
        <EntitySet Name='Passports' EntityType='self.Passport'/>
        <EntitySet Name='Accounts' EntityType='self.Account'/>
      </EntityContainer>
      """;

  private static final Map<String, String> DATA =
      Map.of(
          "People.json",
          "[{\"Id\":1},{\"Id\":2},{\"Id\":3}]",
          "Desks.json",
          "[{\"Id\":1,\"User@odata.bind\":\"People(1)\"},"
              + "{\"Id\":2,\"User@odata.bind\":\"People(2)\"},{\"Id\":3}]",
          "Lockers.json",
          "[{\"Id\":1,\"KeeperId\":1},{\"Id\":2,\"KeeperId\":2},{\"Id\":3}]",
          "Passports.json",
          "[{\"Id\":1,\"Owner@odata.bind\":\"People(1)\"},"
              + "{\"Id\":2,\"Owner@odata.bind\":\"People(2)\"}]",
          "Accounts.json",
          "[{\"Id\":1,\"Bearer@odata.bind\":\"People(1)\"},"
              + "{\"Id\":2,\"Bearer@odata.bind\":\"People(2)\"}]");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, DATA);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Answer send(String method, String target, String body) {
    return body.isEmpty()
        ? service.send(method, target, body)
        : service.send(
            method, target, body, "Content-Type: application/json", "OData-Version: 4.01");
  }

  private static String to(String id) {
    return "{\"@odata.id\":\"" + id + "\"}";
  }

  private static String bind(String navigation, String id) {
    return "{\"" + navigation + "@odata.bind\":\"" + id + "\"}";
  }

  /** Which entities of a set lead where, as in {@code 1-2 3-1}. */
  private String pairs(String set, String navigation) {
    List<String> pairs = new ArrayList<>();
    for (JsonNode entity : service.json(set + "?$expand=" + navigation).get("value")) {
      if (entity.get(navigation).has("Id")) {
        pairs.add(entity.get("Id") + "-" + entity.get(navigation).get("Id"));
      }
    }
    return String.join(" ", pairs);
  }

  /** The two sides have to agree; people first. */
  private void assertPairs(String expected, String navigation, String set, String back) {
    assertEquals(expected, pairs("People", navigation));
    List<String> reversed = new ArrayList<>();
    for (String pair : pairs(set, back).split(" ", -1)) {
      reversed.add(pair.replaceFirst("(\\d+)-(\\d+)", "$2-$1"));
    }
    assertEquals(expected, String.join(" ", reversed.stream().sorted().toList()));
  }

  @ParameterizedTest
  @CsvSource({"Desk,Desks,User", "Locker,Lockers,Keeper"})
  @DisplayName("11.4.6.3 a reference takes the partner away from who had it, from either side")
  void references(String navigation, String set, String back) {
    String before = service.get("People(1)").header("ETag").orElseThrow();
    send("PUT", "People(3)/" + navigation + "/$ref", to(set + "(1)")).is(204);
    assertPairs("2-2 3-1", navigation, set, back);
    send("PUT", set + "(3)/" + back + "/$ref", to("People(2)")).is(204);
    assertPairs("2-3 3-1", navigation, set, back);
    send("PUT", set + "(3)/" + back + "/$ref", to("People(3)")).is(204);
    assertPairs("3-3", navigation, set, back);
    send("PUT", set + "(3)/" + back + "/$ref", to("People(3)")).is(204);
    assertPairs("3-3", navigation, set, back);
    send("DELETE", set + "(3)/" + back + "/$ref", "").is(204);
    assertPairs("", navigation, set, back);
    send("PUT", "People(1)/" + navigation + "/$ref", to(set + "(2)")).is(204);
    send("DELETE", "People(1)/" + navigation + "/$ref", "").is(204);
    assertPairs("", navigation, set, back);
    assertNotEquals(before, service.get("People(1)").header("ETag").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"Desk,Desks,User", "Locker,Lockers,Keeper"})
  @DisplayName("11.4.3 and 11.4.2.1 binding does too, in changes and in new entities")
  void bound(String navigation, String set, String back) {
    send("PATCH", "People(3)", bind(navigation, set + "(1)")).is(204);
    assertPairs("2-2 3-1", navigation, set, back);
    send("PATCH", set + "(3)", bind(back, "People(2)")).is(204);
    assertPairs("2-3 3-1", navigation, set, back);
    send("PUT", set + "(3)", bind(back, "People(3)")).is(204);
    assertPairs("3-3", navigation, set, back);
    send("PATCH", set + "(3)", bind(back, "People(3)")).is(204);
    send("PATCH", "People(3)", bind(navigation, set + "(3)")).is(204);
    assertPairs("3-3", navigation, set, back);
    send("POST", "People", "{\"Id\":4," + bind(navigation, set + "(3)").substring(1)).is(201);
    assertPairs("4-3", navigation, set, back);
    send("POST", set, "{\"Id\":4,\"" + back + "\":{\"@id\":\"People(4)\"}}").is(201);
    assertPairs("4-4", navigation, set, back);
    send("PATCH", "People(4)", "{\"" + navigation + "\":null}").is(204);
    assertPairs("", navigation, set, back);
  }

  @ParameterizedTest
  @CsvSource({"Desk,Desks,User", "Locker,Lockers,Keeper"})
  @DisplayName("11.4.2.2 and 11.4.3.1 nested entities take the place of those that were related")
  void nested(String navigation, String set, String back) {
    send("PATCH", "People(1)", "{\"" + navigation + "\":{\"Id\":4}}").is(204);
    assertPairs("1-4 2-2", navigation, set, back);
    send("PATCH", "People(1)", "{\"" + navigation + "\":{\"Id\":2}}").is(204);
    assertPairs("1-2", navigation, set, back);
    send("PATCH", set + "(3)", "{\"" + back + "\":{\"Id\":1}}").is(204);
    assertPairs("1-3", navigation, set, back);
    send("PATCH", set + "(3)", "{\"" + back + "\":{\"Id\":5}}").is(204);
    assertPairs("5-3", navigation, set, back);
    send("POST", "People", "{\"Id\":6,\"" + navigation + "\":{\"Id\":6}}").is(201);
    send("POST", set, "{\"Id\":7,\"" + back + "\":{\"Id\":7}}").is(201);
    assertPairs("5-3 6-6 7-7", navigation, set, back);
  }

  @Test
  @DisplayName("8.5 a value that leads to another entity does too")
  void values() {
    send("PATCH", "Lockers(3)", "{\"KeeperId\":1}").is(204);
    assertPairs("1-3 2-2", "Locker", "Lockers", "Keeper");
    send("POST", "Lockers", "{\"Id\":4,\"KeeperId\":2}").is(201);
    assertPairs("1-3 2-4", "Locker", "Lockers", "Keeper");
    send("PUT", "Lockers(4)/KeeperId", "{\"value\":1}").is(204);
    assertPairs("1-4", "Locker", "Lockers", "Keeper");
    send("PATCH", "Lockers(4)", "{\"KeeperId\":1}").is(204);
    send("PUT", "Lockers(4)/KeeperId", "{\"value\":9}").error(400);
    send("PATCH", "Lockers(4)", "{\"KeeperId\":9}").error(400);
    assertPairs("1-4", "Locker", "Lockers", "Keeper");
  }

  @ParameterizedTest
  @CsvSource({"Passport,Passports,Owner", "Account,Accounts,Bearer"})
  @DisplayName("8.3 what has to lead to an entity is not parted from it, whichever side is changed")
  void required(String navigation, String set, String back) {
    String taken = "self." + navigation + " must have what " + back + " leads to.";
    send("POST", set, "{\"Id\":3}").error(400);
    assertEquals(taken, send("PATCH", set + "(2)", bind(back, "People(1)")).error(409));
    assertEquals(
        taken, send("POST", set, "{\"Id\":3," + bind(back, "People(1)").substring(1)).error(409));
    send("PUT", set + "(2)/" + back + "/$ref", to("People(1)")).error(409);
    send("PUT", "People(1)/" + navigation + "/$ref", to(set + "(2)")).error(409);
    send("PATCH", "People(1)", bind(navigation, set + "(2)")).error(409);
    assertEquals(
        taken, send("PATCH", "People(1)", "{\"" + navigation + "\":{\"Id\":3}}").error(409));
    assertEquals(taken, send("PATCH", "People(1)", "{\"" + navigation + "\":null}").error(409));
    assertEquals(
        taken, send("PATCH", "People(1)", "{\"" + navigation + "@odata.bind\":null}").error(409));
    assertEquals(taken, send("DELETE", "People(1)/" + navigation + "/$ref", "").error(409));
    send("DELETE", set + "(1)/" + back + "/$ref", "").error(400);
    send("DELETE", "People(1)", "").error(409);
    service.get(set + "(3)").error(404);
    assertPairs("1-1 2-2", navigation, set, back);
    send("PUT", "People(3)/" + navigation + "/$ref", to(set + "(1)")).is(204);
    assertPairs("2-2 3-1", navigation, set, back);
    send("PUT", set + "(1)/" + back + "/$ref", to("People(1)")).is(204);
    send("PATCH", set + "(1)", bind(back, "People(3)")).is(204);
    assertPairs("2-2 3-1", navigation, set, back);
    send("POST", "People", "{\"Id\":4," + bind(navigation, set + "(1)").substring(1)).is(201);
    assertPairs("2-2 4-1", navigation, set, back);
    send("POST", "People", "{\"Id\":5,\"" + navigation + "\":{\"Id\":5}}").is(201);
    send("PATCH", "People(1)", "{\"" + navigation + "\":{\"Id\":6}}").is(204);
    assertPairs("1-6 2-2 4-1 5-5", navigation, set, back);
    send("DELETE", set + "(6)", "").is(204);
    assertPairs("2-2 4-1 5-5", navigation, set, back);
  }

  @Test
  @DisplayName("8.4 partners of one type")
  void ofOneType() {
    send("PUT", "People(1)/Deputy/$ref", to("People(2)")).is(204);
    assertEquals("2-1", pairs("People", "Principal"));
    send("PATCH", "People(3)", bind("Principal", "People(1)")).is(204);
    assertEquals("1-3", pairs("People", "Deputy"));
    assertEquals("3-1", pairs("People", "Principal"));
    send("PATCH", "People(2)", bind("Deputy", "People(3)")).is(204);
    assertEquals("3-2", pairs("People", "Principal"));
    send("PUT", "People(1)/Deputy/$ref", to("People(1)")).is(204);
    assertEquals("1-1 2-3", pairs("People", "Deputy"));
    send("PATCH", "People(1)", bind("Principal", "People(2)")).is(204);
    assertEquals("2-1", pairs("People", "Deputy"));
    assertEquals("1-2", pairs("People", "Principal"));
  }

  @Test
  @DisplayName("8.4 and 8.6 what contains an entity is its partner, and stays that")
  void contained() {
    send("PATCH", "People(1)/Card", "{\"No\":1}").is(201);
    assertEquals(1, service.json("People(1)/Card/Holder").get("Id").asInt());
    send("PUT", "People(1)/Card", "{\"No\":1}").is(204);
    send("PATCH", "People(1)", "{\"Card\":{\"No\":5}}").is(204);
    assertEquals(5, service.json("People(1)/Card").get("No").asInt());
    send("POST", "People", "{\"Id\":4,\"Card\":{\"No\":5}}").is(201);
    send("PUT", "People(2)/Card/$ref", to("People(1)/Card")).error(400);
    send("PUT", "People(1)/Card/Holder/$ref", to("People(2)")).error(400);
    send("DELETE", "People(1)/Card/Holder/$ref", "").error(400);
    String error = send("PATCH", "People(1)/Card", bind("Holder", "People(2)")).error(400);
    assertTrue(error.contains("what contains this entity"), error);
    service.get("People(2)/Card").is(204);
    send("DELETE", "People(1)/Card", "").is(204);
    service.get("People(1)/Card").is(204);
    assertEquals(5, service.json("People(4)/Card").get("No").asInt());
  }
}
