package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 40-INT-7, 40-ADV-5: {@code $filter} with every operator and function (Part 2, 5.1.1). */
final class FilterTest {
  private static final List<ExpectedRow> ACCOUNTS = ExpectedRow.of("accounts");
  private static final List<ExpectedRow> CONNECTIONS = ExpectedRow.of("connections");
  private static final String SOME = "447674398.3317";

  private static void accounts(String filter, Predicate<ExpectedRow> holds) {
    same("accounts", "accountid", filter, ACCOUNTS, holds);
  }

  private static void same(
      String set, String key, String filter, List<ExpectedRow> rows, Predicate<ExpectedRow> holds) {
    Set<String> expected =
        rows.stream()
            .filter(holds)
            .map(row -> row.text(key))
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(expected.isEmpty(), "nothing in the data meets " + filter);
    assertEquals(expected, keys(set, key, filter), filter);
  }

  private static Set<String> keys(String set, String key, String filter) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode row :
        EdmundUnderTest.allPages(set + "?$select=" + key + "&$filter=" + encoded(filter))) {
      keys.add(row.get(key).asText());
    }
    return keys;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Counts with a filter that says the same of every row. */
  private static long counted(String filter) {
    return Long.parseLong(
        EdmundUnderTest.get("accounts/$count?$filter=" + encoded(filter)).ok().text());
  }

  private static void always(String filter) {
    assertEquals(ACCOUNTS.size(), counted(filter), filter);
  }

  private static void never(String filter) {
    assertEquals(0, counted(filter), filter);
  }

  private static Predicate<ExpectedRow> revenue(int... signs) {
    return row -> {
      for (int sign : signs) {
        if (row.compares("revenue", SOME, sign)) {
          return true;
        }
      }
      return false;
    };
  }

  @Test
  @DisplayName("5.1.1.1.1 to .6: a comparison with null is false, ne apart, and not of it is true")
  void comparisons() {
    accounts("revenue eq " + SOME, revenue(0));
    accounts("revenue ne " + SOME, revenue(0).negate());
    accounts("revenue gt " + SOME, revenue(1));
    accounts("revenue ge " + SOME, revenue(0, 1));
    accounts("revenue lt " + SOME, revenue(-1));
    accounts("revenue le " + SOME, revenue(-1, 0));
    accounts("not (revenue gt " + SOME + ")", revenue(1).negate());
    accounts("not (revenue ge " + SOME + ")", revenue(0, 1).negate());
    accounts("not (revenue lt " + SOME + ")", revenue(-1).negate());
    accounts("not (revenue le " + SOME + ")", revenue(-1, 0).negate());
    accounts("revenue eq null", row -> row.isNull("revenue"));
    accounts("null eq revenue", row -> row.isNull("revenue"));
    accounts("revenue ne null", row -> !row.isNull("revenue"));
    never("revenue gt null");
    never("revenue le null");
    always("not (revenue gt null)");
    always("null eq null");
    never("null ne null");
  }

  @Test
  @DisplayName("5.1.1.1: two columns, each of which can be null")
  void twoColumns() {
    Predicate<ExpectedRow> both = row -> !row.isNull("revenue") && !row.isNull("creditlimit");
    Predicate<ExpectedRow> greater =
        both.and(row -> row.number("revenue").compareTo(row.number("creditlimit")) > 0);
    Predicate<ExpectedRow> equal =
        row ->
            both.test(row)
                ? row.number("revenue").compareTo(row.number("creditlimit")) == 0
                : row.isNull("revenue") && row.isNull("creditlimit");
    accounts("revenue gt creditlimit", greater);
    accounts("not (revenue gt creditlimit)", greater.negate());
    accounts("revenue eq creditlimit", equal);
    accounts("revenue ne creditlimit", equal.negate());
    accounts("not (revenue eq creditlimit)", equal.negate());
    accounts("not (revenue ne creditlimit)", equal);
  }

  @Test
  @DisplayName("5.1.1.1.7 to .9: and, or, not with unknown")
  void logic() {
    Predicate<ExpectedRow> known = row -> !row.isNull("description");
    Predicate<ExpectedRow> has = known.and(row -> row.text("description").contains("usual"));
    accounts("contains(description,'usual')", has);
    accounts("not contains(description,'usual')", known.and(has.negate()));
    accounts("contains(description,'usual') eq null", known.negate());
    accounts("contains(description,'usual') ne true", has.negate());
    accounts(
        "contains(description,'usual') or creditonhold",
        has.or(row -> row.is("creditonhold", "true")));
    accounts(
        "not (contains(description,'usual') and creditonhold eq true)",
        row ->
            known.test(row)
                ? !(has.test(row) && row.is("creditonhold", "true"))
                : row.is("creditonhold", "false"));
    accounts("not creditonhold", row -> row.is("creditonhold", "false"));
    never("null");
    never("not null");
    always("null or true");
    always("(null and false) eq false");
    always("(null and true) eq null");
    always("true or true and false");
    never("contains(null,'x')");
    never("not contains(null,'x')");
  }

  @Test
  @DisplayName("5.1.1.1.11, .12: has and in, enumerations with and without their type")
  void enumerations() {
    List<ExpectedRow> rows = ExpectedRow.of("networkConnections");
    String type = "microsoft.graph.securityNetworkProtocol";
    Predicate<ExpectedRow> tcp = row -> row.is("protocol", "tcp");
    for (String literal : List.of("'tcp'", type + "'tcp'", "'6'", type + "'6'")) {
      same("networkConnections", "id", "protocol eq " + literal, rows, tcp);
      same("networkConnections", "id", "protocol ne " + literal, rows, tcp.negate());
    }
    same(
        "networkConnections",
        "id",
        "protocol in ('tcp'," + type + "'spxII')",
        rows,
        tcp.or(row -> row.is("protocol", "spxII")));
    same(
        "networkConnections",
        "id",
        "not (protocol in ('tcp','udp'))",
        rows,
        row -> !row.is("protocol", "tcp") && !row.is("protocol", "udp"));
    same("networkConnections", "id", "protocol eq null", rows, row -> row.isNull("protocol"));
    // The members' numbers order them: ipv6 is 41, ggp 3, tcp 6.
    assertTrue(keys("networkConnections", "id", "protocol gt 'tcp'").size() > 0);
    same(
        "networkConnections",
        "id",
        "protocol lt 'ggp'",
        rows,
        row ->
            Set.of("unknown", "ip", "icmp", "igmp")
                .contains(Objects.requireNonNullElse(row.get("protocol"), "")));
    same(
        "networkConnections",
        "id",
        "status has microsoft.graph.connectionStatus'succeeded'",
        rows,
        row ->
            Set.of("succeeded", "blocked", "unknownFutureValue")
                .contains(row.fields().getOrDefault("status", "")));
    accounts(
        "numberofemployees in (23000,null)",
        r -> r.isNull("numberofemployees") || r.is("numberofemployees", "23000"));
    EdmundUnderTest.get("networkConnections?$filter=protocol eq 'nope'").error(400);
  }

  @Test
  @DisplayName("5.1.1.1.11: has is unknown for null, and so is not of it")
  void hasNull() {
    List<ExpectedRow> rows = ExpectedRow.of("networkConnections");
    same(
        "networkConnections",
        "id",
        "not (protocol has microsoft.graph.securityNetworkProtocol'tcp')",
        rows,
        row -> !row.isNull("protocol") && (protocolNumber(row) & 6) != 6);
  }

  private static int protocolNumber(ExpectedRow row) {
    return switch (row.text("protocol")) {
      case "unknown" -> -1;
      case "ip" -> 0;
      case "icmp" -> 1;
      case "igmp" -> 2;
      case "ggp" -> 3;
      case "ipv4" -> 4;
      case "tcp" -> 6;
      case "pup" -> 12;
      case "udp" -> 17;
      case "idp" -> 22;
      case "ipv6" -> 41;
      case "ipv6RoutingHeader" -> 43;
      case "ipv6FragmentHeader" -> 44;
      case "ipSecEncapsulatingSecurityPayload" -> 50;
      case "ipSecAuthenticationHeader" -> 51;
      case "icmpV6" -> 58;
      case "ipv6NoNextHeader" -> 59;
      case "ipv6DestinationOptions" -> 60;
      case "nd" -> 77;
      case "raw" -> 255;
      case "ipx" -> 1000;
      case "spx" -> 1256;
      case "spxII" -> 1257;
      case "unknownFutureValue" -> 32767;
      default -> throw new AssertionError(row.text("protocol"));
    };
  }

  @Test
  @DisplayName("5.1.1.2: arithmetic, exact, null with null")
  void arithmetic() {
    Predicate<ExpectedRow> known = row -> !row.isNull("numberofemployees");
    accounts(
        "numberofemployees mod 7 eq 3",
        known.and(row -> row.number("numberofemployees").intValue() % 7 == 3));
    accounts(
        "numberofemployees add 1 gt 100",
        known.and(row -> row.number("numberofemployees").intValue() + 1 > 100));
    accounts(
        "not (numberofemployees add 1 gt 100)",
        known.and(row -> row.number("numberofemployees").intValue() + 1 > 100).negate());
    accounts(
        "-numberofemployees lt -100",
        known.and(row -> row.number("numberofemployees").intValue() > 100));
    accounts(
        "numberofemployees div 1000 eq 23",
        known.and(row -> row.number("numberofemployees").intValue() / 1000 == 23));
    accounts(
        "numberofemployees divby 1000 eq 23.0",
        known.and(row -> row.number("numberofemployees").intValue() == 23000));
    accounts(
        "revenue sub 0.3317 eq 447674398 and revenue mul 2 eq 895348796.6634",
        row -> row.is("revenue", SOME));
    accounts(
        "exchangerate eq 0.92147390123456789012345",
        row -> row.is("exchangerate", "0.92147390123456789012345"));
    never("exchangerate eq 0.92147390123456789012346");
    always("7 div 2 eq 3 and -7 div 2 eq -3 and -7 mod 3 eq -1 and 7 divby 2 eq 3.5");
    always("numberofemployees add null eq null and null mul 2 eq null");
    never("numberofemployees add null gt 1");
    always("1 add 2 mul 3 eq 7 and (1 add 2) mul 3 eq 9");
    always("duration'PT1H' mul 2 eq duration'PT2H' and -duration'PT2H' lt duration'PT0S'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numberofemployees div 0 eq 1",
        "numberofemployees mod 0 eq 1",
        "revenue div 0.0 eq 1"
      })
  @DisplayName("5.1.1.2.5, .6: a division by zero fails")
  void divisionByZero(String filter) {
    EdmundUnderTest.get("accounts?$filter=" + encoded(filter)).error(400);
  }

  @Test
  @DisplayName("5.1.1.5 to .7: string functions by code point, case by Unicode")
  void strings() {
    accounts(
        "length(name) gt 20",
        row -> row.text("name").codePointCount(0, row.text("name").length()) > 20);
    accounts("indexof(name,'o') eq 3", row -> row.text("name").indexOf('o') == 3);
    accounts("indexof(name,'Works') eq -1", row -> !row.text("name").contains("Works"));
    accounts("startswith(name,'Fab')", row -> row.text("name").startsWith("Fab"));
    accounts("endswith(name,'Retail')", row -> row.text("name").endsWith("Retail"));
    accounts("startswith(name,'Fab') eq false", row -> !row.text("name").startsWith("Fab"));
    accounts("substring(name,2) eq 'brikam'", row -> row.is("name", "Fabrikam"));
    accounts("substring(name,1,3) eq 'abr'", row -> row.text("name").startsWith("abr", 1));
    accounts("tolower(name) eq 'fabrikam'", row -> row.is("name", "Fabrikam"));
    accounts(
        "contains(toupper(address1_city),'KØBEN')",
        row ->
            !row.isNull("address1_city")
                && row.text("address1_city").toUpperCase(Locale.ROOT).contains("KØBEN"));
    accounts(
        "concat(concat(name,'/'),address1_city) eq 'Adventure Works Retail/København'",
        row -> row.is("name", "Adventure Works Retail"));
    accounts("name gt 'M'", row -> row.text("name").compareTo("M") > 0);
    always("length('🚴a') eq 2 and indexof('a🚴b','b') eq 2 and substring('a🚴b',1,1) eq '🚴'");
    always(
        "substring('abc',3) eq '' and substring('abc',9) eq '' and substring('abc',1,99) eq 'bc'");
    always("substring('abcdef',-2) eq 'ef' and substring('abcdef',-3,2) eq 'de'");
    always("'O''Neil' eq concat('O''','Neil')");
  }

  @Test
  @DisplayName("5.1.1.7.4: trim takes away all white space of Unicode")
  void trim() {
    always("trim('\u00a0\t x y \n\u2003') eq 'x y'");
    always("trim('') eq ''");
  }

  @Test
  @DisplayName("5.1.1.8: date and time functions, in UTC")
  void datesAndTimes() {
    accounts(
        "year(createdon) eq 2023 and month(createdon) eq 1 and day(createdon) eq 11",
        row -> row.text("createdon").startsWith("2023-01-11"));
    accounts(
        "hour(createdon) ge 15 and minute(createdon) lt 30 and second(createdon) gt 10",
        row ->
            Integer.parseInt(row.text("createdon").substring(11, 13)) >= 15
                && Integer.parseInt(row.text("createdon").substring(14, 16)) < 30
                && Integer.parseInt(row.text("createdon").substring(17, 19)) > 10);
    accounts(
        "date(createdon) eq 2023-01-11", row -> row.text("createdon").startsWith("2023-01-11"));
    accounts(
        "time(createdon) gt 12:00:00",
        row -> row.text("createdon").substring(11, 19).compareTo("12:00:00") > 0);
    accounts(
        "createdon eq 2023-01-11T16:39:03+01:00",
        row -> row.is("createdon", "2023-01-11T15:39:03Z"));
    accounts(
        "modifiedon sub createdon gt duration'P30D'",
        row ->
            Duration.between(row.instant("createdon"), row.instant("modifiedon"))
                    .compareTo(Duration.ofDays(30))
                > 0);
    accounts(
        "totalseconds(modifiedon sub createdon) gt 86400",
        row ->
            Duration.between(row.instant("createdon"), row.instant("modifiedon")).toSeconds()
                > 86400);
    accounts(
        "createdon add duration'PT20M57S' eq 2023-01-11T16:00:00Z",
        row -> row.is("createdon", "2023-01-11T15:39:03Z"));
    always("createdon lt now() and createdon gt mindatetime() and createdon lt maxdatetime()");
    always("totaloffsetminutes(createdon) eq 0 and fractionalseconds(createdon) eq 0");
    always("date(2020-02-01T00:30:00+02:00) eq 2020-01-31 and hour(23:59:01.5) eq 23");
    always("fractionalseconds(23:59:01.5) eq 0.5 and totalseconds(duration'P1DT1.5S') eq 86401.5");
    same(
        "networkAccessConnections",
        "id",
        "fractionalseconds(createdDateTime) eq 0.7615167",
        ExpectedRow.of("networkAccessConnections"),
        row -> row.text("createdDateTime").endsWith(".7615167Z"));
  }

  @Test
  @DisplayName("5.1.1.2.1, .2: a day plus an hour is that day, a day minus an hour the day before")
  void datesAndDurations() {
    always(
        "2020-01-02 add duration'PT1H' eq 2020-01-02 and 2020-01-02 add duration'P1D' eq 2020-01-03");
    always(
        "2020-01-02 sub duration'PT1H' eq 2020-01-01 and 2020-01-02 sub duration'P1D' eq 2020-01-01");
    always("2020-01-02 sub 2020-01-01 eq duration'P1D'");
  }

  @Test
  @DisplayName("5.1.1.9: round, floor, ceiling")
  void rounding() {
    Predicate<ExpectedRow> known = row -> !row.isNull("revenue");
    accounts(
        "round(revenue) eq 447674398",
        known.and(
            row ->
                row.number("revenue")
                        .setScale(0, RoundingMode.HALF_UP)
                        .compareTo(new BigDecimal("447674398"))
                    == 0));
    accounts("floor(revenue) eq 447674398", row -> row.is("revenue", SOME));
    accounts("ceiling(revenue) eq 447674399", row -> row.is("revenue", SOME));
    always("round(2.5) eq 3 and round(-2.5) eq -3 and floor(-2.5) eq -3 and ceiling(-2.5) eq -2");
  }

  @Test
  @DisplayName("5.1.1.10: cast and isof")
  void types() {
    accounts(
        "cast(numberofemployees,Edm.String) eq '23000'",
        row -> row.is("numberofemployees", "23000"));
    accounts("cast(revenue,Edm.String) eq '" + SOME + "'", row -> row.is("revenue", SOME));
    accounts(
        "cast(createdon,Edm.Date) eq 2023-01-11",
        row -> row.text("createdon").startsWith("2023-01-11"));
    accounts("isof(numberofemployees,Edm.Int32)", row -> !row.isNull("numberofemployees"));
    never("isof(numberofemployees,Edm.String)");
    always("isof(Microsoft.Dynamics.CRM.account)");
    Set<String> users =
        ExpectedRow.of("systemusers").stream()
            .map(r -> r.text("ownerid"))
            .collect(Collectors.toSet());
    for (String filter :
        List.of(
            "isof(ownerid,Microsoft.Dynamics.CRM.systemuser)",
            "ownerid/Microsoft.Dynamics.CRM.systemuser/fullname ne null",
            "cast(ownerid,Microsoft.Dynamics.CRM.systemuser)/fullname ne null")) {
      accounts(filter, row -> users.contains(row.fields().getOrDefault("_ownerid_value", "")));
    }
    String message =
        EdmundUnderTest.get("networkConnections?$filter=cast(protocol,Edm.String) eq 'tcp'")
            .error(501);
    assertTrue(message.contains("enumeration"), message);
  }

  private static String parentName(ExpectedRow row, int generations) {
    ExpectedRow at = row;
    for (int i = 0; i < generations; i++) {
      String parent = at.get("_parentaccountid_value");
      if (parent == null) {
        return "";
      }
      at = ACCOUNTS.stream().filter(a -> a.is("accountid", parent)).findFirst().orElseThrow();
    }
    return at.text("name");
  }

  @Test
  @DisplayName("5.1.1.15: paths through single-valued navigation; what is not there is null")
  void navigation() {
    accounts(
        "parentaccountid/name eq 'Adventure Works'",
        row -> parentName(row, 1).equals("Adventure Works"));
    accounts(
        "parentaccountid/name ne 'Adventure Works'",
        row -> !parentName(row, 1).equals("Adventure Works"));
    accounts("parentaccountid/name eq null", row -> row.isNull("_parentaccountid_value"));
    accounts("parentaccountid eq null", row -> row.isNull("_parentaccountid_value"));
    accounts("parentaccountid ne null", row -> !row.isNull("_parentaccountid_value"));
    accounts("parentaccountid/parentaccountid/name ne null", row -> !parentName(row, 2).isEmpty());
    accounts("not (parentaccountid/name gt 'B')", row -> parentName(row, 1).compareTo("B") <= 0);
    accounts(
        "_parentaccountid_value eq a5a2a66b-e95c-53a8-88ce-873961a2f9e0",
        row -> row.is("_parentaccountid_value", "a5a2a66b-e95c-53a8-88ce-873961a2f9e0"));
  }

  private static List<ExpectedRow> connectionsOf(ExpectedRow account) {
    return CONNECTIONS.stream()
        .filter(c -> c.is("_record1id_value", account.text("accountid")))
        .toList();
  }

  @Test
  @DisplayName("40-ADV-5: any, all and $count over navigation properties")
  void lambdasOverNavigation() {
    accounts("account_connections1/any()", row -> !connectionsOf(row).isEmpty());
    accounts("not account_connections1/any()", row -> connectionsOf(row).isEmpty());
    accounts(
        "account_connections1/any(c:c/statecode eq 1)",
        row -> connectionsOf(row).stream().anyMatch(c -> c.is("statecode", "1")));
    accounts(
        "account_connections1/all(c:c/statecode eq 0)",
        row -> connectionsOf(row).stream().allMatch(c -> c.is("statecode", "0")));
    accounts(
        "account_connections1/all(c:contains(c/description,'e'))",
        row ->
            connectionsOf(row).stream()
                .allMatch(c -> !c.isNull("description") && c.text("description").contains("e")));
    accounts(
        "account_connections1/any(c:not contains(c/description,'e'))",
        row ->
            connectionsOf(row).stream()
                .anyMatch(c -> !c.isNull("description") && !c.text("description").contains("e")));
    accounts(
        "account_connections1/any(c:c/createdon gt $it/modifiedon)",
        row ->
            connectionsOf(row).stream()
                .anyMatch(c -> c.instant("createdon").isAfter(row.instant("modifiedon"))));
    accounts("account_connections1/$count gt 2", row -> connectionsOf(row).size() > 2);
    accounts(
        "account_connections1/$count($filter=statecode eq 1) eq 1",
        row -> connectionsOf(row).stream().filter(c -> c.is("statecode", "1")).count() == 1);
    accounts(
        "account_connections1/any(c:c/record1id_account/account_connections1/any(e:e/connectionid ne c/connectionid))",
        row -> connectionsOf(row).size() > 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name eq 1",
        "name",
        "numberofemployees eq '5'",
        "nope eq 1",
        "name eq",
        "(name eq 'x'",
        "account_connections1 eq 1",
        "name eq 'x' and"
      })
  @DisplayName("Part 1, 11.2.6.1: what cannot be evaluated is a bad request")
  void rejected(String filter) {
    EdmundUnderTest.get("accounts?$filter=" + encoded(filter)).error(400);
  }
}
