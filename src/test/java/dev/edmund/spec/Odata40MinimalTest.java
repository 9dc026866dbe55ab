package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.allPages;
import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.head;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.pathOf;
import static dev.edmund.spec.EdmundUnderTest.request;
import static dev.edmund.spec.EdmundUnderTest.send;
import static dev.edmund.spec.EdmundUnderTest.url;
import static dev.edmund.spec.EdmundUnderTest.values;
import static dev.edmund.spec.ShippedData.column;
import static dev.edmund.spec.ShippedData.field;
import static dev.edmund.spec.ShippedData.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OData 4.0 Minimal conformance, the read side (Part 1, 13.1.1). */
final class Odata40MinimalTest {
  private static final String CONNECTION = "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)";
  private static final String MINIMAL = "application/json;odata.metadata=minimal";

  /** Every kind of answer there is: resources of each shape, and failures of each kind. */
  static Stream<String> everyKindOfTarget() {
    return Stream.of(
        "",
        "$metadata",
        "connections?$top=2",
        "connections/$count",
        "connections/$ref?$top=2",
        CONNECTION,
        CONNECTION + "/$ref",
        CONNECTION + "/name",
        CONNECTION + "/name/$value",
        CONNECTION + "/effectiveend",
        CONNECTION + "/record1id_account",
        CONNECTION + "/record2id_account",
        "$entity?$id=" + CONNECTION,
        "owners/Microsoft.Dynamics.CRM.team",
        "networkAccess/logs/connections?$top=1",
        "external",
        "nosuch",
        "connections(00000000-0000-0000-0000-000000000000)",
        "connections?$filter=nosuch eq 1",
        "connections?$apply=aggregate($count as n)",
        "connections?$format=atom",
        "/nosuch");
  }

  static Stream<String> filedSets() {
    return Stream.of(
        "connections",
        "accounts",
        "contacts",
        "systemusers",
        "teams",
        "businessunits",
        "connectionroles",
        "transactioncurrencies",
        "appointments",
        "emails",
        "faxes",
        "letters",
        "phonecalls",
        "recurringappointmentmasters",
        "socialactivities",
        "tasks",
        "adx_inviteredemptions",
        "territories",
        "positions",
        "goals",
        "knowledgearticles",
        "knowledgebaserecords",
        "socialprofiles",
        "adx_invitations",
        "mspp_websites",
        "mspp_shortcuts",
        "mspp_publishingstatetransitionrules",
        "asyncoperations",
        "processsessions",
        "syncerrors",
        "principalobjectattributeaccessset",
        "networkAccessConnections",
        "networkConnections",
        "connectionOperations");
  }

  @ParameterizedTest
  @DisplayName("40-MIN-1 a service document at each root")
  @ValueSource(
      strings = {"/odata/", "/odata", "/api/data/v9.2/", "/api/data/v9.2", "/beta/", "/v1.0/"})
  void serviceDocument(String root) {
    Answer answer = get(root).ok();
    String type = answer.header("Content-Type").orElseThrow().replace(" ", "");
    assertTrue(type.startsWith(MINIMAL), type);
    JsonNode document = answer.json();
    String base = url(root.endsWith("/") ? root : root + "/");
    assertEquals(base + "$metadata", document.get("@odata.context").asText());
    Set<String> names = new HashSet<>();
    for (JsonNode item : EdmundUnderTest.items(document)) {
      String name = item.get("name").asText();
      assertTrue(names.add(name), name);
      assertTrue(Set.of("EntitySet", "Singleton").contains(item.get("kind").asText()), name);
      get(base.substring(url("/").length() - 1) + item.get("url").asText() + "?$select=*").ok();
    }
    assertTrue(names.containsAll(filedSets().toList()), names::toString);
    assertTrue(names.containsAll(List.of("owners", "activitypointers", "external", "security")));
  }

  @ParameterizedTest
  @DisplayName("40-MIN-2 JSON: every value of every data file is told as it stands there")
  @MethodSource("filedSets")
  void everyValue(String set) {
    List<Map<String, String>> rows = rows(set);
    String key = key(rows.get(0));
    Map<String, JsonNode> entities =
        allPages(set, "Prefer: odata.include-annotations=\"Microsoft.*\"").stream()
            .collect(Collectors.toMap(e -> e.get(key).asText(), Function.identity()));
    assertEquals(new HashSet<>(column(set, key)), entities.keySet());
    for (Map<String, String> row : rows) {
      JsonNode entity = entities.get(field(row, key));
      assertNotNull(entity);
      row.forEach((column, text) -> assertValue(set, column, text, entity));
    }
  }

  private static String key(Map<String, String> row) {
    // A user or team is known by the key it shares with owners.
    return row.containsKey("ownerid") ? "ownerid" : row.keySet().iterator().next();
  }

  private static void assertValue(String set, String column, String text, JsonNode entity) {
    String where = set + " " + column + " in " + entity;
    JsonNode value = entity;
    for (String name : column.split("/", -1)) {
      value = value.path(name);
    }
    if (text.isEmpty()) {
      // Nothing between two commas is null, and "" is the empty text.
      assertTrue(value.isNull() || value.isMissingNode() || value.asText().isEmpty(), where);
    } else if (value.isNumber()) {
      assertEquals(0, new BigDecimal(text).compareTo(value.decimalValue()), where);
    } else if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
      assertEquals(java.time.Instant.parse(text), java.time.Instant.parse(value.asText()), where);
    } else {
      assertEquals(text, value.asText(), where);
    }
  }

  @Test
  @DisplayName("40-MIN-2 JSON: no byte order mark, UTF-8, numbers as strings only when asked")
  void numbers() {
    Answer answer = get(CONNECTION + "?$select=name,versionnumber,exchangerate,statecode").ok();
    assertEquals('{', answer.bytes()[0]);
    assertEquals("Bernd Müller", answer.json().get("name").asText());
    assertTrue(answer.json().get("versionnumber").isIntegralNumber());
    assertTrue(answer.text().contains("\"exchangerate\":151.384920175512345678901"));
    Answer compatible =
        get(
            CONNECTION + "?$select=versionnumber,exchangerate,statecode",
            "Accept: application/json;IEEE754Compatible=true");
    assertTrue(
        compatible.ok().header("Content-Type").orElseThrow().contains("IEEE754Compatible=true"));
    assertEquals("\"1054520\"", compatible.json().get("versionnumber").toString());
    assertEquals("\"151.384920175512345678901\"", compatible.json().get("exchangerate").toString());
    assertEquals("0", compatible.json().get("statecode").toString());
  }

  @ParameterizedTest
  @DisplayName("40-MIN-3 server-driven paging: any page size gives every key once")
  @ValueSource(ints = {1, 7, 100, 623, 624, 625, 100_000})
  void pages(int size) {
    List<String> expected = column("connections", "connectionid");
    List<String> keys = new ArrayList<>();
    String target = "connections?$select=connectionid&$count=true";
    int pages = 0;
    while (true) {
      Answer answer = get(target, "Prefer: odata.maxpagesize=" + size).ok();
      JsonNode page = answer.json();
      List<JsonNode> items = EdmundUnderTest.items(page);
      assertTrue(items.size() <= size, target);
      assertEquals(expected.size(), page.path("@odata.count").asInt(), target);
      items.forEach(item -> keys.add(item.get("connectionid").asText()));
      pages++;
      if (!page.has("@odata.nextLink")) {
        break;
      }
      assertEquals(size, items.size(), target);
      target = pathOf(page.get("@odata.nextLink").asText());
    }
    assertEquals((expected.size() + size - 1) / size, pages);
    assertEquals(expected.size(), new HashSet<>(keys).size());
    assertEquals(new HashSet<>(expected), new HashSet<>(keys));
  }

  @ParameterizedTest
  @DisplayName("40-MIN-3 paging keeps $orderby, $filter, $skip, $top and $expand")
  @CsvSource(
      delimiter = '|',
      value = {
        "$orderby=effectivestart desc,name&$filter=statecode eq 0 | 528",
        "$orderby=effectivestart,name desc&$skip=300 | 324",
        "$orderby=record1roleid/name&$top=25 | 25",
        "$orderby=length(name) desc,createdon&$top=31&$skip=3 | 31",
        "$expand=record1roleid($select=name)&$filter=statecode eq 1 | 96",
        "$orderby=exchangerate desc&$search=the OR Müller&$top=5 | 5"
      })
  void pagesOfQueries(String options, int expected) {
    String target = "connections?" + options.trim();
    List<String> whole = ids(values(target));
    assertEquals(expected, whole.size(), target);
    assertEquals(whole, ids(allPages(target, "Prefer: odata.maxpagesize=10")), target);
    assertEquals(whole, ids(allPages(target, "Prefer: maxpagesize=3")), target);
  }

  private static List<String> ids(List<JsonNode> entities) {
    return entities.stream().map(e -> e.get("connectionid").asText()).toList();
  }

  @Test
  @DisplayName("40-MIN-3 a skip token is only good for the query it was given for")
  void tokensAreBound() {
    JsonNode page = json("connections?$select=name", "Prefer: odata.maxpagesize=2");
    String next = pathOf(page.get("@odata.nextLink").asText());
    get(next).ok();
    get(next.replace("$select=name", "$select=name&$filter=statecode eq 1")).error(400);
    get(next.replace("/connections", "/accounts")).error(400);
    get(next.substring(0, next.length() - 4)).error(400);
    get("connections?$skiptoken=").error(400);
  }

  @ParameterizedTest
  @DisplayName("40-MIN-4 OData-Version on every answer, exactly once")
  @MethodSource("everyKindOfTarget")
  void version(String target) {
    for (String method : List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      // No entity has this ETag, so that nothing is changed.
      Answer answer = request(method, target, "If-Match: \"none\"");
      assertEquals(List.of("4.0"), answer.all("OData-Version"), answer::toString);
      assertTrue(answer.status() < 500 || answer.status() == 501, answer::toString);
    }
    Answer newer = get(target, "OData-MaxVersion: 4.01");
    boolean outside = target.startsWith("/");
    assertEquals(List.of(outside ? "4.0" : "4.01"), newer.all("OData-Version"), target);
  }

  @ParameterizedTest
  @DisplayName("40-MIN-4 HEAD answers as GET does, without the body")
  @MethodSource("everyKindOfTarget")
  void headAsGet(String target) {
    Answer get = get(target);
    Answer head = head(target);
    assertEquals(get.status(), head.status(), target);
    assertEquals(0, head.bytes().length, target);
    for (String header : List.of("Content-Type", "OData-Version", "ETag", "Content-Length")) {
      assertEquals(get.all(header), head.all(header), target);
    }
  }

  @Test
  @DisplayName("40-MIN-8 only types of the metadata are told, and only declared properties")
  void onlyDeclaredTypes() {
    String metadata = get("$metadata").ok().text();
    Set<String> declared = new TreeSet<>();
    Pattern.compile("<(?:Navigation)?Property Name=\"([^\"]+)\"")
        .matcher(metadata)
        .results()
        .forEach(m -> declared.add(m.group(1)));
    for (JsonNode item : values("")) {
      if (item.get("kind").asText().equals("EntitySet")) {
        String set = item.get("url").asText();
        for (JsonNode e : values(set + "?$top=30", "Accept: application/json;metadata=full")) {
          check(e, declared, metadata);
        }
      }
    }
  }

  private static void check(JsonNode object, Set<String> declared, String metadata) {
    object
        .properties()
        .forEach(
            property -> {
              String name = property.getKey();
              if (name.equals("@odata.type")) {
                String type = property.getValue().asText();
                String plain = type.substring(type.lastIndexOf('.') + 1);
                assertTrue(metadata.contains("Type Name=\"" + plain + "\""), type);
              } else if (!name.contains("@")) {
                assertTrue(declared.contains(name), () -> name + " in " + object);
                if (property.getValue().isObject()) {
                  check(property.getValue(), declared, metadata);
                }
              }
            });
  }

  @Test
  @DisplayName("40-MIN-9 annotations come only when asked for, and the answer says so")
  void annotations() {
    String target = "connections?$top=1&$select=name,statecode,_record1id_value";
    assertFalse(get(target).ok().text().contains("FormattedValue"));
    Answer asked = get(target, "Prefer: odata.include-annotations=\"*\"").ok();
    assertEquals(
        "odata.include-annotations=\"*\"", asked.header("Preference-Applied").orElseThrow());
    JsonNode all = asked.json().at("/value/0");
    assertEquals("Active", all.get("statecode@OData.Community.Display.V1.FormattedValue").asText());
    assertEquals(
        "account", all.get("_record1id_value@Microsoft.Dynamics.CRM.lookuplogicalname").asText());
    assertEquals(
        "record1id_account",
        all.get("_record1id_value@Microsoft.Dynamics.CRM.associatednavigationproperty").asText());
    JsonNode some =
        values(target, "Prefer: odata.include-annotations=\"OData.Community.*\"").get(0);
    assertTrue(some.has("statecode@OData.Community.Display.V1.FormattedValue"));
    assertFalse(some.has("_record1id_value@Microsoft.Dynamics.CRM.lookuplogicalname"));
    JsonNode but =
        values(
                target,
                "Prefer:"
                    + " odata.include-annotations=\"*,-OData.Community.Display.V1.FormattedValue\"")
            .get(0);
    assertFalse(but.has("statecode@OData.Community.Display.V1.FormattedValue"));
    assertTrue(but.has("_record1id_value@Microsoft.Dynamics.CRM.lookuplogicalname"));
  }

  @ParameterizedTest
  @DisplayName("40-MIN-10 and 40-MIN-11 what is not changed by a method says so: 405 with Allow")
  @CsvSource({
    "POST, ''",
    "PUT, $metadata",
    "PATCH, connections/$count",
    "DELETE, connections",
    "DELETE, $metadata",
    "POST, connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)",
    "POST, connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/name",
    "PATCH, connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)/record1id_account/$ref"
  })
  void notAllowed(String method, String target) {
    Answer answer =
        send(method, target, "{\"name\":\"changed\"}", "Content-Type: application/json");
    assertTrue(answer.error(405).contains(method), answer::text);
    Set<String> allow =
        Arrays.stream(answer.header("Allow").orElseThrow().split(",", -1))
            .map(String::trim)
            .collect(Collectors.toSet());
    assertTrue(allow.contains("GET") && !allow.contains(method), answer::toString);
    assertEquals("Bernd Müller", json(CONNECTION + "/name").get("value").asText());
    assertEquals(String.valueOf(rows("connections").size()), get("connections/$count").ok().text());
  }

  @Test
  @DisplayName("40-MIN-11 unknown methods are refused with 405; OPTIONS says what is allowed")
  void methods() {
    for (String method : List.of("TRACE", "FOO", "QUERY", "get")) {
      Answer answer = request(method, "connections");
      answer.error(405);
      assertTrue(answer.header("Allow").orElseThrow().contains("GET"));
    }
    assertTrue(request("OPTIONS", "connections").is(204).header("Allow").isPresent());
    assertTrue(get("GrantAccess").error(405).contains("POST"));
  }

  @Test
  @DisplayName("40-MIN-12 $expand of one and of many")
  void expand() {
    JsonNode connection = json(CONNECTION + "?$expand=record1id_account,record2id_account");
    Map<String, String> row =
        ShippedData.row("connections", "connectionid", "eb7e0406-f04f-589d-af8a-35a8bc71c425");
    assertEquals(
        field(row, "_record1id_value"), connection.at("/record1id_account/accountid").asText());
    assertTrue(connection.get("record2id_account").isNull());
    String account = field(row, "_record1id_value");
    JsonNode expanded =
        json("accounts(" + account + ")?$expand=account_connections1($select=connectionid)");
    Set<String> wanted =
        rows("connections").stream()
            .filter(r -> field(r, "_record1id_value").equals(account))
            .map(r -> field(r, "connectionid"))
            .collect(Collectors.toSet());
    Set<String> found = new HashSet<>();
    expanded.get("account_connections1").forEach(c -> found.add(c.get("connectionid").asText()));
    assertEquals(wanted, found);
  }

  @Test
  @DisplayName("40-MIN-13 $metadata as XML unless JSON is what was asked for")
  void metadata() {
    for (String accept : List.of("*/*", "application/xml", "application/json;q=0.1,*/*")) {
      Answer answer = get("$metadata", "Accept: " + accept).ok();
      assertEquals("application/xml", answer.header("Content-Type").orElseThrow(), accept);
      assertTrue(answer.text().contains("Version=\"4.0\""));
    }
    assertTrue(get("$metadata", "OData-MaxVersion: 4.01").ok().text().contains("Version=\"4.01\""));
    for (String target : List.of("$metadata?$format=json", "$metadata?$format=application/json")) {
      JsonNode csdl = json(target);
      assertEquals("Microsoft.Dynamics.CRM.System", csdl.get("$EntityContainer").asText());
    }
    assertEquals(
        "application/json",
        get("$metadata", "Accept: application/json").ok().header("Content-Type").orElseThrow());
    get("$metadata", "Accept: text/html").error(406);
    get("$metadata?$top=1").error(400);
  }

  @Test
  @DisplayName("40-MIN-15 enumeration and duration literals with their type")
  void typedLiterals() {
    long expected = column("networkConnections", "protocol").stream().filter("tcp"::equals).count();
    assertNotEquals(0, expected);
    assertEquals(
        expected,
        values(
                "networkConnections?$filter=protocol eq"
                    + " microsoft.graph.securityNetworkProtocol'tcp'")
            .size());
    assertEquals(
        expected,
        values("networkConnections?$filter=protocol eq microsoft.graph.securityNetworkProtocol'6'")
            .size());
    get("networkConnections?$filter=protocol eq microsoft.graph.connectionStatus'tcp'").error(400);
    get("networkConnections?$filter=protocol eq microsoft.graph.securityNetworkProtocol'no'")
        .error(400);
    long later =
        column("connections", "createdon").stream()
            .filter(t -> !t.isEmpty() && t.compareTo("2023-02-28T12:00:00Z") > 0)
            .count();
    assertEquals(
        later,
        Long.parseLong(
            get("connections/$count?$filter=createdon add duration'P1DT12H' gt"
                    + " 2023-03-02T00:00:00Z")
                .ok()
                .text()));
  }

  @Test
  @DisplayName("40-MIN-16 and 40-MIN-17 nothing is answered asynchronously")
  void asynchronous() {
    Answer answer = get("connections?$top=1", "Prefer: respond-async,wait=1").ok();
    assertEquals(List.of(), answer.all("Preference-Applied"));
    assertEquals(1, EdmundUnderTest.items(answer.json()).size());
  }
}
