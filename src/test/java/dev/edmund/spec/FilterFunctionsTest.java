package dev.edmund.spec;

import static dev.edmund.spec.FilterAssertions.ACCOUNTS;
import static dev.edmund.spec.FilterAssertions.CONNECTIONS;
import static dev.edmund.spec.FilterAssertions.SOME;
import static dev.edmund.spec.FilterAssertions.accounts;
import static dev.edmund.spec.FilterAssertions.always;
import static dev.edmund.spec.FilterAssertions.encoded;
import static dev.edmund.spec.FilterAssertions.never;
import static dev.edmund.spec.FilterAssertions.same;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 40-INT-7, 40-ADV-5: functions, paths and lambdas in {@code $filter} (Part 2, 5.1.1.5 to .15). */
final class FilterFunctionsTest {
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
    always("date(2020-02-01T00:30:00+02:00) eq 2020-02-01 and hour(23:59:01.5) eq 23");
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
    same(
        "networkConnections",
        "id",
        "cast(protocol,Edm.String) eq 'tcp'",
        ExpectedRow.of("networkConnections"),
        row -> row.is("protocol", "tcp"));
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
