package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References to entities of any type, and those inside of complex values. */
class AnyLinkLoadTest {
  private static final int TYPES = 66;

  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    StringBuilder schema =
        new StringBuilder(
            """
            <EntityType Name="Thing" Abstract="true"><Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Int32" Nullable="false"/></EntityType>
            <EntityType Name="Other"><Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Int32" Nullable="false"/></EntityType>
            <ComplexType Name="Place"><Property Name="City" Type="Edm.String"/>
              <NavigationProperty Name="Other" Type="N.Other"/></ComplexType>
            <EntityType Name="Box"><Key><PropertyRef Name="Id"/></Key>
              <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
              <Property Name="Place" Type="N.Place"/>
              <Property Name="Places" Type="Collection(N.Place)"/>
              <NavigationProperty Name="Best" Type="N.Thing"/>
              <NavigationProperty Name="Things" Type="Collection(N.Thing)"/></EntityType>
            """);
    StringBuilder sets = new StringBuilder();
    for (int i = 0; i < TYPES; i++) {
      schema.append("<EntityType Name=\"T%d\" BaseType=\"N.Thing\"/>".formatted(i));
      sets.append("<EntitySet Name=\"S%d\" EntityType=\"N.T%d\"/>".formatted(i, i));
    }
    sets.append("<EntitySet Name=\"Boxes\" EntityType=\"N.Box\"/>")
        .append("<EntitySet Name=\"Others\" EntityType=\"N.Other\"/>");
    schema.append("<EntityContainer Name=\"C\">" + sets + "</EntityContainer>");
    data = TestData.of(directory, schema.toString());
    data.write("S5.json", "[{\"Id\":4},{\"Id\":5}]");
    data.write("Others.json", "[{\"Id\":1},{\"Id\":2}]");
  }

  private void box(String members) {
    data.write("Boxes.json", "[{\"Id\":1," + members + "}]");
  }

  @Test
  void theRowHasTypeAndRowIdOfTheTarget() {
    box("\"Best@odata.bind\":\"S5(5)\",\"Things@odata.bind\":[\"S5(5)\",\"/x/S5(4)\"]");
    data.load();
    assertEquals(List.of(List.of("N.T5", "2")), data.rows("SELECT Best_type, Best_rid FROM N_Box"));
    assertEquals(
        List.of(List.of("1", "N.T5", "1"), List.of("1", "N.T5", "2")),
        data.rows("SELECT _source, _target_type, _target FROM N_Box_Things ORDER BY 3"));
  }

  @Test
  void aCsvFileCanReferToAnyType() {
    data.write("Boxes.csv", "Id,Best@odata.bind", "1,S5(4)", "2,");
    data.load();
    assertEquals(
        List.of(List.of("N.T5", "1"), List.of("null", "null")),
        data.rows("SELECT Best_type, Best_rid FROM N_Box ORDER BY Id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Best@odata.bind\":\"S5(9)\" | Best@odata.bind: there is no S5(9)",
        "\"Best@odata.bind\":\"Others(1)\" | Best@odata.bind: Others(1) is no N.Thing",
        "\"Best@odata.bind\":[\"S5(5)\"] | Best@odata.bind: expected one reference",
        "\"Best@odata.bind\":\"S5(5)\",\"Best\":{\"@id\":\"S5(4)\"} |"
            + " Best@odata.bind: S5(5) is bound to another entity already",
        "\"Best\":{\"Id\":5} |" + " Best: can be of any type: give references in 'Best@odata.bind'",
        "\"Things\":[{\"@id\":\"S5(4)\"},{\"Id\":5}] |"
            + " Things[1]: can be of any type: give references in 'Things@odata.bind'",
        "\"Things\":{\"Id\":5} | Things: expected an array of objects",
        "\"Place\":{\"Other@odata.bind\":\"Others(9)\"} |"
            + " Place/Other@odata.bind: there is no Others(9)",
        "\"Place\":{\"Other@odata.bind\":[\"Others(1)\"]} |"
            + " Place/Other@odata.bind: expected one reference",
        "\"Place\":{\"Another@odata.bind\":\"Others(1)\"} |"
            + " Place/Another@odata.bind: N.Place has no navigation property 'Another' that is stored",
        "\"Places\":[{\"Other@odata.bind\":\"Others(1)\"}] |"
            + " Places[0]/Other@odata.bind: N.Place has no navigation property 'Other' that is stored",
        "\"Places\":[{\"Other\":{\"Id\":1}}] |"
            + " Places[0]/Other: N.Place has no navigation property 'Other' that is stored",
      })
  void whatCannotBeBoundIsNamed(String members, String reason) {
    box(members);
    assertEquals("data/Boxes.json:1: column " + reason, data.failure());
  }

  @Test
  void anEntityInsideOfAComplexValueIsFoundOrAdded() {
    data.write(
        "Boxes.json",
        "[{\"Id\":1,\"Place\":{\"Other@odata.bind\":\"Others(2)\"}},",
        "{\"Id\":2,\"Place\":{\"Other\":{\"Id\":1}}},{\"Id\":3,\"Place\":{\"Other\":{\"Id\":7}}},",
        "{\"Id\":4,\"Place\":{\"Other\":null}}]");
    data.load();
    assertEquals(
        List.of(List.of("1", "2"), List.of("2", "1"), List.of("3", "7")),
        data.rows(
            "SELECT b.Id, o.Id FROM N_Box b JOIN N_Other o ON o._rid = b.Place_Other_rid"
                + " ORDER BY 1"));
  }
}
