package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OData 4.01 conformance of queries (Part 1, 12.1: minimal, intermediate, advanced). */
final class Odata401QueryTest {
  private static final String ACCOUNT = "8e22ef92-8ae2-5a52-8180-4aba0a111719";

  /** Two ways to ask the same get the same items, and there are some. */
  private static void same(String one, String other) {
    List<JsonNode> items = values(one);
    assertFalse(items.isEmpty(), one);
    assertEquals(items, values(other), other);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("401-MIN-6 options with and without $")
  @CsvSource(
      delimiter = '|',
      value = {
        "$filter=statecode eq 1|filter=statecode eq 1",
        "$select=name&$top=2|select=name&top=2",
        "$orderby=name desc&$skip=3|orderby=name desc&skip=3",
        "$expand=account_connections1($select=name;$top=1)&$top=1"
            + "|expand=account_connections1(select=name;top=1)&top=1",
        "$search=Retail|search=Retail",
        "$compute=revenue mul 2 as r&$select=r&$top=2|compute=revenue mul 2 as r&select=r&top=2",
        "$apply=groupby((statecode))|apply=groupby((statecode))"
      })
  void withoutDollar(String with, String without) {
    same("accounts?" + with, "accounts?" + without);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("401-MIN-7 names of options, operators and functions in any case")
  @CsvSource(
      delimiter = '|',
      value = {
        "$filter=contains(name,'a') and statecode eq 1|$FILTER=Contains(name,'a') AND statecode EQ 1",
        "$filter=not (statecode ne 1)|$Filter=NOT (statecode Ne 1)",
        "$filter=name in ('Adventure Works','Contoso')|$filter=name IN ('Adventure Works','Contoso')",
        "$filter=tolower(name) eq 'adventure works'|$filter=ToLower(name) eq 'adventure works'",
        "$orderby=name desc&$top=1|$OrderBy=name DESC&TOP=1",
        "$filter=account_connections1/any(c:c/statecode eq 1)"
            + "|$filter=account_connections1/ANY(c:c/statecode eq 1)"
      })
  void anyCase(String lower, String other) {
    same("accounts?" + lower, "accounts?" + other);
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("401-MIN-9 literals and keys in both syntaxes, whatever OData-MaxVersion says")
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts?$filter=createdon gt 2023-01-01T00:00:00Z"
            + "|accounts?$filter=createdon gt '2023-01-01T00:00:00Z'",
        "accounts?$filter=accountid eq "
            + ACCOUNT
            + "|accounts?$filter=accountid eq '"
            + ACCOUNT
            + "'",
        "accounts?$filter=accountid eq "
            + ACCOUNT
            + "|accounts?$filter=accountid eq @id&@id="
            + ACCOUNT,
        "accounts("
            + ACCOUNT
            + ")/account_connections1|accounts(@id)/account_connections1?@id="
            + ACCOUNT,
        "accounts("
            + ACCOUNT
            + ")/account_connections1"
            + "|accounts(accountid=@id)/account_connections1?@id="
            + ACCOUNT,
        "accounts("
            + ACCOUNT
            + ")/account_connections1|accounts('"
            + ACCOUNT
            + "')/account_connections1"
      })
  void bothSyntaxes(String one, String other) {
    same(one, other);
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("401-MIN-9 SHOULD nav eq null, in, divby, negative substring")
  @CsvSource(
      delimiter = '|',
      value = {
        "accounts?$filter=_primarycontactid_value eq null|accounts?$filter=primarycontactid eq null",
        "accounts?$filter=_primarycontactid_value ne null|accounts?$filter=primarycontactid ne null",
        "accounts?$filter=statecode eq 0 or statecode eq 7|accounts?$filter=statecode in (0,7)",
        "accounts?$filter=endswith(name,'Retail')|accounts?$filter=substring(name,-6) eq 'Retail'",
        "accounts?$filter=numberofemployees gt 5|accounts?$filter=numberofemployees divby 2 gt 2.5"
      })
  void newOperators(String one, String other) {
    same(one, other);
  }

  @Test
  @DisplayName("401-INT nested $select, and options inside of it")
  void nestedSelect() {
    JsonNode nested =
        json("networkAccessConnections?$top=1&$select=privateAccessDetails($select=connectorId)");
    JsonNode path =
        json("networkAccessConnections?$top=1&$select=privateAccessDetails/connectorId");
    assertEquals(path.get("value"), nested.get("value"));
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("401-ADV the number of a filtered or searched collection in expressions")
  @CsvSource(
      delimiter = '|',
      value = {
        "$filter=account_connections1/any(c:c/statecode eq 1)"
            + "|$filter=account_connections1/$count($filter=statecode eq 1) gt 0",
        "$filter=account_connections1/any(c:c/statecode eq 1)"
            + "|$filter=account_connections1/$filter(statecode eq 1)/$count gt 0",
        "$filter=account_connections1/any(c:contains(c/name,'Bernd'))"
            + "|$filter=account_connections1/$count($search=Bernd) gt 0"
      })
  void countOfFiltered(String one, String other) {
    same("accounts?" + one, "accounts?" + other);
  }

  @Test
  @DisplayName("401-ADV $compute: its properties can be selected, filtered and sorted by")
  void compute() {
    List<JsonNode> items =
        values(
            "accounts?$compute=numberofemployees add 1 as more&$select=numberofemployees,more"
                + "&$filter=more gt 10&$orderby=more desc");
    assertFalse(items.isEmpty());
    int before = Integer.MAX_VALUE;
    for (JsonNode item : items) {
      int more = item.get("more").asInt();
      assertEquals(item.get("numberofemployees").asInt() + 1, more);
      assertTrue(more > 10 && more <= before, items::toString);
      before = more;
    }
  }

  @Test
  @DisplayName("401-ADV SHOULD /$filter in the path")
  void filterSegment() {
    same("accounts?$filter=statecode eq 1", "accounts/$filter(statecode eq 1)");
  }

  @Test
  @DisplayName("401-ADV SHOULD aliases inside of nested options")
  void aliasesInNestedOptions() {
    same(
        "accounts?$expand=account_connections1($filter=statecode eq 1)&$select=name",
        "accounts?$expand=account_connections1($filter=statecode eq @s)&$select=name&@s=1");
  }

  @Test
  @DisplayName("401-ADV CSDL JSON")
  void csdlJson() {
    Answer answer = get("$metadata?$format=json").ok();
    assertTrue(answer.json().has("$Version"), answer::text);
  }

  @Test
  @DisplayName("401-MIN-4 preferences with and without prefix")
  void preferences() {
    for (String name : List.of("maxpagesize", "odata.maxpagesize")) {
      Answer answer = get("accounts", "Prefer: " + name + "=3", "OData-MaxVersion: 4.01");
      assertEquals(3, answer.ok().json().get("value").size());
      assertEquals("maxpagesize=3", answer.header("Preference-Applied").orElse(""));
    }
  }
}
