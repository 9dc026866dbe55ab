package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.format.transfer.Exporter.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the model says of values holds for imported ones, and of keys that the server makes. */
final class ImportRulesTest {
  private static final String MODEL =
      """
      <edmx:Edmx Version='4.01' xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx'><edmx:DataServices>
      <Schema Namespace='self' xmlns='http://docs.oasis-open.org/odata/ns/edm'>
      <ComplexType Name='Box'><Property Name='Low' Type='Edm.Int32'>
        <Annotation Term='Org.OData.Validation.V1.Minimum' Int='1'/></Property></ComplexType>
      <ComplexType Name='Tree'><Property Name='Low' Type='Edm.Int32'>
        <Annotation Term='Org.OData.Validation.V1.Minimum' Int='1'/></Property>
        <Property Name='Branch' Type='self.Tree'/></ComplexType>
      <EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int64' Nullable='false'>
          <Annotation Term='Org.OData.Core.V1.Computed'/></Property>
        <Property Name='Code' Type='Edm.String'>
          <Annotation Term='Org.OData.Validation.V1.Pattern' String='^[a-z]+$'/></Property>
        <Property Name='At' Type='Edm.Date'>
          <Annotation Term='Org.OData.Validation.V1.Minimum' Date='2020-01-01'/></Property>
        <Property Name='Box' Type='self.Box'/>
        <Property Name='Tree' Type='self.Tree'/>
        <Property Name='Marks' Type='Collection(Edm.Int32)' Nullable='false'>
          <Annotation Term='Org.OData.Validation.V1.Maximum' Int='9'/>
          <Annotation Term='Org.OData.Validation.V1.MaxItems' Int='2'/></Property>
      </EntityType>
      <EntityType Name='Guided'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Guid' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <Annotation Term='Org.OData.Validation.V1.Constraint'>
          <Record><PropertyValue Property='FailureMessage' String='Nobody is called so.'/>
            <PropertyValue Property='Condition'>
              <Ne><Path>Name</Path><String>x</String></Ne></PropertyValue></Record></Annotation>
      </EntityType>
      <ComplexType Name='Span'><Property Name='From' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='To' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='Texts' Type='Collection(Edm.String)' Nullable='false'>
          <Annotation Term='Org.OData.Validation.V1.MinItems' Int='1'/></Property></ComplexType>
      <EntityType Name='Rule'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Span' Type='self.Span'/>
        <Property Name='Names' Type='Collection(Edm.String)' Nullable='false'>
          <Annotation Term='Org.OData.Validation.V1.MinItems' Int='1'/></Property>
        <Property Name='OtherId' Type='Edm.Int32'/>
        <NavigationProperty Name='Other' Type='self.Rule'>
          <ReferentialConstraint Property='OtherId' ReferencedProperty='Id'/></NavigationProperty>
        <Annotation Term='Org.OData.Validation.V1.Constraint' Qualifier='Span'>
          <Record><PropertyValue Property='FailureMessage' String='The span ends before it begins.'/>
            <PropertyValue Property='Condition'><Or>
              <Eq><Path>Span/To</Path><Null/></Eq>
              <Le><Path>Span/From</Path><Path>Span/To</Path></Le></Or></PropertyValue></Record></Annotation>
        <Annotation Term='Org.OData.Validation.V1.Constraint' Qualifier='Other'>
          <Record><PropertyValue Property='FailureMessage' String='It refers to itself.'/>
            <PropertyValue Property='Condition'>
              <Ne><Path>Id</Path><Path>OtherId</Path></Ne></PropertyValue></Record></Annotation>
      </EntityType>
      <EntityContainer Name='C'><EntitySet Name='Rules' EntityType='self.Rule'>
          <NavigationPropertyBinding Path='Other' Target='Rules'/></EntitySet>
        <EntitySet Name='Items' EntityType='self.Item'/>
        <EntitySet Name='Guided' EntityType='self.Guided'/></EntityContainer>
      </Schema></edmx:DataServices></edmx:Edmx>
      """;

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private Transfer there;

  @BeforeEach
  void fill() throws IOException {
    Path model = Files.writeString(directory.resolve("model.csdl.xml"), MODEL);
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("Items.json"), "[{\"Id\":5,\"Code\":\"NOT RIGHT\"}]");
    there = Transfer.open(directory.resolve("db"), model, Optional.of(data));
  }

  @AfterEach
  void close() {
    there.close();
  }

  private static ImportFile csv(String target, String... lines) {
    return Transfer.file(target, ImportFile.Format.CSV, lines);
  }

  private static ImportFile json(String... lines) {
    return Transfer.file("Items", ImportFile.Format.NDJSON, lines);
  }

  private void assertRefused(String message, ImportFile file) {
    for (boolean upsert : new boolean[] {false, true}) {
      String said = there.refusal(new Importer.Wanted(upsert, false), file);
      assertTrue(said.startsWith(message), said);
    }
  }

  @Test
  void aValueThatBreaksARuleIsAnErrorWithItsLine() {
    assertRefused("Items.csv:3: column Code: must ", csv("Items", "Id,Code", "7,ab", "8,AB"));
    assertRefused("Items.csv:2: column At: must be ", csv("Items", "Id,At", "7,2019-12-31"));
    assertRefused(
        "Items.csv:2: column Box/Low: must be at least 1", csv("Items", "Id,Box/Low", "7,0"));
    assertRefused(
        "Items.ndjson:2: column Tree/Branch/Low: must be at least 1",
        json("{\"Id\":7}", "{\"Id\":8,\"Tree\":{\"Branch\":{\"Low\":0}}}"));
    assertRefused(
        "Items.ndjson:1: column Marks[1]: must be at most 9", json("{\"Id\":7,\"Marks\":[1,10]}"));
    assertRefused(
        "Items.ndjson:1: column Marks: must have at most 2 items",
        json("{\"Id\":7,\"Marks\":[1,2,3]}"));
  }

  private static ImportFile rules(String... lines) {
    return Transfer.file("Rules", ImportFile.Format.NDJSON, lines);
  }

  private static String rule(int id, String more) {
    return "{\"Id\":" + id + ",\"Names\":[\"a\"]" + (more.isEmpty() ? "" : ",") + more + "}";
  }

  private static String span(String from, String to) {
    return "\"Span\":{\"From\":" + from + ",\"To\":" + to + ",\"Texts\":[\"a\"]}";
  }

  @Test
  void aConditionHasToHoldForTheWholeEntity() {
    assertRefused(
        "Rules.ndjson:2: The span ends before it begins",
        rules(rule(1, span("1.5", "2")), rule(2, span("10", "9.75"))));
    there.add(rules(rule(1, span("1.5", "2")), rule(2, span("1", "null")), rule(3, "")));
    String half = "{\"Id\":1,\"Span\":{\"To\":1.25}}";
    String said = there.refusal(new Importer.Wanted(true, false), rules(half));
    assertEquals("Rules.ndjson:1: The span ends before it begins", said);
    there.upsert(rules("{\"Id\":1,\"Span\":{\"To\":1.5}}"));
  }

  @Test
  void aConditionOnAReferenceIsLookedAtWhenAllRowsAreIn() {
    String self = "\"Other@odata.bind\":\"Rules(%s)\"";
    assertRefused(
        "Rules.ndjson:2: It refers to itself",
        rules(rule(1, self.formatted("2")), rule(2, self.formatted("2"))));
    assertRefused("Rules.ndjson:1: It refers to itself", rules(rule(1, "\"OtherId\":1")));
    there.add(rules(rule(1, self.formatted("2")), rule(2, self.formatted("1"))));
    String said =
        there.refusal(
            new Importer.Wanted(true, false),
            rules("{\"Id\":1,\"Other@odata.bind\":\"Rules(1)\"}"));
    assertEquals("Rules.ndjson:1: It refers to itself", said);
  }

  @Test
  void aCollectionThatIsNotGivenIsEmpty() {
    assertRefused("Rules.ndjson:1: column Names: must have at least 1 item", rules("{\"Id\":7}"));
    assertRefused(
        "Rules.ndjson:1: column Names: must have at least 1 item",
        rules("{\"Id\":7,\"Names\":[]}"));
    assertRefused(
        "Rules.ndjson:1: column Span/Texts: must have at least 1 item",
        rules(rule(7, "\"Span\":{\"From\":1}")));
    there.add(rules(rule(1, "")));
    there.upsert(rules("{\"Id\":1,\"OtherId\":null}"));
  }

  @Test
  void rowsOfCsvKeepTheRulesForTheWholeEntity() {
    assertRefused("Guided.csv:3: Nobody is called so", csv("Guided", "Name", "n", "x"));
    assertRefused("Rules.csv:2: column Names: must have at least 1 item", csv("Rules", "Id", "7"));
  }

  @Test
  void valuesThatKeepTheRulesAreTaken() {
    there.add(
        json(
            "{\"Id\":7,\"Code\":\"ab\",\"At\":\"2020-01-01\",\"Box\":{\"Low\":1},"
                + "\"Tree\":{\"Low\":1},\"Marks\":[9,1]}"));
    assertTrue(there.export("Items", Format.NDJSON).contains("\"Code\":\"ab\""));
  }

  @Test
  void keysThatTheServerMakesNeedNotBeGiven() {
    there.add(json("{\"Code\":\"a\"}", "{\"Id\":20,\"Code\":\"b\"}", "{\"Code\":\"c\"}"));
    assertEquals(
        List.of(List.of("5"), List.of("6"), List.of("20"), List.of("21")),
        there.rows("SELECT \"Id\" FROM \"self_Item\" ORDER BY 1"));
    there.upsert(csv("Guided", "Name", "n", "m"));
    assertEquals(
        List.of(List.of("2")),
        there.rows("SELECT count(DISTINCT \"Id\") FROM \"self_Guided\" WHERE \"Id\" IS NOT NULL"));
  }
}
