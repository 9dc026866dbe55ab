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
                "$crossjoin(People,Orders)?$expand=Orders($select=Code;$expand=Customer($select=Name))&$filter=People/ID"
                    + " eq 2 and Orders/Code eq 'b'")
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
  @DisplayName("11.2.6.6: $search finds rows by what is in any of their entities")
  void search() {
    assertEquals(
        PAIRS.subList(2, 4),
        pairs(service.json("$crossjoin(People,Orders)?$search=bob&$count=true")));
    assertEquals(
        PAIRS.subList(0, 4),
        pairs(service.json("$crossjoin(Orders,People)?$search=NOT cid&$orderby=People/ID")));
    JsonNode twice = service.json("$crossjoin(People,Employees)?$search=ann AND cid&$count=true");
    assertEquals(1, twice.get("@odata.count").asInt());
    assertEquals(
        List.of(PAIRS.get(5)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$apply=search(cid)/filter(Orders/Code eq 'b')")));
  }

  private String applied(String options) {
    JsonNode page = service.json("$crossjoin(People,Orders)?$apply=" + options);
    assertTrue(
        page.get("@odata.context").asText().endsWith("/$metadata#Collection(Edm.ComplexType)"));
    return page.get("value")
        .toString()
        .replaceAll("\"\\w+@odata.type\":\"#\\w+\",", "")
        .replace('"', '\'');
  }

  @Test
  @DisplayName("Data Aggregation, 7.4: what a cross join is grouped by is below the entity sets")
  void groups() {
    assertEquals(
        "[{'People':{'Name':'Ann'},'Total':30}]",
        applied(
            "filter(People/ID eq Orders/Customer/ID)"
                + "/groupby((People/Name),aggregate(Orders/Total with sum as Total))"));
    assertEquals(
        "[{'People':{'Name':'Cid'},'Orders':{'Customer':{'Name':'Ann'}},'Rows':2}]",
        applied(
            "groupby((People/Name,Orders/Customer/Name),aggregate($count as Rows))"
                + "&$filter=Rows eq 2 and People/Name gt 'B'&$orderby=People/Name desc&$top=1"));
    assertEquals("[{'Rows':6}]", applied("aggregate($count as Rows)"));
    assertEquals(
        "[{'People':{'Name':'Cid'}},{'People':{'Name':'Ann'}}]",
        applied("groupby((People/Name))/filter(People/Name ne 'Bob')&$orderby=People/Name desc"));
  }

  @Test
  @DisplayName("Data Aggregation, 3.2.1: an entity of a cross join counts once in each group")
  void once() {
    assertEquals(
        "[{'Total':30,'Highest':20,'People':3,'Tags':3,'Spent':90}]",
        applied(
            "aggregate(Orders/Total with sum as Total,Orders/Total with max as Highest,"
                + "People/$count as People,People/Tags/$count as Tags,"
                + "Orders/Total add 0 with sum as Spent)"));
    assertEquals(
        "[{'Orders':{'Code':'a/1'},'Levels':7},{'Orders':{'Code':'b'},'Levels':7}]",
        applied(
            "groupby((Orders/Code),aggregate(People/Level with sum as"
                + " Levels))&$orderby=Orders/Code"));
  }

  @Test
  @DisplayName("Data Aggregation, 3.3: rows that stay what they are, and more of them")
  void rows() {
    assertEquals(
        List.of(PAIRS.get(5), PAIRS.get(4)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$apply=topcount(2,People/ID)&$orderby=Orders/Total"
                    + " desc")));
    assertEquals(
        List.of(PAIRS.get(0), PAIRS.get(0), PAIRS.get(2)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$apply=filter(Orders/Code eq 'a/1')"
                    + "/concat(top(1),filter(People/ID lt 3))&$orderby=People/ID")));
    JsonNode computed =
        service.json(
            "$crossjoin(People,Orders)?$apply=compute(People/ID mul Orders/Total as Both)"
                + "/filter(Both gt 50)&$expand=Orders($select=Total)&$count=true");
    assertEquals(1, computed.get("@odata.count").asInt());
    JsonNode row = computed.get("value").get(0);
    assertEquals("People(3)", row.get("People@odata.navigationLink").asText());
    assertEquals(20, row.get("Orders").get("Total").asInt());
    assertEquals(60, row.get("Both").asInt());
    assertEquals(
        List.of(PAIRS.get(1), PAIRS.get(3), PAIRS.get(5)),
        pairs(
            service.json(
                "$crossjoin(People,Orders)?$apply=filter(Orders/Total eq"
                    + " $these/aggregate(Orders/Total with max))")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  @DisplayName("11.2.6.7: pages behind $apply")
  void appliedPages(int size) {
    for (String apply :
        List.of("groupby((People/ID,Orders/Code))", "skip(1)", "concat(top(1),skip(2))")) {
      String all = "$crossjoin(People,Orders)?$apply=" + apply;
      List<String> seen = new ArrayList<>();
      String target = all;
      while (!target.isEmpty()) {
        JsonNode page = service.json(target, "Prefer: odata.maxpagesize=" + size);
        page.get("value").forEach(row -> seen.add(row.toString()));
        JsonNode next = page.get("@odata.nextLink");
        target = next == null ? "" : service.targetOf(next.asText());
      }
      List<String> rows = new ArrayList<>();
      service.json(all).get("value").forEach(row -> rows.add(row.toString()));
      assertEquals(rows, seen);
    }
  }

  @Test
  @DisplayName("4.15: what has no meaning there")
  void refused() {
    service.get("$crossjoin(People,People)").error(400);
    service.get("$crossjoin(People,Nope)").error(404);
    service.get("$crossjoin(People,Orders)?$select=People").error(400);
    service.get("$crossjoin(People,Orders)?$filter=Name eq 'x'").error(400);
    service.get("$crossjoin(Orders)?$search=x").error(400);
    service.get("$crossjoin(People,Orders)?$apply=groupby((Nope/Name))").error(400);
    service
        .get("$crossjoin(People,Orders)?$apply=groupby((People/Name))&$filter=Orders/Total gt 1")
        .error(400);
    service.get("$crossjoin(People,Orders)/People").error(404);
  }
}
