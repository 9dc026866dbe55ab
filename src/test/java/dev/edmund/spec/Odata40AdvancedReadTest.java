package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.url;
import static dev.edmund.spec.EdmundUnderTest.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OData 4.0 Advanced conformance, the read side (Part 1, 13.1.3). */
final class Odata40AdvancedReadTest {
  private static final List<ExpectedRow> ACCOUNTS = ExpectedRow.of("accounts");
  private static final List<ExpectedRow> CONNECTIONS = ExpectedRow.of("connections");
  private static final String NAMES = "accounts?$select=name";

  private static List<String> names(String options) {
    return values(NAMES + "&" + options).stream().map(a -> a.get("name").asText()).toList();
  }

  private static List<ExpectedRow> connectionsOf(String account) {
    return CONNECTIONS.stream().filter(c -> c.is("_record1id_value", account)).toList();
  }

  private static Stream<JsonNode> alerts() {
    try {
      JsonNode file = new JsonMapper().readTree(Path.of("data", "security.json").toFile());
      return StreamSupport.stream(file.get("alerts").spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonNode> members(JsonNode alert, String collection) {
    return StreamSupport.stream(alert.get(collection).spliterator(), false);
  }

  private static void alertsWhere(String filter, Predicate<JsonNode> holds) {
    Set<String> expected =
        alerts().filter(holds).map(a -> a.get("id").asText()).collect(Collectors.toSet());
    assertFalse(expected.isEmpty(), "nothing in the data meets " + filter);
    assertEquals(
        expected,
        values("security/alerts?$select=id&$filter=" + filter).stream()
            .map(a -> a.get("id").asText())
            .collect(Collectors.toSet()),
        filter);
  }

  @Test
  @DisplayName("40-ADV-2 $metadata as CSDL XML, with every set that the service document names")
  void metadata() {
    Answer xml = get("$metadata").ok();
    assertTrue(xml.header("Content-Type").orElse("").startsWith("application/xml"));
    for (JsonNode resource : values("")) {
      assertTrue(
          xml.text().contains("Name=\"" + resource.get("name").asText() + "\""),
          resource::toString);
    }
  }

  @Test
  @DisplayName("40-ADV-3 JSON, at each level of metadata")
  void formats() {
    for (String level : List.of("none", "minimal", "full")) {
      Answer answer = get("accounts?$top=1&$format=application/json;odata.metadata=" + level).ok();
      assertEquals(List.of("application/json;odata.metadata=" + level), answer.all("Content-Type"));
      assertEquals(1, answer.json().get("value").size());
    }
  }

  @Test
  @DisplayName("40-ADV-4 /$count on sets, navigation and collection properties")
  void countSegment() {
    for (String set : List.of("connections", "accounts", "contacts", "networkConnections")) {
      assertEquals(String.valueOf(ExpectedRow.of(set).size()), get(set + "/$count").ok().text());
    }
    String account = ACCOUNTS.get(0).text("accountid");
    assertEquals(
        String.valueOf(connectionsOf(account).size()),
        get("accounts(" + account + ")/account_connections1/$count").ok().text());
  }

  @Test
  @DisplayName("40-ADV-5 any and all over collection properties, of texts and of objects")
  void collectionLambdas() {
    alertsWhere("tags/any()", a -> a.get("tags").size() > 0);
    alertsWhere("not tags/any()", a -> a.get("tags").isEmpty());
    alertsWhere(
        "tags/any(t:t eq 'network')",
        a -> members(a, "tags").anyMatch(t -> t.asText().equals("network")));
    alertsWhere(
        "tags/all(t:t eq 'network')",
        a -> members(a, "tags").allMatch(t -> t.asText().equals("network")));
    alertsWhere(
        "not tags/any(t:startswith(t,'pri'))",
        a -> members(a, "tags").noneMatch(t -> t.asText().startsWith("pri")));
    alertsWhere(
        "'network' in tags", a -> members(a, "tags").anyMatch(t -> t.asText().equals("network")));
    alertsWhere(
        "comments/any(c:contains(c,'host 2'))",
        a -> members(a, "comments").anyMatch(c -> c.asText().contains("host 2")));
    alertsWhere("comments/$count eq 3", a -> a.get("comments").size() == 3);
    alertsWhere(
        "hostStates/any(h:h/os eq 'Windows 11' and h/riskScore eq null)",
        a ->
            members(a, "hostStates")
                .anyMatch(
                    h -> h.get("os").asText().equals("Windows 11") && h.get("riskScore").isNull()));
    alertsWhere(
        "hostStates/all(h:h/riskScore ne null)",
        a -> members(a, "hostStates").noneMatch(h -> h.get("riskScore").isNull()));
    alertsWhere(
        "hostStates/all(h:contains(h/publicIpAddress,'203'))",
        a ->
            members(a, "hostStates")
                .allMatch(h -> h.get("publicIpAddress").asText().contains("203")));
    alertsWhere(
        "not hostStates/any(h:contains(h/publicIpAddress,'203'))",
        a ->
            members(a, "hostStates")
                .noneMatch(h -> h.get("publicIpAddress").asText().contains("203")));
    alertsWhere(
        "hostStates/any(h:h/isAzureAdRegistered)",
        a -> members(a, "hostStates").anyMatch(h -> h.get("isAzureAdRegistered").asBoolean()));
    alertsWhere(
        "hostStates/any(h:h/isAzureAdRegistered eq null)",
        a -> members(a, "hostStates").anyMatch(h -> h.get("isAzureAdRegistered").isNull()));
  }

  @Test
  @DisplayName("40-ADV-6 $skip and $top, beyond the end too")
  void skip() {
    List<String> all = ACCOUNTS.stream().map(a -> a.text("name")).sorted().toList();
    assertEquals(all.subList(10, 15), names("$orderby=name&$skip=10&$top=5"));
    assertEquals(all.subList(58, 60), names("$orderby=name&$skip=58"));
    assertEquals(List.of(), names("$orderby=name&$skip=60"));
    assertEquals(List.of(), names("$orderby=name&$top=0"));
  }

  @Test
  @DisplayName("40-ADV-7 $count counts what $filter and $search leave, whatever $top and $skip")
  void count() {
    long active = ACCOUNTS.stream().filter(a -> a.is("statecode", "0")).count();
    JsonNode page = json(NAMES + "&$filter=statecode eq 0&$count=true&$top=2&$skip=3");
    assertEquals(active, page.get("@odata.count").asLong());
    assertEquals(2, page.get("value").size());
    assertFalse(json(NAMES + "&$count=false").has("@odata.count"));
    assertEquals(
        1, json(NAMES + "&$count=true&$search=%22Works Retail%22").get("@odata.count").asInt());
  }

  private static List<String> ids(String options) {
    return values("accounts?$select=accountid&" + options).stream()
        .map(a -> a.get("accountid").asText())
        .toList();
  }

  private static List<String> sorted(Comparator<ExpectedRow> order) {
    return ACCOUNTS.stream().sorted(order).map(a -> a.text("accountid")).toList();
  }

  @Test
  @DisplayName("40-ADV-8 $orderby: nulls first ascending and last descending, paths, expressions")
  void orderBy() {
    Comparator<ExpectedRow> byName = Comparator.comparing(a -> a.text("name"));
    Comparator<ExpectedRow> byRevenue =
        Comparator.comparing(
            a -> a.isNull("revenue") ? null : a.number("revenue"),
            Comparator.nullsFirst(Comparator.naturalOrder()));
    assertEquals(sorted(byRevenue.thenComparing(byName)), ids("$orderby=revenue,name"));
    assertEquals(
        sorted(byRevenue.reversed().thenComparing(byName)), ids("$orderby=revenue desc,name asc"));
    Comparator<ExpectedRow> byParent =
        Comparator.comparing(
            Odata40AdvancedReadTest::parentName, Comparator.nullsFirst(Comparator.naturalOrder()));
    assertEquals(sorted(byParent.thenComparing(byName)), ids("$orderby=parentaccountid/name,name"));
    assertEquals(
        sorted(byParent.reversed().thenComparing(byName)),
        ids("$orderby=parentaccountid/name desc,name"));
    Comparator<ExpectedRow> byLength =
        Comparator.comparing(a -> a.text("name").codePointCount(0, a.text("name").length()));
    assertEquals(
        sorted(byLength.reversed().thenComparing(byName)), ids("$orderby=length(name) desc,name"));
    Comparator<ExpectedRow> byCount =
        Comparator.comparing(a -> connectionsOf(a.text("accountid")).size());
    assertEquals(
        sorted(byCount.reversed().thenComparing(byName)),
        ids("$orderby=account_connections1/$count desc,name"));
    Comparator<ExpectedRow> byTest = Comparator.comparing(a -> a.text("name").contains("Works"));
    assertEquals(
        sorted(byTest.reversed().thenComparing(byName)),
        ids("$orderby=contains(name,'Works') desc,name"));
    get("accounts?$orderby=nope").error(400);
    get("accounts?$orderby=ownerid").error(400);
  }

  private static @org.jspecify.annotations.Nullable String parentName(ExpectedRow account) {
    String parent = account.get("_parentaccountid_value");
    return parent == null
        ? null
        : ACCOUNTS.stream()
            .filter(a -> a.is("accountid", parent))
            .findFirst()
            .orElseThrow()
            .text("name");
  }

  @Test
  @DisplayName("40-ADV-9 $expand with $filter, $orderby, $skip, $top, $count, $select for each row")
  void expand() {
    String options =
        "($filter=statecode eq 0;$orderby=createdon desc;$skip=1;$top=2;$count=true;$select=name)";
    boolean cut = false;
    for (JsonNode account :
        values("accounts?$select=accountid&$expand=account_connections1" + options)) {
      List<ExpectedRow> related =
          connectionsOf(account.get("accountid").asText()).stream()
              .filter(c -> c.is("statecode", "0"))
              .sorted(Comparator.comparing((ExpectedRow c) -> c.text("createdon")).reversed())
              .toList();
      assertEquals(related.size(), account.get("account_connections1@odata.count").asInt());
      List<String> names = new ArrayList<>();
      account.get("account_connections1").forEach(c -> names.add(c.get("name").asText()));
      assertEquals(related.stream().skip(1).limit(2).map(c -> c.text("name")).toList(), names);
      cut |= related.size() > 3;
    }
    assertTrue(cut, "no account has more connections than are asked for");
  }

  @Test
  @DisplayName("40-ADV-9 options at every level of $expand, to-one and to-many in turns")
  void expandDeep() {
    List<ExpectedRow> contacts = ExpectedRow.of("contacts");
    int seen = 0;
    for (JsonNode account :
        values(
            "accounts?$select=accountid&$expand=account_connections1($select=connectionid;"
                + "$filter=record2id_contact ne null;$expand=record2id_contact($select=fullname;"
                + "$expand=parentcustomerid_account($select=name;$expand=account_parent_account("
                + "$select=name;$orderby=name desc;$top=1))))")) {
      for (JsonNode connection : account.get("account_connections1")) {
        String id = connection.get("connectionid").asText();
        ExpectedRow row =
            CONNECTIONS.stream().filter(c -> c.is("connectionid", id)).findFirst().orElseThrow();
        ExpectedRow contact =
            contacts.stream()
                .filter(c -> c.is("contactid", row.text("_record2id_value")))
                .findFirst()
                .orElseThrow();
        JsonNode told = connection.get("record2id_contact");
        assertEquals(contact.text("fullname"), told.get("fullname").asText());
        JsonNode customer = told.get("parentcustomerid_account");
        if (!customer.isNull()) {
          String parent = contact.text("_parentcustomerid_value");
          assertEquals(
              ACCOUNTS.stream()
                  .filter(a -> a.is("_parentaccountid_value", parent))
                  .map(a -> a.text("name"))
                  .sorted(Comparator.reverseOrder())
                  .limit(1)
                  .toList(),
              StreamSupport.stream(customer.get("account_parent_account").spliterator(), false)
                  .map(a -> a.get("name").asText())
                  .toList());
          seen++;
        }
      }
    }
    assertTrue(seen > 0, "no connection leads to a contact of an account");
  }

  @Test
  @DisplayName("40-ADV-9 $expand with $ref and with /$count")
  void expandReferences() {
    for (JsonNode account :
        values(
            "accounts?$select=accountid&$expand=account_connections1/$ref,parentaccountid/$ref,"
                + "account_parent_account/$count")) {
      String id = account.get("accountid").asText();
      assertEquals(
          connectionsOf(id).stream()
              .map(c -> url("connections(" + c.text("connectionid") + ")"))
              .collect(Collectors.toSet()),
          StreamSupport.stream(account.get("account_connections1").spliterator(), false)
              .map(c -> c.get("@odata.id").asText())
              .collect(Collectors.toSet()));
      String parent =
          ACCOUNTS.stream()
              .filter(a -> a.is("accountid", id))
              .findFirst()
              .orElseThrow()
              .fields()
              .getOrDefault("_parentaccountid_value", "");
      assertEquals(
          parent.isEmpty() ? "" : url("accounts(" + parent + ")"),
          account.at("/parentaccountid/@odata.id").asText());
      assertEquals(
          ACCOUNTS.stream().filter(a -> a.is("_parentaccountid_value", id)).count(),
          account.get("account_parent_account@odata.count").asLong());
    }
  }

  private static int generations(ExpectedRow account) {
    String parent = account.get("_parentaccountid_value");
    return parent == null
        ? 0
        : 1
            + ACCOUNTS.stream()
                .filter(a -> a.is("accountid", parent))
                .mapToInt(Odata40AdvancedReadTest::generations)
                .sum();
  }

  private static int deepest(String levels) {
    return values("accounts?$expand=parentaccountid($levels=" + levels + ";$select=name)").stream()
        .mapToInt(Odata40AdvancedReadTest::depth)
        .max()
        .orElse(0);
  }

  private static int depth(JsonNode account) {
    JsonNode parent = account.path("parentaccountid");
    return parent.isObject() ? 1 + depth(parent) : 0;
  }

  @Test
  @DisplayName("40-ADV-9 $levels follows a relation as far as it is told")
  void levels() {
    int deepest = ACCOUNTS.stream().mapToInt(Odata40AdvancedReadTest::generations).max().orElse(0);
    assertTrue(deepest > 1, "the data have parents of parents");
    for (int levels = 1; levels <= 4; levels++) {
      assertEquals(Math.min(levels, deepest), deepest(String.valueOf(levels)));
    }
    assertEquals(Math.min(5, deepest), deepest("max"));
    get("accounts?$expand=account_connections1($levels=2)").error(400);
  }

  @Test
  @DisplayName("40-ADV-9 $expand=* takes every navigation property, $expand with a cast its type")
  void expandAll() {
    JsonNode connection = json("connections?$top=1&$select=name&$expand=*/$ref").at("/value/0");
    String metadata = get("$metadata").text();
    int start = metadata.indexOf("<EntityType Name=\"connection\" BaseType=\"mscrm");
    String type = metadata.substring(start, metadata.indexOf("</EntityType>", start));
    int properties = type.split("<NavigationProperty ", -1).length - 1;
    assertEquals(65, properties);
    long told =
        StreamSupport.stream(((Iterable<String>) connection::fieldNames).spliterator(), false)
            .filter(n -> !n.contains("@") && !n.equals("name"))
            .count();
    assertTrue(told >= properties, connection::toString);
    Set<String> users =
        ExpectedRow.of("systemusers").stream()
            .map(u -> u.text("ownerid"))
            .collect(Collectors.toSet());
    for (JsonNode account :
        values(
            "accounts?$select=_ownerid_value&$expand=ownerid/Microsoft.Dynamics.CRM.systemuser($select=ownerid)")) {
      boolean user = users.contains(account.get("_ownerid_value").asText());
      assertEquals(user, account.get("ownerid").isObject(), account::toString);
    }
    get("accounts?$expand=nope").error(400);
    get("accounts?$expand=name").error(400);
    get("accounts?$expand=account_connections1($foo=1)").error(400);
  }

  private static List<String> named(Predicate<String> holds) {
    return ACCOUNTS.stream().map(a -> a.text("name")).filter(holds).sorted().toList();
  }

  @Test
  @DisplayName("40-ADV-10 $search with words, phrases, AND, OR, NOT and parentheses")
  void search() {
    Predicate<String> works = n -> n.contains("Works");
    Predicate<String> retail = n -> n.contains("Retail");
    Predicate<String> fabrikam = n -> n.contains("Fabrikam");
    assertEquals(named(fabrikam), searched("Fabrikam"));
    assertEquals(named(fabrikam), searched("fabrikam".toUpperCase(Locale.ROOT)));
    assertEquals(named(works.and(retail)), searched("Works AND Retail"));
    assertEquals(named(works.and(retail)), searched("Works Retail"));
    assertEquals(named(works.and(retail.negate())), searched("Works AND NOT Retail"));
    assertEquals(named(works.or(fabrikam)), searched("Works OR Fabrikam"));
    assertEquals(named(fabrikam.or(works.and(retail))), searched("Fabrikam OR Works AND Retail"));
    assertEquals(named(fabrikam.or(works).and(retail)), searched("(Fabrikam OR Works) AND Retail"));
    assertEquals(named(n -> n.contains("Works Retail")), searched("%22Works Retail%22"));
    assertEquals(List.of(), searched("%22Retail Works%22"));
  }

  private static List<String> searched(String search) {
    return names("$orderby=name&$search=" + search);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%22open", "%22%22", "(a", "a)", "a;b"})
  @DisplayName("40-ADV-10 a search that is none is a bad request")
  void badSearch(String search) {
    get("accounts?$search=" + search).error(400);
  }

  @Test
  @DisplayName(
      "40-INT-7 parameter aliases, in filters, nested ones and keys; an unknown one is null")
  void aliases() {
    assertEquals(List.of("Fabrikam"), names("$filter=name eq @n&@n='Fabrikam'"));
    assertEquals(List.of("Fabrikam"), names("$filter=@f&@f=name eq 'Fabrikam'"));
    assertEquals(
        List.of("Fabrikam"),
        names("$filter=contains(@p,@n) and length(name) eq @l&@n='brik'&@p=name&@l=8"));
    assertEquals(List.of(), names("$filter=name eq @nothing"));
    assertEquals(60, names("$filter=name ne @nothing").size());
    assertEquals(
        ACCOUNTS.stream().map(a -> a.text("name")).max(Comparator.naturalOrder()).stream().toList(),
        names("$orderby=@o desc&@o=name&$top=1"));
    JsonNode account =
        json("accounts?$top=1&$expand=account_connections1($filter=name eq @n)&@n='Ricardo Meyer'")
            .at("/value/0");
    assertEquals("Ricardo Meyer", account.at("/account_connections1/0/name").asText());
    assertEquals(1, account.get("account_connections1").size());
  }
}
