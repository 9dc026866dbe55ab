package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All entities in a service (Part 2, 4.16). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AllEntitiesTest {
  private static final List<String> IDS =
      List.of("People(1)", "People(2)", "People(3)", "Orders('a%2F1')", "Orders('b')", "Best");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = PathModel.serve(folder);
  }

  @AfterAll
  void close() {
    service.close();
  }

  private List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("value").forEach(e -> ids.add(service.targetOf(e.get("@odata.id").asText())));
    return ids;
  }

  @Test
  @DisplayName("4.16: the union of all entity sets and singletons, each entity once")
  void union() {
    JsonNode all = service.json("$all");
    assertTrue(
        all.get("@odata.context").asText().endsWith("/$metadata#Collection(Edm.EntityType)"));
    assertEquals(IDS, ids(all));
    List<String> types = new ArrayList<>();
    all.get("value").forEach(e -> types.add(e.get("@odata.type").asText()));
    assertEquals(
        List.of(
            "#self.Person",
            "#self.Person",
            "#self.Employee",
            "#self.Order",
            "#self.Order",
            "#self.Order"),
        types);
    assertEquals("d3", all.get("value").get(2).get("Desk").asText());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  @DisplayName("11.2.6.7: pages go from set to set, whatever their size")
  void pages(int size) {
    List<String> seen = new ArrayList<>();
    String target = "$all?$count=true";
    while (!target.isEmpty()) {
      Answer answer = service.get(target, "Prefer: odata.maxpagesize=" + size).ok();
      JsonNode page = answer.json();
      assertEquals(6, page.get("@odata.count").asInt());
      assertTrue(page.get("value").size() <= size);
      assertFalse(page.get("value").isEmpty());
      seen.addAll(ids(page));
      JsonNode next = page.get("@odata.nextLink");
      target = next == null ? "" : service.targetOf(next.asText());
    }
    assertEquals(IDS, seen);
  }

  @Test
  @DisplayName("11.2.6.3, 11.2.6.4: $skip and $top count over all sets")
  void window() {
    for (int skip = 0; skip <= 7; skip++) {
      for (int top = 0; top <= 4; top++) {
        JsonNode page = service.json("$all?$skip=" + skip + "&$top=" + top);
        int from = Math.min(skip, IDS.size());
        assertEquals(IDS.subList(from, Math.min(from + top, IDS.size())), ids(page));
        assertFalse(page.has("@odata.nextLink"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "$all/$count,6",
    "$all/$count?$search=ann,1",
    "$all/self.Person/$count,3",
    "$all/self.Employee/$count,1",
    "$all/self.Order/$count?$filter=Total gt 10,2"
  })
  @DisplayName("4.8: the number of all entities, or of those of a type")
  void counts(String target, String expected) {
    assertEquals(expected, service.get(target).ok().text());
  }

  @Test
  @DisplayName("4.16: a type behind it restricts the collection and brings its properties")
  void casts() {
    JsonNode people =
        service.json("$all/self.Person?$filter=Name ne 'Bob'&$orderby=Name desc&$select=Name");
    assertTrue(
        people.get("@odata.context").asText().endsWith("/$metadata#Collection(self.Person)(Name)"));
    assertEquals(List.of("People(3)", "People(1)"), ids(people));
    JsonNode orders = service.json("$all/self.Order?$filter=Total gt 10&$expand=Customer");
    assertEquals(List.of("Orders('b')", "Best"), ids(orders));
    assertEquals("Ann", orders.get("value").get(0).get("Customer").get("Name").asText());
    assertEquals(List.of("People(3)"), ids(service.json("$all/self.Employee?$select=Desk")));
  }

  @Test
  @DisplayName("4.16: $search looks where something is searchable")
  void search() {
    assertEquals(List.of("People(2)"), ids(service.json("$all?$search=bob")));
  }

  @Test
  @DisplayName("4.5: references to all")
  void references() {
    JsonNode all = service.json("$all/$ref");
    assertTrue(all.get("@odata.context").asText().endsWith("/$metadata#Collection($ref)"));
    assertEquals(IDS, ids(all));
  }

  @Test
  @DisplayName("11.2.1: what cannot be said of all is refused")
  void refused() {
    service.get("$all?$select=Name").error(400);
    service.get("$all?$orderby=Name").error(400);
    service.get("$all/self.Order?$orderby=Total").error(501);
    service.get("$all/self.Address").error(404);
    service.get("$all/Name").error(404);
  }
}
