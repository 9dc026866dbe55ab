package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A base type with more subtypes than a statement can join tables. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WideHierarchyTest {
  private static final int TYPES = 100;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    StringBuilder schema =
        new StringBuilder(
            "<EntityType Name='Thing' Abstract='true'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
                + "<Property Name='Rank' Type='Edm.Int32'/></EntityType>"
                + "<EntityType Name='Box'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
                + "<NavigationProperty Name='Best' Type='self.Thing'/>"
                + "<NavigationProperty Name='Things' Type='Collection(self.Thing)'/></EntityType>");
    List<String> things = new ArrayList<>();
    for (int i = 0; i < TYPES; i++) {
      schema
          .append("<EntityType Name='T" + i + "' BaseType='self.Thing'>")
          .append("<Property Name='P" + i + "' Type='Edm.String'/>")
          .append("<NavigationProperty Name='Peer' Type='self.Thing'/></EntityType>");
      things.add(
          "{\"@odata.type\":\"#self.T%d\",\"Id\":%d,\"Rank\":%d,\"P%d\":\"v%d\",%s}"
              .formatted(i, i, TYPES - i, i, i, "\"Peer@odata.bind\":\"Things(" + i / 2 + ")\""));
    }
    schema.append(
        "<EntityContainer Name='C'><EntitySet Name='Things' EntityType='self.Thing'/>"
            + "<EntitySet Name='Boxes' EntityType='self.Box'/></EntityContainer>");
    String box =
        "[{\"Id\":1,\"Best@odata.bind\":\"Things(42)\","
            + "\"Things@odata.bind\":[\"Things(7)\",\"Things(70)\"]}]";
    service =
        ModelUnderTest.serve(
            folder,
            schema.toString(),
            Map.of("Things.json", "[" + String.join(",", things) + "]", "Boxes.json", box));
  }

  @AfterAll
  void close() {
    service.close();
  }

  @Test
  void everyEntityHasTheMembersOfItsType() {
    JsonNode page = service.json("Things?$orderby=Rank");
    assertEquals(TYPES, page.get("value").size());
    for (int i = 0; i < TYPES; i++) {
      JsonNode thing = page.get("value").get(i);
      int id = TYPES - 1 - i;
      assertEquals(id, thing.get("Id").asInt());
      assertEquals("#self.T" + id, thing.get("@odata.type").asText());
      assertEquals("v" + id, thing.get("P" + id).asText());
      assertEquals("W/\"1\"", thing.get("@odata.etag").asText());
      assertEquals(5, thing.size(), () -> "nothing of other types: " + thing);
    }
  }

  @Test
  void pagesFollowEachOther() {
    JsonNode page = service.json("Things?$orderby=Rank", "Prefer: odata.maxpagesize=60");
    String next = page.get("@odata.nextLink").asText();
    JsonNode rest = service.json(next.substring(next.indexOf("Things?")));
    assertEquals(TYPES, page.get("value").size() + rest.get("value").size());
  }

  @Test
  void oneEntityIsReadByItsKey() {
    JsonNode thing = service.json("Things(42)?$expand=self.T42/Peer");
    assertEquals("v42", thing.get("P42").asText());
    assertEquals("v21", thing.get("Peer").get("P21").asText());
  }

  @Test
  void theIdIsThatOfTheBase() {
    JsonNode thing =
        service.json("Things?$filter=Id eq 3", "Accept: application/json;odata.metadata=full");
    String id = thing.get("value").get(0).get("@odata.id").asText();
    assertEquals("Things(3)", id.substring(id.lastIndexOf('/') + 1));
  }

  @Test
  void expandedEntitiesAreOfAnyType() {
    JsonNode box = service.json("Boxes(1)?$expand=Best,Things($orderby=Rank)");
    assertEquals("v42", box.get("Best").get("P42").asText());
    assertEquals("v70", box.get("Things").get(0).get("P70").asText());
    assertEquals("v7", box.get("Things").get(1).get("P7").asText());
  }

  @Test
  void aCastIsOneTypeOnly() {
    assertEquals(1, service.json("Things/self.T9?$filter=P9 eq 'v9'").get("value").size());
    assertEquals(
        "v9", service.json("Things?$filter=self.T9/P9 eq 'v9'").at("/value/0/P9").asText());
  }
}
