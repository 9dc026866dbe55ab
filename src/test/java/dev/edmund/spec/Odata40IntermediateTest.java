package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.values;
import static dev.edmund.spec.ShippedData.column;
import static dev.edmund.spec.ShippedData.field;
import static dev.edmund.spec.ShippedData.row;
import static dev.edmund.spec.ShippedData.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OData 4.0 Intermediate conformance, the read side (Part 1, 13.1.2). */
final class Odata40IntermediateTest {
  private static final String ID = "eb7e0406-f04f-589d-af8a-35a8bc71c425";
  private static final String CONNECTION = "connections(" + ID + ")";

  private static Set<String> ids(List<JsonNode> entities, String key) {
    return entities.stream().map(e -> e.get(key).asText()).collect(Collectors.toSet());
  }

  private static long count(String set, String filter) {
    return Long.parseLong(get(set + "/$count?$filter=" + filter).ok().text());
  }

  @Test
  @DisplayName("40-INT-2 the grammar's tolerances: blanks, case, empty parts, encoded delimiters")
  void grammar() {
    String expected = get("accounts?$filter=name eq 'Fabrikam'&$select=name").ok().text();
    for (String same :
        List.of(
            "accounts?$filter=name%20%20eq%09'Fabrikam'%20&$select=name",
            "accounts?%24filter=name%20eq%20%27Fabrikam%27&%24select=name",
            "accounts?$filter=(name eq ('Fabrikam'))&$select=name",
            "accounts?$FILTER=name EQ 'Fabrikam'&$Select=name",
            "accounts?filter=name+eq+'Fabrikam'&select=name",
            "accounts?&&$select=name&$filter=name eq 'F%61brikam'&",
            "accounts/?$select=name&$filter=name eq 'Fabrikam'")) {
      assertEquals(expected, get(same).ok().text(), same);
    }
  }

  @Test
  @DisplayName("40-INT-3 $select")
  void select() {
    JsonNode two = json(CONNECTION + "?$select=name,statecode");
    assertEquals(
        List.of("@odata.context", "@odata.id", "@odata.etag", "name", "statecode"), names(two));
    JsonNode twice = json(CONNECTION + "?$select=statecode,name,statecode");
    assertEquals(Set.copyOf(names(two)), Set.copyOf(names(twice)));
    assertEquals(names(json(CONNECTION)), names(json(CONNECTION + "?$select=*")));
    JsonNode nested =
        json("networkAccessConnections?$top=1&$select=applicationSnapshot/appId").at("/value/0");
    assertEquals(List.of("@odata.id", "@odata.etag", "applicationSnapshot"), names(nested));
    assertEquals(List.of("appId"), names(nested.get("applicationSnapshot")));
    get("connections?$select=nosuch").error(400);
    get("connections?$select=name/nosuch").error(400);
    get("networkAccessConnections?$select=applicationSnapshot/nosuch").error(400);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  @DisplayName("40-INT-4 casts to derived types in paths, $select and $filter")
  void casts() {
    String team = "Microsoft.Dynamics.CRM.team";
    assertEquals(
        new HashSet<>(column("teams", "ownerid")), ids(values("owners/" + team), "ownerid"));
    assertEquals(
        String.valueOf(rows("tasks").size()),
        get("activitypointers/Microsoft.Dynamics.CRM.task/$count").ok().text());
    String id = column("teams", "ownerid").get(0);
    JsonNode one = json("owners(" + id + ")/" + team + "?$select=name");
    assertEquals(field(row("teams", "ownerid", id), "name"), one.get("name").asText());
    String user = column("systemusers", "ownerid").get(0);
    get("owners(" + user + ")/" + team).error(404);
    assertEquals("#" + team, json("owners(" + id + ")").get("@odata.type").asText());
    assertFalse(json("teams(" + id + ")").has("@odata.type"));
    assertEquals(
        new HashSet<>(column("teams", "ownerid")),
        ids(values("owners?$filter=isof(" + team + ")"), "ownerid"));
    assertEquals(
        Set.of(id),
        ids(
            values("owners?$filter=" + team + "/name eq '" + one.get("name").asText() + "'"),
            "ownerid"));
    get("owners/Microsoft.Dynamics.CRM.nosuch").error(404);
  }

  @Test
  @DisplayName("40-INT-5 $top and 40-INT-12 $skip")
  void topAndSkip() {
    List<JsonNode> all = values("accounts?$select=accountid");
    assertEquals(rows("accounts").size(), all.size());
    assertEquals(all.subList(0, 7), values("accounts?$select=accountid&$top=7"));
    assertEquals(List.of(), values("accounts?$top=0"));
    assertEquals(all.subList(50, 60), values("accounts?$select=accountid&$skip=50"));
    assertEquals(all.subList(3, 5), values("accounts?$select=accountid&$skip=3&$top=2"));
    assertEquals(List.of(), values("accounts?$skip=60"));
    assertEquals(List.of(), values("accounts?$skip=9000000000000000000&$top=1"));
    assertEquals(all, values("accounts?$select=accountid&$top=9000000000000000000"));
  }

  @Test
  @DisplayName("40-INT-6 /$value of properties")
  void rawValues() {
    Answer name = get(CONNECTION + "/name/$value").ok();
    assertEquals("Bernd Müller", name.text());
    assertTrue(name.header("Content-Type").orElseThrow().startsWith("text/plain"));
    assertEquals("151.384920175512345678901", get(CONNECTION + "/exchangerate/$value").ok().text());
    assertEquals("true", get(CONNECTION + "/ismaster/$value").ok().text());
    assertEquals("2023-01-26T11:25:04Z", get(CONNECTION + "/createdon/$value").ok().text());
    assertEquals(ID, get(CONNECTION + "/connectionid/$value").ok().text());
    assertEquals(0, get(CONNECTION + "/effectiveend/$value").is(204).bytes().length);
    assertEquals("unknown", get("networkConnections('nc-0001')/protocol/$value").ok().text());
    get(CONNECTION + "/$value").error(400);
    get(CONNECTION + "/record1id_account/$value").error(400);
  }

  @Test
  @DisplayName("40-INT-11 $search: words, phrases, AND, OR, NOT")
  void search() {
    Predicate<String> fabrikam = t -> t.contains("fabrikam");
    Predicate<String> werk = t -> t.contains("werk");
    searches("fabrikam", fabrikam);
    searches("FABRIKAM", fabrikam);
    searches("fabrikam werk", fabrikam.and(werk));
    searches("fabrikam AND werk", fabrikam.and(werk));
    searches("fabrikam OR contoso", fabrikam.or(t -> t.contains("contoso")));
    searches("fabrikam NOT werk", fabrikam.and(werk.negate()));
    searches("\"fabrikam werk\"", t -> t.contains("fabrikam werk"));
    searches(
        "(fabrikam OR adventure) AND NOT werk",
        fabrikam.or(t -> t.contains("adventure")).and(werk.negate()));
  }

  /** Over the searchable properties of accounts, as the model declares them. */
  private static void searches(String search, Predicate<String> expected) {
    List<String> searched =
        List.of("name", "accountnumber", "description", "emailaddress1", "address1_city");
    Set<String> ids =
        rows("accounts").stream()
            .filter(
                r ->
                    expected.test(
                        searched.stream()
                            .map(c -> field(r, c).toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining("\n"))))
            .map(r -> field(r, "accountid"))
            .collect(Collectors.toSet());
    assertFalse(ids.isEmpty(), search);
    assertEquals(ids, ids(values("accounts?$search=" + search), "accountid"), search);
  }

  @Test
  @DisplayName("40-INT-13 $count counts what $filter and $search leave, without $top and $skip")
  void count() {
    JsonNode page = json("connections?$count=true&$top=3&$skip=5&$filter=statecode eq 1");
    long inactive = column("connections", "statecode").stream().filter("1"::equals).count();
    assertEquals(inactive, page.get("@odata.count").asLong());
    assertEquals(3, page.get("value").size());
    assertFalse(json("connections?$count=false&$top=1").has("@odata.count"));
    assertEquals(
        "\"" + inactive + "\"",
        json(
                "connections?$count=true&$top=0&$filter=statecode eq 1",
                "Accept: application/json;IEEE754Compatible=true")
            .get("@odata.count")
            .toString());
    get(CONNECTION + "?$count=true").error(400);
  }

  @Test
  @DisplayName("40-INT-14 $expand with options at each level")
  void expand() {
    JsonNode account =
        json(
            "accounts?$filter=account_connections1/$count gt 3&$top=1&$select=accountid"
                + "&$expand=account_connections1($orderby=createdon desc;$top=2;$count=true;"
                + "$select=connectionid,createdon;$expand=record1roleid($select=name))");
    JsonNode one = account.at("/value/0");
    List<Map<String, String>> expected =
        rows("connections").stream()
            .filter(r -> field(r, "_record1id_value").equals(one.get("accountid").asText()))
            .sorted(
                Comparator.comparing((Map<String, String> r) -> field(r, "createdon")).reversed())
            .toList();
    assertEquals(expected.size(), one.get("account_connections1@odata.count").asInt());
    assertEquals(2, one.get("account_connections1").size());
    for (int i = 0; i < 2; i++) {
      JsonNode connection = one.get("account_connections1").get(i);
      assertEquals(field(expected.get(i), "createdon"), connection.get("createdon").asText());
      String role = field(expected.get(i), "_record1roleid_value");
      JsonNode expanded = connection.get("record1roleid");
      if (role.isEmpty()) {
        assertTrue(expanded.isNull());
      } else {
        assertEquals(
            field(row("connectionroles", "connectionroleid", role), "name"),
            expanded.get("name").asText());
      }
    }
  }

  @Test
  @DisplayName("40-INT-15 any and all")
  void lambdas() {
    Map<String, List<Map<String, String>>> byAccount = new TreeMap<>();
    column("accounts", "accountid").forEach(id -> byAccount.put(id, new ArrayList<>()));
    for (Map<String, String> connection : rows("connections")) {
      List<Map<String, String>> list = byAccount.get(field(connection, "_record1id_value"));
      if (list != null) {
        list.add(connection);
      }
    }
    Predicate<Map<String, String>> inactive = r -> field(r, "statecode").equals("1");
    lambda("any(c:c/statecode eq 1)", byAccount, l -> l.stream().anyMatch(inactive));
    lambda("all(c:c/statecode eq 1)", byAccount, l -> l.stream().allMatch(inactive));
    lambda("any()", byAccount, l -> !l.isEmpty());
    lambda(
        "any(c:c/statecode eq 1 and c/record1roleid/name ne null)",
        byAccount,
        l -> l.stream().anyMatch(inactive.and(r -> !field(r, "_record1roleid_value").isEmpty())));
    get("accounts?$filter=account_connections1/any(c:c/nosuch eq 1)").error(400);
    get("accounts?$filter=name/any(c:c eq 'a')").error(400);
  }

  private static void lambda(
      String lambda,
      Map<String, List<Map<String, String>>> byAccount,
      Predicate<List<Map<String, String>>> expected) {
    Set<String> ids =
        byAccount.entrySet().stream()
            .filter(e -> expected.test(e.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    String target = "accounts?$select=accountid&$filter=account_connections1/" + lambda;
    assertEquals(ids, ids(values(target), "accountid"), lambda);
  }

  @Test
  @DisplayName("40-INT-16 /$count")
  void countSegment() {
    Answer answer = get("connections/$count", "Accept: application/json").ok();
    assertEquals(String.valueOf(rows("connections").size()), answer.text());
    assertTrue(answer.header("Content-Type").orElseThrow().startsWith("text/plain"));
    long tall = column("connections", "statecode").stream().filter("1"::equals).count();
    assertEquals(tall, count("connections", "statecode eq 1"));
    String account = field(row("connections", "connectionid", ID), "_record1id_value");
    long of = column("connections", "_record1id_value").stream().filter(account::equals).count();
    assertEquals(
        String.valueOf(of), get("accounts(" + account + ")/account_connections1/$count").text());
    get("connections/$count?$top=1").error(400);
    get("accounts(00000000-0000-0000-0000-000000000000)/account_connections1/$count").error(404);
  }

  @ParameterizedTest
  @DisplayName("40-INT-17 $orderby: code points, null first, both ways, paths and expressions")
  @CsvSource({"name, name", "address1_city, address1_city", "createdon, createdon"})
  void orderBy(String option, String column) {
    List<String> expected = new ArrayList<>(column("accounts", column));
    expected.sort(Odata40IntermediateTest::byCodePoint);
    assertEquals(expected, told(option, column));
    assertEquals(expected, told(option + " asc", column));
    java.util.Collections.reverse(expected);
    assertEquals(expected, told(option + " desc", column));
  }

  private static List<String> told(String orderBy, String property) {
    return values("accounts?$orderby=" + orderBy).stream()
        .map(a -> a.get(property).isNull() ? "" : a.get(property).asText())
        .toList();
  }

  private static int byCodePoint(String a, String b) {
    return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  @Test
  @DisplayName("40-INT-17 $orderby: numbers as numbers, several keys, through navigation")
  void orderByNumbersAndPaths() {
    List<BigDecimal> revenue =
        values("accounts?$orderby=revenue desc&$filter=revenue ne null").stream()
            .map(a -> a.get("revenue").decimalValue())
            .toList();
    assertEquals(revenue.stream().sorted(Comparator.reverseOrder()).toList(), revenue);
    List<String> parents =
        values("accounts?$orderby=parentaccountid/name,name desc&$expand=parentaccountid").stream()
            .map(a -> a.at("/parentaccountid/name").asText() + "\u0000" + a.get("name").asText())
            .toList();
    List<String> sorted = new ArrayList<>(parents);
    sorted.sort(
        Comparator.comparing((String t) -> t.substring(0, t.indexOf(0)))
            .thenComparing(t -> t.substring(t.indexOf(0)), Comparator.reverseOrder()));
    assertEquals(sorted, parents);
  }
}
