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
import org.junit.jupiter.params.provider.ValueSource;

/** The cross join of entity sets (Part 2, 4.15). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CrossJoinTest {
  private static final List<String> PAIRS =
      List.of(
          "People(1) Orders('a%2F1')",
          "People(1) Orders('b')",
          "People(2) Orders('a%2F1')",
          "People(2) Orders('b')",
          "People(3) Orders('a%2F1')",
          "People(3) Orders('b')");

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

  private static List<String> pairs(JsonNode page) {
    List<String> pairs = new ArrayList<>();
    page.get("value")
        .forEach(
            row ->
                pairs.add(
                    row.get("People@odata.navigationLink").asText()
                        + " "
                        + row.get("Orders@odata.navigationLink").asText()));
    return pairs;
  }

  @Test
  @DisplayName("4.15: every entity of one set beside every one of the other, as links")
  void product() {
    JsonNode all = service.json("$crossjoin(People,Orders)");
    assertTrue(
        all.get("@odata.context").asText().endsWith("/$metadata#Collection(Edm.ComplexType)"));
    assertEquals(PAIRS, pairs(all));
    all.get("value").forEach(row -> assertEquals(2, row.size(), row::toString));
    JsonNode full =
        service.json(
            "$crossjoin(People,Orders)?$top=1", "Accept: application/json;odata.metadata=full");
    assertEquals(2, full.get("value").get(0).size());
  }

  @Test
  @DisplayName("4.15: $filter and $orderby by the properties of each")
  void filter() {
    assertEquals(
        List.of(PAIRS.get(3), PAIRS.get(1)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$filter=Orders/Total gt 10 and People/ID lt 3"
                    + "&$orderby=People/Name desc")));
    assertEquals(
        List.of(PAIRS.get(1), PAIRS.get(0)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$filter=People/ID eq Orders/Customer/ID"
                    + "&$orderby=Orders/Total desc")));
    assertEquals(
        List.of(PAIRS.get(1)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$filter=People/Tags/any(t:t eq 'red')"
                    + " and Orders/Code eq 'b'")));
  }

  @Test
  @DisplayName("4.15: $expand puts the entity in the place of the link")
  void expand() {
    JsonNode row =
        service
            .json(
                "$crossjoin(People,Orders)?$expand=Orders($select=Code;$expand=Customer($select=Name))"
                    + "&$filter=People/ID eq 2 and Orders/Code eq 'b'")
            .get("value")
            .get(0);
    assertEquals("People(2)", row.get("People@odata.navigationLink").asText());
    assertFalse(row.has("Orders@odata.navigationLink"));
    assertEquals("b", row.get("Orders").get("Code").asText());
    assertEquals("Ann", row.get("Orders").get("Customer").get("Name").asText());
    JsonNode both = service.json("$crossjoin(People,Orders)?$expand=People,Orders&$skip=5");
    assertEquals("d3", both.get("value").get(0).get("People").get("Desk").asText());
    assertEquals(
        "#self.Employee", both.get("value").get(0).get("People").get("@odata.type").asText());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6})
  @DisplayName("11.2.6.7: pages of pairs, with $count, $top and $skip")
  void pages(int size) {
    List<String> seen = new ArrayList<>();
    String target = "$crossjoin(People,Orders)?$count=true&$orderby=Orders/Total desc";
    while (!target.isEmpty()) {
      JsonNode page = service.json(target, "Prefer: odata.maxpagesize=" + size);
      assertEquals(6, page.get("@odata.count").asInt());
      seen.addAll(pairs(page));
      JsonNode next = page.get("@odata.nextLink");
      target = next == null ? "" : service.targetOf(next.asText());
    }
    assertEquals(6, seen.size());
    assertEquals(pairs(service.json("$crossjoin(People,Orders)?$orderby=Orders/Total desc")), seen);
    assertEquals(
        seen.subList(2, 4),
        pairs(service.json("$crossjoin(People,Orders)?$orderby=Orders/Total desc&$skip=2&$top=2")));
  }

  @Test
  @DisplayName("4.15: what has no meaning there")
  void refused() {
    service.get("$crossjoin(People,People)").error(400);
    service.get("$crossjoin(People,Nope)").error(404);
    service.get("$crossjoin(People,Orders)?$select=People").error(400);
    service.get("$crossjoin(People,Orders)?$filter=Name eq 'x'").error(400);
    service.get("$crossjoin(People,Orders)?$search=x").error(501);
    service.get("$crossjoin(People,Orders)/People").error(404);
  }
}
