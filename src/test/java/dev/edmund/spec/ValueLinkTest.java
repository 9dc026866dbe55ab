package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSDL XML, 8.5: a referential constraint leads to entities of the set that is bound to it. */
final class ValueLinkTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Maker'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Note' Type='Edm.String'/>
        <NavigationProperty Name='Things' Type='Collection(self.Thing)' Partner='Maker'/>
      </EntityType>
      <EntityType Name='Thing'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='MakerId' Type='Edm.Int32'/>
        <NavigationProperty Name='Maker' Type='self.Maker' Partner='Things'>
          <ReferentialConstraint Property='MakerId' ReferencedProperty='Id'/>
        </NavigationProperty>
        <NavigationProperty Name='Own' Type='Collection(self.Maker)' ContainsTarget='true'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Makers' EntityType='self.Maker'/>
        <EntitySet Name='Former' EntityType='self.Maker'/>
        <EntitySet Name='Things' EntityType='self.Thing'>
          <NavigationPropertyBinding Path='Maker' Target='Makers'/>
        </EntitySet>
      </EntityContainer>
      """;

  @TempDir static Path folder = Path.of("");

  private static ModelUnderTest service;

  @BeforeAll
  static void serve() {
    service =
        ModelUnderTest.serve(
            folder,
            SCHEMA,
            Map.of(
                "Makers.json", "[{\"Id\":1}]",
                "Former.json", "[{\"Id\":2}]",
                "Things.json", "[{\"Id\":1,\"Own\":[{\"Id\":3}]}]"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Answer send(String method, String target, String body) {
    return service.send(method, target, body, "Content-Type: application/json");
  }

  @Test
  @DisplayName("8.5 a key of another set, or of what is contained, is no reference")
  void elsewhere() {
    for (String other : new String[] {"Former(2)", "Things(1)/Own(3)"}) {
      String bind = "{\"Maker@odata.bind\":\"" + other + "\"}";
      assertTrue(send("PATCH", "Things(1)", bind).error(400).contains("Makers only"));
      send("POST", "Things", "{\"Id\":9," + bind.substring(1)).error(400);
      send("PATCH", "Things(1)", "{\"Maker\":{\"@id\":\"" + other + "\"}}").error(400);
      send("PUT", "Things(1)/Maker/$ref", "{\"@odata.id\":\"" + other + "\"}").error(400);
    }
    send("PATCH", "Things(1)", "{\"MakerId\":2}").error(400);
    send("PATCH", "Things(1)", "{\"MakerId\":3}").error(400);
    service.get("Things(9)").error(404);
  }

  @Test
  @DisplayName("8.5 an entity of the bound set is one, in every form")
  void bound() {
    send("PATCH", "Things(1)", "{\"Maker@odata.bind\":\"Makers(1)\"}").is(204);
    send("PUT", "Things(1)/Maker/$ref", "{\"@odata.id\":\"Makers(1)\"}").is(204);
    send("PATCH", "Things(1)", "{\"MakerId\":1}").is(204);
    assertEquals(1, service.json("Things(1)/Maker").get("Id").asInt());
  }

  @Test
  @DisplayName("8.5 what has the same key in another set is another entity")
  void sameKey() {
    send("POST", "Makers", "{\"Id\":7,\"Note\":\"here\"}").is(201);
    send("POST", "Former", "{\"Id\":7,\"Note\":\"there\"}").is(201);
    send("POST", "Things(1)/Own", "{\"Id\":7,\"Note\":\"inside\"}").is(201);
    send("POST", "Things", "{\"Id\":7,\"MakerId\":7}").is(201);
    JsonNode things = service.json("Things?$filter=Id%20eq%207&$expand=Maker($select=Note)");
    assertEquals("[here]", things.get("value").findValuesAsText("Note").toString());
    assertEquals("here", service.json("Things(7)/Maker").get("Note").asText());
    String there = "Things?$select=Id&$filter=Maker/Note%20eq%20%27there%27";
    assertEquals(0, service.json(there).get("value").size());
    assertEquals(1, service.json("Makers(7)/Things").get("value").size());
    assertEquals(0, service.json("Former(7)/Things").get("value").size());
    JsonNode former = service.json("Former?$filter=Id%20eq%207&$expand=Things");
    assertEquals("[]", former.at("/value/0/Things").toString());
    send("DELETE", "Former(7)", "").is(204);
    assertEquals(7, service.json("Things(7)").get("MakerId").asInt());
    send("DELETE", "Makers(7)", "").is(204);
    assertTrue(service.json("Things(7)").get("MakerId").isNull());
  }
}
