package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values without fixed columns, as {@link dev.edmund.model.storage.DocumentText} spells them. */
class DocumentLoadTest {
  private static final String SCHEMA =
      """
      <EnumType Name="Color"><Member Name="Red" Value="4"/><Member Name="Blue" Value="7"/></EnumType>
      <ComplexType Name="Size">
        <Property Name="Width" Type="Edm.Decimal" Precision="5" Scale="2"/>
        <Property Name="Unit" Type="Edm.String" Nullable="false" DefaultValue="cm"/>
        <Property Name="Inner" Type="N.Size"/>
        <Property Name="Parts" Type="Collection(N.Size)"/>
        <Property Name="Names" Type="Collection(Edm.String)" Nullable="false"/>
        <Property Name="Color" Type="N.Color"/>
        <Property Name="At" Type="Edm.DateTimeOffset" Precision="3"/>
        <Property Name="Any" Type="Edm.Untyped"/>
      </ComplexType>
      <ComplexType Name="Box" BaseType="N.Size"><Property Name="Depth" Type="Edm.Int32"/></ComplexType>
      <ComplexType Name="Shape" Abstract="true"/>
      <ComplexType Name="Round" BaseType="N.Shape"><Property Name="R" Type="Edm.Double"/></ComplexType>
      <ComplexType Name="Bag" OpenType="true"><Property Name="Id" Type="Edm.Int64"/></ComplexType>
      <EntityType Name="Thing" OpenType="true">
        <Key><PropertyRef Name="Id"/></Key>
        <Property Name="Id" Type="Edm.Int32" Nullable="false"/>
        <Property Name="Size" Type="N.Size"/>
        <Property Name="Shape" Type="N.Shape"/>
        <Property Name="Bag" Type="N.Bag"/>
        <Property Name="Sizes" Type="Collection(N.Size)"/>
        <Property Name="Seen" Type="Edm.DateTimeOffset" Precision="7"/>
        <Property Name="Place" Type="Edm.GeographyPoint"/>
        <Property Name="Any" Type="Edm.Untyped"/>
      </EntityType>
      <EntityContainer Name="C"><EntitySet Name="Things" EntityType="N.Thing"/></EntityContainer>
      """;

  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = TestData.of(directory, SCHEMA);
  }

  private void thing(String members) {
    data.write("Things.json", "[{\"Id\":1,", members + "}]");
  }

  private String stored(String column, String members) {
    thing(members);
    data.load();
    List<List<String>> rows = data.rows("SELECT " + column + " FROM N_Thing");
    data.removeDatabase();
    return rows.get(0).get(0);
  }

  @Test
  void complexValuesKeepTheirOrderAndLeaveNullsOut() {
    assertEquals(
        "{\"Unit\":\"m\",\"Width\":\"1.5\",\"Inner\":{\"Width\":\"0\",\"Unit\":\"cm\"},"
            + "\"Names\":[\"a\\\"b\",\"\"],\"Color\":4,\"At\":\"2025-03-01T06:15:00.25+120\"}",
        stored(
            "Size",
            "\"Size\":{\"Unit\":\"m\",\"Width\":1.50,\"Any\":null,\"Inner\":{\"Width\":\"0.00\"},"
                + "\"Names\":[\"a\\\"b\",\"\"],\"Color\":\"Red\","
                + "\"At\":\"2025-03-01T08:15:00.250+02:00\"}"));
  }

  /** JSON Format 4.01, 4.6.3: a derived instance names its type. */
  @Test
  void aDerivedInstanceIsTaggedAndAnAbstractTypeNeedsOne() {
    assertEquals(
        "{\"@type\":\"N.Box\",\"Depth\":3,\"Unit\":\"cm\"}",
        stored("Size", "\"Size\":{\"Depth\":3,\"@odata.type\":\"#N.Box\"}"));
    assertEquals(
        "{\"@type\":\"N.Round\",\"R\":\"INF\"}",
        stored("Shape", "\"Shape\":{\"@type\":\"N.Round\",\"R\":\"INF\"}"));
    assertEquals("{\"Unit\":\"cm\"}", stored("Size", "\"Size\":{\"@odata.type\":\"#N.Size\"}"));
  }

  @Test
  void untypedValuesStayAsTheyAre() {
    assertEquals(
        "{\"a\":[1.50,null,{\"b\":9007199254740993}]}",
        stored("Any", "\"Any\": {\"a\" : [1.50, null, {\"b\": 9007199254740993}]}"));
    assertEquals("-0.10", stored("Any", "\"Any\": -0.10"));
  }

  /** JSON Format 4.01, 4.6.3: how the types of dynamic properties are known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"d\":\"x\" | {\"d\":\"x\"}",
        "\"d\":true | {\"d\":true}",
        "\"d\":1.5 | {\"d@type\":\"Edm.Double\",\"d\":1.5}",
        "\"d\":12345678901234567890.5 | {\"d@type\":\"Edm.Decimal\",\"d\":\"12345678901234567890.5\"}",
        "\"d\":1,\"d@odata.type\":\"#Int64\" | {\"d@type\":\"Edm.Int64\",\"d\":1}",
        "\"d@type\":\"Edm.Date\",\"d\":\"2025-02-28\" | {\"d@type\":\"Edm.Date\",\"d\":\"2025-02-28\"}",
        "\"d\":\"Blue\",\"d@odata.type\":\"#N.Color\" | {\"d@type\":\"N.Color\",\"d\":7}",
        "\"d\":{\"@odata.type\":\"#N.Size\"} | {\"d@type\":\"N.Size\",\"d\":{\"Unit\":\"cm\"}}",
        "\"d\":{\"x\":1.0} | {\"d@type\":\"Edm.Untyped\",\"d\":{\"x\":1.0}}",
        "\"d\":[\"a\",null] | {\"d@type\":\"Collection(Edm.String)\",\"d\":[\"a\",null]}",
        "\"d\":[1,9007199254740993] | {\"d@type\":\"Collection(Edm.Decimal)\",\"d\":[\"1\",\"9007199254740993\"]}",
        "\"d\":[1,\"a\"] | {\"d@type\":\"Collection(Edm.Untyped)\",\"d\":[1,\"a\"]}",
        "\"d@odata.type\":\"#Collection(Int32)\",\"d\":[1] | {\"d@type\":\"Collection(Edm.Int32)\",\"d\":[1]}",
        "\"d\":null | null",
      })
  void dynamicPropertiesAreTaggedWithTheirTypes(String members, String expected) {
    assertEquals(expected, stored("_dynamic", members));
    String bag = "null".equals(expected) ? "{}" : expected;
    assertEquals(bag, stored("Bag", "\"Bag\":{" + members + "}"));
  }

  @Test
  void dynamicPropertiesComeFromCsvToo() {
    data.write(
        "Things.csv", "Id,Colour,Weight,Weight@odata.type", "1,red,2.50,Edm.Decimal", "2,,,");
    data.load();
    assertEquals(
        List.of(
            List.of("{\"Colour\":\"red\",\"Weight@type\":\"Edm.Decimal\",\"Weight\":\"2.5\"}"),
            List.of("null")),
        data.rows("SELECT _dynamic FROM N_Thing ORDER BY _rid"));
  }

  @Test
  void aPointInTimeKeepsItsOffset() {
    data.write("Things.csv", "Id,Seen", "1,2025-03-01T08:15:00-03:30", "2,2025-03-01T08:15:00Z");
    data.load();
    assertEquals(
        List.of(List.of("2025-03-01T11:45:00", "-210"), List.of("2025-03-01T08:15:00", "null")),
        data.rows("SELECT Seen, Seen_offset FROM N_Thing ORDER BY _rid"));
  }

  @Test
  void membersOfCollectionsMayHoldCollections() {
    thing("\"Sizes\":[{\"Parts\":[{\"Names\":[\"a\"]}]},null]");
    data.load();
    assertEquals(
        List.of(
            List.of("0", "{\"Parts\":[{\"Names\":[\"a\"],\"Unit\":\"cm\"}],\"Unit\":\"cm\"}"),
            List.of("1", "null")),
        data.rows("SELECT _ordinal, value FROM N_Thing_Sizes ORDER BY 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Size\":{\"Inner\":{\"Width\":1234.5}} | Size/Inner/Width: more digits than Precision 5 allows (1234.5)",
        "\"Size\":{\"Parts\":[{},{\"Unit\":5}]} | Size/Parts[1]/Unit: expected a string",
        "\"Size\":{\"Parts\":[{},{\"Unit\":null}]} | Size/Parts[1]/Unit: must not be null",
        "\"Size\":{\"Names\":[\"a\",null]} | Size/Names[1]: must not be null",
        "\"Size\":{\"Names\":null} | Size/Names: expected an array",
        "\"Size\":{\"Names\":\"a\"} | Size/Names: expected an array",
        "\"Size\":{\"Weight\":1} | Size/Weight: N.Size has no such property",
        "\"Size\":{\"Inner\":[]} | Size/Inner: expected an object",
        "\"Size\":{\"Color\":\"Green\"} | Size/Color: 'Green' is no member of N.Color",
        "\"Size\":{\"@odata.type\":\"#N.Bag\"} | Size/@odata.type: 'N.Bag' is not N.Size or derived from it",
        "\"Size\":{\"Unit@odata.type\":\"#Int32\"} | Size/Unit@odata.type: the type is Edm.String",
        "\"Shape\":{} | Shape: N.Shape is abstract: a derived type is needed",
        "\"Bag\":{\"x\":1,\"x@odata.type\":\"#N.None\"} | Bag/x: 'N.None' is no type that a property can have",
        "\"Bag\":{\"x\":\"a\",\"x@odata.type\":\"#Date\"} | Bag/x: expected a value of Edm.Date, found 'a'",
        "\"Bag\":{\"a b\":1} | Bag/a b: is no name of a property",
        "\"x\":1e999 | x: a decimal has at most 400 digits, found '1e999'",
        "\"Bag\":{\"y@odata.type\":\"#Date\"} | Bag/y@odata.type: there is no 'y' beside it",
        "\"y@odata.type\":\"#Date\" | y@odata.type: there is no 'y' beside it",
      })
  void whatDoesNotFitIsNamedWithItsPath(String member, String reason) {
    thing(member);
    assertEquals("data/Things.json:2: column " + reason, data.failure());
  }

  @Test
  void nestingHasALimit() {
    thing("\"Any\":" + "[".repeat(200) + "]".repeat(200));
    assertEquals(
        "data/Things.json:2: the file is no JSON: Document nesting depth (101) exceeds the maximum"
            + " allowed (100)",
        data.failure());
  }

  @Test
  void geographyIsAGeoJsonObject() {
    assertEquals(
        "{\"type\":\"Point\",\"coordinates\":[142.1,64.1]}",
        stored("Place", "\"Place\":{\"type\":\"Point\",\"coordinates\":[142.1,64.1]}"));
    thing("\"Place\":\"POINT(1 2)\"");
    assertEquals("data/Things.json:2: column Place: expected a GeoJSON object", data.failure());
  }
}
