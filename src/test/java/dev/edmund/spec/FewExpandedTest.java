package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few expanded entities are the same as the first of many, which are read in another way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FewExpandedTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Owner'>
        <Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Rank' Type='Edm.Int32'/>
        <NavigationProperty Name='Things' Type='Collection(self.Thing)' Partner='Owner'/>
      </EntityType>
      <EntityType Name='Thing'>
        <Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Guid' Nullable='false'/>
        <Property Name='Text' Type='Edm.String'/>
        <Property Name='Number' Type='Edm.Int64'/>
        <Property Name='Yes' Type='Edm.Boolean'/>
        <Property Name='Day' Type='Edm.Date'/>
        <Property Name='Hour' Type='Edm.TimeOfDay' Precision='3'/>
        <Property Name='Moment' Type='Edm.DateTimeOffset' Precision='3'/>
        <Property Name='Other' Type='Edm.Guid'/>
        <Property Name='Amount' Type='Edm.Decimal' Scale='2'/>
        <NavigationProperty Name='Owner' Type='self.Owner' Partner='Things'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Owners' EntityType='self.Owner'>
          <NavigationPropertyBinding Path='Things' Target='Things'/>
        </EntitySet>
        <EntitySet Name='Things' EntityType='self.Thing'>
          <NavigationPropertyBinding Path='Owner' Target='Owners'/>
        </EntitySet>
      </EntityContainer>
      """;

  private static final String THINGS =
      """
      [{"ID":"00000000-0000-0000-0000-00000000000%s","Text":"a\\"b\\\\c\\b\\f\\n\\r\\t\\u0001\\u001f/\\u007f'ü€😀",
        "Number":-9223372036854775808,"Yes":true,"Day":"2024-02-29","Hour":"01:02:03.004",
        "Moment":"2024-02-29T23:59:59.999Z","Other":"ABCDEF00-1111-2222-3333-444455556666",
        "Amount":1.50,"Owner@odata.bind":"Owners(1)"},
       {"ID":"00000000-0000-0000-0000-00000000000%s","Owner@odata.bind":"Owners(1)"},
       {"ID":"00000000-0000-0000-0000-00000000000%s","Text":"","Number":0,"Yes":false,
        "Owner@odata.bind":"Owners(3)"}]
      """
          .formatted(3, 1, 2);

  /** More than few, for so few things. */
  private static final String MANY = "101";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    String owners = "[{\"ID\":1,\"Rank\":2},{\"ID\":2,\"Rank\":1},{\"ID\":3}]";
    service =
        ModelUnderTest.serve(folder, SCHEMA, Map.of("Owners.json", owners, "Things.json", THINGS));
  }

  @AfterAll
  void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Owners?$expand=Things($select=ID,Text,Number,Yes,Day,Hour,Other;$top=%s)",
        "Owners?$expand=Things($select=ID,Text;$orderby=Text desc;$top=%s)",
        "Owners?$expand=Things($select=ID,Moment;$orderby=ID;$skip=1;$top=%s)",
        "Owners?$expand=Things($select=ID,Text;$filter=Number ge -5 or Yes;$count=true;$top=%s)",
        "Owners?$expand=Things($select=ID,Text;$filter=Owner/Rank eq 2;$top=%s)",
        "Owners?$expand=Things($select=ID;$top=%s)",
        "Owners?$expand=Things($select=Text;$top=%s)",
        "Owners?$expand=Things($top=%s)",
        "Owners?$orderby=Rank&$expand=Things($select=ID,Text;$top=%s)",
        "Owners?$orderby=ID desc&$expand=Things($select=ID,Text;$top=%s)",
        "Owners?$filter=Things/any(t:t/Yes)&$count=true&$expand=Things($select=ID,Yes;$top=%s)",
        "Owners(1)?$expand=Things($select=ID,Text,Number;$top=%s)",
        "Owners(2)?$expand=Things($select=ID,Text,Number;$top=%s)",
        "Things?$expand=Owner($expand=Things($select=ID,Text;$top=%s))&$select=ID",
      })
  @DisplayName("11.2.5.2: members, nulls, ETags, order and counts of what is expanded")
  void fewAreTheFirstOfMany(String target) {
    for (String metadata : new String[] {"none", "minimal", "full"}) {
      String accept = "application/json;odata.metadata=" + metadata;
      String few = service.get(target.formatted("100"), "Accept: " + accept).ok().text();
      assertEquals(service.get(target.formatted(MANY), "Accept: " + accept).ok().text(), few);
    }
  }

  @Test
  @DisplayName("JSON Format, 7: texts are escaped as everywhere else")
  void asEverywhereElse() {
    String expanded =
        service.get("Owners(1)?$select=ID&$expand=Things($orderby=Number desc;$top=5)").text();
    String selected =
        service
            .get("Owners(1)?$select=ID&$expand=Things($select=ID,Text,Number;$top=2;$skip=0)")
            .text();
    String written = "\"Text\":\"a\\\"b\\\\c\\b\\f\\n\\r\\t\\u0001\\u001f/\u007f'ü€😀\"";
    assertTrue(expanded.contains(written), expanded);
    assertTrue(selected.contains(written + ",\"Number\":-9223372036854775808}"), selected);
    assertTrue(selected.contains("\"Text\":null,\"Number\":null}"), selected);
  }

  @Test
  @DisplayName("11.2.5.3: no more than $top, of each entity; pages go on in the same way")
  void fewOfEach() {
    String target = "Owners?$select=ID&$expand=Things($select=ID;$orderby=ID;$top=1)";
    String expected =
        "{\"ID\":1,\"Things\":[{\"ID\":\"00000000-0000-0000-0000-000000000001\"}]},"
            + "{\"ID\":2,\"Things\":[]},"
            + "{\"ID\":3,\"Things\":[{\"ID\":\"00000000-0000-0000-0000-000000000002\"}]}";
    String none = "application/json;odata.metadata=none";
    assertEquals(
        "{\"value\":[" + expected + "]}", service.get(target, "Accept: " + none).ok().text());
    String page = service.json(target, "Prefer: maxpagesize=2").get("@odata.nextLink").asText();
    String rest =
        service.get(service.targetOf(page), "Accept: " + none, "Prefer: maxpagesize=2").ok().text();
    assertEquals("{\"value\":[" + expected.substring(expected.indexOf("{\"ID\":3")) + "]}", rest);
  }
}
