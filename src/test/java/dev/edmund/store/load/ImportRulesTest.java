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
        <Property Name='Name' Type='Edm.String'/></EntityType>
      <EntityContainer Name='C'><EntitySet Name='Items' EntityType='self.Item'/>
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
