package dev.edmund.spec;

import static dev.edmund.spec.FilterAssertions.SOME;
import static dev.edmund.spec.FilterAssertions.accounts;
import static dev.edmund.spec.FilterAssertions.always;
import static dev.edmund.spec.FilterAssertions.encoded;
import static dev.edmund.spec.FilterAssertions.keys;
import static dev.edmund.spec.FilterAssertions.never;
import static dev.edmund.spec.FilterAssertions.revenue;
import static dev.edmund.spec.FilterAssertions.same;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 40-INT-7: {@code $filter} with every operator (Part 2, 5.1.1.1 and 5.1.1.2). */
final class FilterTest {
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
}
