package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.values;
import static dev.edmund.spec.ShippedData.column;
import static dev.edmund.spec.ShippedData.field;
import static dev.edmund.spec.ShippedData.row;
import static dev.edmund.spec.ShippedData.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OData 4.0 Intermediate conformance: $filter. */
final class Odata40FilterTest {
  private static Arguments accountsWhere(String filter, Predicate<Map<String, String>> expected) {
    return Arguments.of(filter, expected);
  }

  private static boolean has(Map<String, String> row, String column) {
    return !field(row, column).isEmpty();
  }

  private static BigDecimal number(Map<String, String> row, String column) {
    return new BigDecimal(field(row, column));
  }

  private static boolean numberIs(
      Map<String, String> row, String column, Predicate<BigDecimal> test) {
    return has(row, column) && test.test(number(row, column));
  }

  private static boolean moreThan(BigDecimal value, String bound) {
    return value.compareTo(new BigDecimal(bound)) > 0;
  }

  /** Filters over accounts, each with the same condition in Java. */
  static Stream<Arguments> filters() {
    String key = "8e22ef92-8ae2-5a52-8180-4aba0a111719";
    return Stream.of(
        accountsWhere("name eq 'Fabrikam'", r -> field(r, "name").equals("Fabrikam")),
        accountsWhere("name ne 'Fabrikam'", r -> !field(r, "name").equals("Fabrikam")),
        accountsWhere("accountid eq " + key, r -> field(r, "accountid").equals(key)),
        accountsWhere(
            "accountid eq " + key.toUpperCase(Locale.ROOT), r -> field(r, "accountid").equals(key)),
        accountsWhere("revenue eq null", r -> !has(r, "revenue")),
        accountsWhere("null ne revenue", r -> has(r, "revenue")),
        accountsWhere(
            "name eq 'Margie''s Travel'", r -> field(r, "name").equals("Margie's Travel")),
        accountsWhere(
            "name eq 'Müller %26 Söhne GmbH'", r -> field(r, "name").equals("Müller & Söhne GmbH")),
        accountsWhere("name eq '日本電気サービス'", r -> field(r, "name").equals("日本電気サービス")),
        accountsWhere("name gt 'M'", r -> field(r, "name").compareTo("M") > 0),
        accountsWhere(
            "revenue gt 783349787.1517",
            r -> numberIs(r, "revenue", n -> moreThan(n, "783349787.1517"))),
        accountsWhere(
            "revenue ge 783349787.1517",
            r ->
                numberIs(
                    r,
                    "revenue",
                    n -> !moreThan(new BigDecimal("783349787.1517"), n.toPlainString()))),
        accountsWhere(
            "revenue lt 1e6",
            r -> numberIs(r, "revenue", n -> moreThan(new BigDecimal("1e6"), n.toPlainString()))),
        accountsWhere(
            "exchangerate eq 0.92147390123456789012345",
            r ->
                numberIs(
                    r,
                    "exchangerate",
                    n -> n.compareTo(new BigDecimal("0.92147390123456789012345")) == 0)),
        accountsWhere(
            "exchangerate gt 0.92147390123456789012344 and exchangerate lt 1",
            r ->
                numberIs(
                    r,
                    "exchangerate",
                    n ->
                        moreThan(n, "0.92147390123456789012344")
                            && n.compareTo(BigDecimal.ONE) < 0)),
        accountsWhere("creditonhold", r -> field(r, "creditonhold").equals("true")),
        accountsWhere("not creditonhold", r -> field(r, "creditonhold").equals("false")),
        accountsWhere(
            "creditonhold eq true or revenue gt 800000000",
            r ->
                field(r, "creditonhold").equals("true")
                    || numberIs(r, "revenue", n -> moreThan(n, "800000000"))),
        accountsWhere(
            "not (creditonhold eq true or numberofemployees gt 100)",
            r ->
                !field(r, "creditonhold").equals("true")
                    && !numberIs(r, "numberofemployees", n -> moreThan(n, "100"))),
        accountsWhere(
            "numberofemployees add 2 gt 50",
            r -> numberIs(r, "numberofemployees", n -> moreThan(n, "48"))),
        accountsWhere(
            "numberofemployees sub 2 mul 3 eq 42",
            r -> numberIs(r, "numberofemployees", n -> n.intValue() == 48)),
        accountsWhere(
            "numberofemployees mod 7 eq 1",
            r -> numberIs(r, "numberofemployees", n -> n.intValue() % 7 == 1)),
        accountsWhere(
            "numberofemployees div 7 eq 6",
            r -> numberIs(r, "numberofemployees", n -> n.intValue() / 7 == 6)),
        accountsWhere(
            "-numberofemployees lt -1000",
            r -> numberIs(r, "numberofemployees", n -> moreThan(n, "1000"))),
        accountsWhere("contains(name,'ü')", r -> field(r, "name").contains("ü")),
        accountsWhere("contains(name,'%25')", r -> field(r, "name").contains("%")),
        accountsWhere("contains(name,'_')", r -> field(r, "name").contains("_")),
        accountsWhere(
            "contains(tolower(name),'works')",
            r -> field(r, "name").toLowerCase(Locale.ROOT).contains("works")),
        accountsWhere("startswith(name,'Fabrikam')", r -> field(r, "name").startsWith("Fabrikam")),
        accountsWhere("startswith(name,'fabrikam')", r -> field(r, "name").startsWith("fabrikam")),
        accountsWhere("endswith(name,'Inc.')", r -> field(r, "name").endsWith("Inc.")),
        accountsWhere(
            "length(name) eq 8",
            r -> field(r, "name").codePointCount(0, field(r, "name").length()) == 8),
        accountsWhere("indexof(name,'Works') eq 10", r -> field(r, "name").indexOf("Works") == 10),
        accountsWhere("indexof(name,'zzz') eq -1", r -> !field(r, "name").contains("zzz")),
        accountsWhere(
            "substring(name,1) eq 'abrikam'", r -> field(r, "name").substring(1).equals("abrikam")),
        accountsWhere("substring(name,1,2) eq 'or'", r -> field(r, "name").startsWith("or", 1)),
        accountsWhere(
            "toupper(address1_country) eq 'GERMANY'",
            r -> field(r, "address1_country").equals("Germany")),
        accountsWhere("trim(concat(' ',name)) eq name", r -> true),
        accountsWhere(
            "concat(concat(address1_city,', '),address1_country) eq 'Berlin, Germany'",
            r ->
                field(r, "address1_city").equals("Berlin")
                    && field(r, "address1_country").equals("Germany")),
        accountsWhere("year(createdon) eq 2023", r -> field(r, "createdon").startsWith("2023")),
        accountsWhere("month(createdon) eq 1", r -> field(r, "createdon").startsWith("01", 5)),
        accountsWhere("day(createdon) eq 11", r -> field(r, "createdon").startsWith("11", 8)),
        accountsWhere("hour(createdon) eq 15", r -> field(r, "createdon").startsWith("15", 11)),
        accountsWhere("minute(createdon) eq 39", r -> field(r, "createdon").startsWith("39", 14)),
        accountsWhere("second(createdon) eq 3", r -> field(r, "createdon").startsWith("03", 17)),
        accountsWhere(
            "date(createdon) eq 2023-01-11", r -> field(r, "createdon").startsWith("2023-01-11")),
        accountsWhere(
            "time(createdon) gt 12:00:00",
            r -> field(r, "createdon").substring(11, 19).compareTo("12:00:00") > 0),
        accountsWhere(
            "createdon eq 2023-01-11T16:39:03%2B01:00",
            r -> field(r, "createdon").equals("2023-01-11T15:39:03Z")),
        accountsWhere(
            "createdon lt now() and createdon gt 1900-01-01T00:00:00Z", r -> has(r, "createdon")),
        accountsWhere(
            "round(revenue) eq 447674398",
            r ->
                numberIs(
                    r,
                    "revenue",
                    n ->
                        n.setScale(0, RoundingMode.HALF_UP).compareTo(new BigDecimal("447674398"))
                            == 0)),
        accountsWhere(
            "floor(address1_latitude) eq 48",
            r ->
                numberIs(
                    r,
                    "address1_latitude",
                    n -> n.setScale(0, RoundingMode.FLOOR).intValue() == 48)),
        accountsWhere(
            "ceiling(address1_latitude) eq -33",
            r ->
                numberIs(
                    r,
                    "address1_latitude",
                    n -> n.setScale(0, RoundingMode.CEILING).intValue() == -33)),
        accountsWhere(
            "address1_country in ('Germany','Austria')",
            r -> Set.of("Germany", "Austria").contains(field(r, "address1_country"))),
        accountsWhere("primarycontactid ne null", r -> has(r, "_primarycontactid_value")),
        accountsWhere("_parentaccountid_value eq null", r -> !has(r, "_parentaccountid_value")),
        accountsWhere(
            "parentaccountid/name eq 'Fabrikam'",
            r ->
                has(r, "_parentaccountid_value")
                    && field(
                            row("accounts", "accountid", field(r, "_parentaccountid_value")),
                            "name")
                        .equals("Fabrikam")),
        accountsWhere(
            "parentaccountid/name ne 'Fabrikam'",
            r ->
                !has(r, "_parentaccountid_value")
                    || !field(
                            row("accounts", "accountid", field(r, "_parentaccountid_value")),
                            "name")
                        .equals("Fabrikam")),
        accountsWhere(
            "cast(numberofemployees,Edm.String) eq '48'",
            r -> field(r, "numberofemployees").equals("48")),
        accountsWhere("true", r -> true),
        accountsWhere("false", r -> false),
        accountsWhere("null", r -> false));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("40-INT-7 $filter: operators, canonical functions and paths")
  @MethodSource("filters")
  void filter(String filter, Predicate<Map<String, String>> condition) {
    Set<String> expected =
        rows("accounts").stream()
            .filter(condition)
            .map(r -> field(r, "accountid"))
            .collect(Collectors.toSet());
    List<JsonNode> found = values("accounts?$select=accountid&$filter=" + filter);
    assertEquals(expected, ids(found, "accountid"), filter);
    assertEquals(expected.size(), found.size(), filter);
    assertEquals(
        String.valueOf(expected.size()), get("accounts/$count?$filter=" + filter).ok().text());
  }

  @Test
  @DisplayName("40-INT-7 $filter: parameter aliases")
  void aliases() {
    long german = column("accounts", "address1_country").stream().filter("Germany"::equals).count();
    assertEquals(german, values("accounts?$filter=address1_country eq @c&@c='Germany'").size());
    assertEquals(german, values("accounts?@c=%27Germany%27&filter=address1_country eq @c").size());
    // An alias without a value is null.
    assertEquals(0, values("accounts?$filter=name eq @none").size());
    get("accounts?$filter=name eq @c&@c='a'&@c='b'").error(400);
  }

  @Test
  @DisplayName("40-INT-7 rows(F) + rows(not F) + rows(F is null) = rows")
  void threeValuedLogic() {
    long all = rows("accounts").size();
    for (String f :
        List.of(
            "revenue gt 1000000",
            "contains(description,'a')",
            "parentaccountid/revenue lt 500000000",
            "numberofemployees mod 2 eq 0")) {
      long yes = count("accounts", f);
      long no = count("accounts", "not (" + f + ")");
      long neither = count("accounts", "(" + f + ") eq null");
      assertEquals(all, yes + no + neither, f);
    }
  }

  @Test
  @DisplayName("40-INT-7 $filter on what is expanded")
  void filterOnExpanded() {
    for (JsonNode account :
        values("accounts?$select=accountid&$expand=account_connections1($filter=statecode eq 1)")) {
      String id = account.get("accountid").asText();
      Set<String> expected =
          rows("connections").stream()
              .filter(r -> field(r, "_record1id_value").equals(id))
              .filter(r -> field(r, "statecode").equals("1"))
              .map(r -> field(r, "connectionid"))
              .collect(Collectors.toSet());
      Set<String> found = new HashSet<>();
      account.get("account_connections1").forEach(c -> found.add(c.get("connectionid").asText()));
      assertEquals(expected, found, id);
    }
  }

  private static Set<String> ids(List<JsonNode> entities, String key) {
    return entities.stream().map(e -> e.get(key).asText()).collect(Collectors.toSet());
  }

  private static long count(String set, String filter) {
    return Long.parseLong(get(set + "/$count?$filter=" + filter).ok().text());
  }
}
