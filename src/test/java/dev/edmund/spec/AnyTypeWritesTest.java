package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Navigation properties that lead to entities of any type below a universal base, in changes. */
final class AnyTypeWritesTest {
  /** A base of so many types has no table. */
  private static final int TYPES = 70;

  private static final String SCHEMA =
      """
      <EntityType Name='Thing' Abstract='true'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/></EntityType>
      <EntityType Name='Box' BaseType='self.Thing'>
        <Property Name='Text' Type='Edm.String'/>
        <NavigationProperty Name='Best' Type='self.Thing'/>
        <NavigationProperty Name='Things' Type='Collection(self.Thing)'/></EntityType>
      <EntityType Name='Cat' BaseType='self.Thing'><Property Name='Name' Type='Edm.String' Nullable='false'/></EntityType>
      <EntityType Name='Lynx' BaseType='self.Cat'><Property Name='Ears' Type='Edm.Int32'/></EntityType>
      <EntityType Name='Dog' BaseType='self.Thing'><Property Name='Name' Type='Edm.String'/></EntityType>
      <EntityType Name='Mouse' BaseType='self.Thing'/>
      <EntityContainer Name='C'>
        <EntitySet Name='Boxes' EntityType='self.Box'/>
        <EntitySet Name='Cats' EntityType='self.Cat'/>
        <EntitySet Name='Dogs' EntityType='self.Dog'>
          <Annotation Term='Org.OData.Capabilities.V1.InsertRestrictions'><Record><PropertyValue Property='Insertable' Bool='false'/></Record></Annotation>
        </EntitySet>
        <EntitySet Name='Mice' EntityType='self.Mouse'/>
        <EntitySet Name='Vermin' EntityType='self.Mouse'/>
      </EntityContainer>
      """;

  private static final Map<String, String> DATA =
      Map.of(
          "Cats.json", "[{\"Id\":1,\"Name\":\"Tom\"},{\"Id\":2,\"Name\":\"Kit\"}]",
          "Dogs.json", "[{\"Id\":1,\"Name\":\"Rex\"}]",
          "Boxes.json", "[{\"Id\":1,\"Things@odata.bind\":[\"Cats(1)\",\"Dogs(1)\"]},{\"Id\":2}]");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    StringBuilder schema = new StringBuilder(SCHEMA);
    for (int i = 0; i < TYPES; i++) {
      schema.append("<EntityType Name='T%d' BaseType='self.Thing'/>".formatted(i));
    }
    service = ModelUnderTest.serve(folder, schema.toString(), DATA);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Answer send(String method, String target, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: application/json");
    all.add("OData-Version: 4.01");
    return service.send(method, target, body, all.toArray(String[]::new));
  }

  private JsonNode best(int box) {
    return service.json("Boxes(" + box + ")?$expand=Best").get("Best");
  }

  private String things(int box) {
    List<String> found = new ArrayList<>();
    JsonNode things = service.json("Boxes(" + box + ")?$expand=Things").get("Things");
    for (JsonNode thing : things) {
      String type = thing.get("@odata.type").asText();
      found.add(type.substring(type.lastIndexOf('.') + 1) + thing.get("Id").asInt());
    }
    found.sort(null);
    return String.join(" ", found);
  }

  @Test
  @DisplayName("11.4.2.2 a new entity is created with new ones of the types that they name")
  void created() {
    send(
            "POST",
            "Boxes",
            "{\"Id\":3,\"Best\":{\"@type\":\"#self.Cat\",\"Id\":7,\"Name\":\"n\"},\"Things\":["
                + "{\"@type\":\"#self.Lynx\",\"Id\":8,\"Name\":\"l\",\"Ears\":2},"
                + "{\"@id\":\"Dogs(1)\"},"
                + "{\"@type\":\"#self.Box\",\"Id\":4,\"Best\":{\"@id\":\"Cats(1)\"}}]}")
        .is(201);
    assertEquals("Box4 Dog1 Lynx8", things(3));
    assertEquals("n", service.json("Cats(7)").get("Name").asText());
    assertEquals(2, service.json("Cats(8)/self.Lynx").get("Ears").asInt());
    assertEquals(7, best(3).get("Id").asInt());
    assertEquals(1, best(4).get("Id").asInt());
  }

  @Test
  @DisplayName("11.4.3.1 an update finds them by key or adds them, and ends what is left out")
  void updated() {
    send(
            "PATCH",
            "Boxes(1)",
            "{\"Things\":[{\"@type\":\"#self.Cat\",\"Id\":1,\"Name\":\"Tim\"},"
                + "{\"@type\":\"#self.Cat\",\"Id\":9,\"Name\":\"new\"}]}")
        .is(204);
    assertEquals("Cat1 Cat9", things(1));
    assertEquals("Tim", service.json("Cats(1)").get("Name").asText());
    assertEquals("Rex", service.json("Dogs(1)").get("Name").asText());
    send("PATCH", "Boxes(1)", "{\"Best\":{\"@type\":\"#self.Cat\",\"Id\":2,\"Name\":\"K\"}}")
        .is(204);
    assertEquals("K", best(1).get("Name").asText());
    send(
            "PATCH",
            "Boxes(1)",
            "{\"Best\":{\"@id\":\"Cats(1)\",\"@type\":\"#self.Cat\",\"Name\":\"T\"}}")
        .is(204);
    assertEquals("T", best(1).get("Name").asText());
    send("PATCH", "Boxes(1)", "{\"Best\":null,\"Things\":[]}").is(204);
    assertTrue(best(1).isNull());
    assertEquals("", things(1));
  }

  @Test
  @DisplayName("11.4.2.2 what cannot be created is told, and nothing is done")
  void refused() {
    for (String thing :
        List.of(
            "{\"Id\":9}",
            "{\"@type\":\"#self.Thing\",\"Id\":9}",
            "{\"@type\":\"#self.None\",\"Id\":9}",
            "{\"@type\":\"#self.Cat\",\"Id\":9}",
            "{\"@type\":\"#self.Dog\",\"Id\":9}",
            "{\"@type\":\"#self.Mouse\",\"Id\":9}")) {
      send("POST", "Boxes", "{\"Id\":5,\"Best\":" + thing + "}").error(400);
      send("PATCH", "Boxes(2)", "{\"Best\":" + thing + "}").error(400);
      service.get("Boxes(5)").error(404);
      assertTrue(best(2).isNull());
    }
    assertTrue(
        send("POST", "Boxes", "{\"Id\":5,\"Best\":{\"Id\":9}}").error(400).contains("@odata.type"));
  }

  @Test
  @DisplayName("11.4.6 references to entities of any type are set, added and removed")
  void references() {
    send("PUT", "Boxes(2)/Best/$ref", "{\"@odata.id\":\"Cats(1)\"}").is(204);
    send("PUT", "Boxes(2)/Best/$ref", "{\"@odata.id\":\"Dogs(1)\"}").is(204);
    assertEquals("#self.Dog", best(2).get("@odata.type").asText());
    send("DELETE", "Boxes(2)/Best/$ref", "").is(204);
    assertTrue(best(2).isNull());
    send("POST", "Boxes(2)/Things/$ref", "{\"@odata.id\":\"Dogs(1)\"}").is(204);
    send("POST", "Boxes(2)/Things/$ref", "{\"@odata.id\":\"Dogs(1)\"}").is(204);
    assertEquals("Dog1", things(2));
    send("DELETE", "Boxes(1)/Things/$ref?$id=Dogs(1)", "").is(204);
    assertEquals("Cat1", things(1));
    send("PUT", "Boxes(1)/Things/$ref", "{\"value\":[{\"@odata.id\":\"Cats(2)\"}]}").is(204);
    assertEquals("Cat2", things(1));
  }
}
