package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Navigation properties to a base type that so many types derive from that it has no table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnyTypeLinkTest {
  private static final int TYPES = 70;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    StringBuilder schema =
        new StringBuilder(
            """
            <EntityType Name='Thing' Abstract='true'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/></EntityType>
            <EntityType Name='Box'><Key><PropertyRef Name='Id'/></Key>
              <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
              <NavigationProperty Name='Best' Type='self.Thing'/>
              <NavigationProperty Name='Things' Type='Collection(self.Thing)'/></EntityType>
            """);
    StringBuilder sets = new StringBuilder("<EntitySet Name='Boxes' EntityType='self.Box'/>");
    Map<String, String> data = new HashMap<>();
    for (int i = 0; i < TYPES; i++) {
      schema.append(
          "<EntityType Name='T%d' BaseType='self.Thing'><Property Name='P%d' Type='Edm.String'/>"
                  .formatted(i, i)
              + "<NavigationProperty Name='Peer' Type='self.T0'/></EntityType>");
      sets.append("<EntitySet Name='S%d' EntityType='self.T%d'/>".formatted(i, i));
      data.put(
          "S" + i + ".json",
          "[{\"Id\":1,\"P%d\":\"v%d\",\"Peer@odata.bind\":\"S0(1)\"}]".formatted(i, i));
    }
    schema
        .append("<EntityType Name='Sub' BaseType='self.T3'><Property Name='Q' Type='Edm.String'/>")
        .append("</EntityType><EntityContainer Name='C'>" + sets + "</EntityContainer>");
    data.put(
        "S3.json",
        "[{\"Id\":1,\"P3\":\"v3\"},{\"@odata.type\":\"#self.Sub\",\"Id\":2,\"Q\":\"q\"}]");
    data.put(
        "Boxes.json",
        """
        [{"Id":1,"Best@odata.bind":"S42(1)","Things@odata.bind":["S7(1)","S3(2)","S7(1)"]},
         {"Id":2,"Best":{"@odata.id":"S3(2)"},"Things":[{"@odata.id":"S9(1)"}]},
         {"Id":3}]
        """);
    service = ModelUnderTest.serve(folder, schema.toString(), data);
  }

  @AfterAll
  void close() {
    service.close();
  }

  /** JSON Format 4.01, 4.6.3: the type is written, as it is not the declared one. */
  @Test
  void oneEntityHasTheMembersOfItsType() {
    JsonNode best = service.json("Boxes(1)?$expand=Best").get("Best");
    assertEquals("#self.T42", best.get("@odata.type").asText());
    assertEquals("v42", best.get("P42").asText());
    assertEquals(1, best.get("Id").asInt());
  }

  @Test
  void itMayBeOfATypeFurtherDown() {
    JsonNode best = service.json("Boxes(2)?$expand=Best").get("Best");
    assertEquals("#self.Sub", best.get("@odata.type").asText());
    assertEquals("q", best.get("Q").asText());
    assertTrue(best.get("P3").isNull());
  }

  /** Part 1, 10.2: the context is that of the set that the entity is in. */
  @Test
  void aPathLeadsToTheEntityInItsSet() {
    JsonNode best = service.json("Boxes(1)/Best");
    assertEquals("v42", best.get("P42").asText());
    assertTrue(best.get("@odata.context").asText().endsWith("$metadata#S42/$entity"));
    JsonNode sub = service.json("Boxes(2)/Best?$select=self.Sub/Q");
    assertEquals("#self.Sub", sub.get("@odata.type").asText());
    assertEquals("q", sub.get("Q").asText());
    JsonNode peer = service.json("Boxes(1)/Best?$expand=self.T42/Peer");
    assertEquals(1, peer.at("/Peer/Id").asInt(), peer::toString);
  }

  @Test
  void aPathGoesOnBehindTheEntity() {
    assertEquals("v42", service.json("Boxes(1)/Best/self.T42/P42").get("value").asText());
    assertEquals(1, service.json("Boxes(1)/Best/self.T42/Peer").get("Id").asInt());
    assertEquals("1", service.get("Boxes(1)/Best/Id/$value").ok().text());
    assertTrue(service.json("Boxes(1)/Best/$ref").get("@odata.id").asText().endsWith("S42(1)"));
    service.get("Boxes(1)/Best/self.T41").error(404);
  }

  /** Part 1, 11.2.7: what leads nowhere has no content, and nothing behind it. */
  @Test
  void aPathThatLeadsNowhere() {
    assertEquals(0, service.get("Boxes(3)/Best").is(204).bytes().length);
    service.get("Boxes(3)/Best/$ref").is(204);
    service.get("Boxes(3)/Best/Id").error(404);
    service.get("Boxes(9)/Best").error(404);
  }

  @Test
  void noneIsNull() {
    JsonNode box = service.json("Boxes(3)?$expand=Best,Things");
    assertTrue(box.get("Best").isNull());
    assertEquals(0, box.get("Things").size());
  }

  @Test
  void theEntitiesOfACollectionAreOfDifferentTypes() {
    JsonNode boxes = service.json("Boxes?$expand=Things").get("value");
    JsonNode things = boxes.get(0).get("Things");
    assertEquals(2, things.size(), things::toString);
    assertEquals("v7", ofType("#self.T7", things).get("P7").asText());
    assertEquals("q", ofType("#self.Sub", things).get("Q").asText());
    assertEquals("v9", boxes.get(1).at("/Things/0/P9").asText());
  }

  private static JsonNode ofType(String type, JsonNode things) {
    for (JsonNode thing : things) {
      if (thing.get("@odata.type").asText().equals(type)) {
        return thing;
      }
    }
    throw new AssertionError("no " + type + " in " + things);
  }

  @Test
  void selectLeavesTheMembersOfTheBase() {
    JsonNode best = service.json("Boxes(1)?$expand=Best($select=Id)").get("Best");
    assertEquals(1, best.get("Id").asInt());
    assertFalse(best.has("P42"));
  }

  @Test
  void whatATypeHasOfItsOwnCanBeExpanded() {
    JsonNode best = service.json("Boxes(1)?$expand=Best($expand=self.T42/Peer)").get("Best");
    assertEquals("v0", best.at("/Peer/P0").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Things($filter=Id eq 1)",
        "Things($orderby=Id)",
        "Things($top=1)",
        "Things($skip=1)",
        "Things($count=true)",
        "Things($search=v7)",
        "Things/$count"
      })
  void otherOptionsAreNotImplemented(String expand) {
    assertEquals(501, service.get("Boxes?$expand=" + expand).status());
  }
}
