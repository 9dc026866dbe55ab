package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the vocabularies Capabilities and Validation forbid is not done, however it is asked for.
 */
final class RestrictedWritesTest {
  private static final String JSON = "Content-Type: application/json";

  private static final String SCHEMA =
      """
      <EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='A' Type='Edm.String'/>
        <Property Name='B' Type='Edm.String'/>
        <Property Name='Box' Type='self.Box'/>
        <Property Name='Shelf' Type='self.Shelf'/>
        <Property Name='Locked' Type='self.Box'/>
        <Property Name='Low' Type='Edm.Int32'><Annotation Term='Org.OData.Validation.V1.Minimum' Int='1'/></Property>
        <Property Name='High' Type='Edm.Decimal' Precision='5' Scale='2'><Annotation Term='Org.OData.Validation.V1.Maximum' Decimal='99.5'/></Property>
        <Property Name='Code' Type='Edm.String' MaxLength='4' Unicode='false'><Annotation Term='Org.OData.Validation.V1.Pattern' String='^[a-z]+$'/></Property>
        <Property Name='One' Type='Edm.String'><Annotation Term='Org.OData.Validation.V1.AllowedValues'><Collection>
          <Record><PropertyValue Property='Value' String='x'/></Record><Record><PropertyValue Property='Value' String='y'/></Record>
        </Collection></Annotation></Property>
        <Property Name='At' Type='Edm.DateTimeOffset' Precision='3'/>
        <Property Name='Tree' Type='self.Tree'/>
        <NavigationProperty Name='Others' Type='Collection(self.Item)' Partner='Up'/>
        <NavigationProperty Name='Up' Type='self.Item' Partner='Others'/>
        <NavigationProperty Name='Fixed' Type='Collection(self.Fixed)'/>
        <NavigationProperty Name='Bound' Type='Collection(self.Fixed)'/>
      </EntityType>
      <ComplexType Name='Shelf'><Property Name='E' Type='Edm.String'/><Property Name='D' Type='Edm.Int32'/></ComplexType>
      <ComplexType Name='Box'><Property Name='C' Type='Edm.String'/><Property Name='D' Type='Edm.Int32'>
        <Annotation Term='Org.OData.Validation.V1.Minimum' Int='1'/></Property></ComplexType>
      <ComplexType Name='Tree'><Property Name='Size' Type='Edm.Int32'>
        <Annotation Term='Org.OData.Validation.V1.Minimum' Int='1'/></Property>
        <Property Name='Branch' Type='self.Tree'/></ComplexType>
      <EntityType Name='Fixed'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Text' Type='Edm.String'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Items' EntityType='self.Item'>
          <NavigationPropertyBinding Path='Others' Target='Items'/>
          <NavigationPropertyBinding Path='Up' Target='Items'/>
          <NavigationPropertyBinding Path='Fixed' Target='Fixed'/>
          <Annotation Term='Org.OData.Capabilities.V1.InsertRestrictions'><Record>
            <PropertyValue Property='NonInsertableProperties'><Collection><PropertyPath>B</PropertyPath><PropertyPath>Box/C</PropertyPath></Collection></PropertyValue>
            <PropertyValue Property='NonInsertableNavigationProperties'><Collection><NavigationPropertyPath>Up</NavigationPropertyPath></Collection></PropertyValue>
            <PropertyValue Property='RequiredProperties'><Collection><PropertyPath>A</PropertyPath></Collection></PropertyValue>
          </Record></Annotation>
          <Annotation Term='Org.OData.Capabilities.V1.UpdateRestrictions'><Record>
            <PropertyValue Property='Upsertable' Bool='false'/>
            <PropertyValue Property='NonUpdatableProperties'><Collection><PropertyPath>A</PropertyPath><PropertyPath>Shelf/E</PropertyPath><PropertyPath>Locked</PropertyPath></Collection></PropertyValue>
            <PropertyValue Property='NonUpdatableNavigationProperties'><Collection><NavigationPropertyPath>Up</NavigationPropertyPath><NavigationPropertyPath>Bound</NavigationPropertyPath></Collection></PropertyValue>
          </Record></Annotation>
          <Annotation Term='Org.OData.Capabilities.V1.DeleteRestrictions'><Record>
            <PropertyValue Property='NonDeletableNavigationProperties'><Collection><NavigationPropertyPath>Others</NavigationPropertyPath></Collection></PropertyValue>
          </Record></Annotation>
        </EntitySet>
        <EntitySet Name='Fixed' EntityType='self.Fixed'>
          <Annotation Term='Org.OData.Capabilities.V1.InsertRestrictions'><Record><PropertyValue Property='Insertable' Bool='false'/></Record></Annotation>
          <Annotation Term='Org.OData.Capabilities.V1.UpdateRestrictions'><Record><PropertyValue Property='Updatable' Bool='false'/></Record></Annotation>
          <Annotation Term='Org.OData.Capabilities.V1.DeleteRestrictions'><Record><PropertyValue Property='Deletable' Bool='false'/></Record></Annotation>
        </EntitySet>
      </EntityContainer>
      """;

  @TempDir static Path folder = Path.of("");

  private static ModelUnderTest service;

  @BeforeAll
  static void serve() {
    service =
        ModelUnderTest.serve(
            folder,
            SCHEMA,
            Map.of(
                "Items.json", "[{\"Id\":1,\"A\":\"a\"},{\"Id\":2,\"A\":\"a\"}]",
                "Fixed.json", "[{\"Id\":1,\"Text\":\"t\"},{\"Id\":2}]"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Answer send(String method, String target, String body) {
    return service.send(method, target, body, JSON);
  }

  @Test
  @DisplayName("Capabilities: sets that nothing is added to, changed in, or deleted from are 405")
  void sets() {
    send("POST", "Fixed", "{\"Id\":3}").error(405);
    send("PATCH", "Fixed(1)", "{\"Text\":\"x\"}").error(405);
    send("PUT", "Fixed(1)", "{\"Text\":\"x\"}").error(405);
    send("DELETE", "Fixed(1)", "").error(405);
    assertEquals("t", service.json("Fixed(1)").get("Text").asText());
  }

  @ParameterizedTest
  @DisplayName("Capabilities: what is forbidden is forbidden inside of other entities too")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Fixed\":[{\"Id\":3}]}|Fixed[0]",
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Others\":[{\"Id\":8,\"A\":\"a\",\"B\":\"b\"}]}|Others[0]/B",
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Others\":[{\"Id\":8}]}|Others[0]/A",
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"B\":null}|B",
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Box\":{\"C\":\"c\"}}|Box/C",
        "POST|Items|{\"Id\":9}|A",
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Up\":{\"Id\":8,\"A\":\"a\"}}|Up",
        "POST|Items(1)/Others|{\"Id\":9,\"A\":\"a\",\"B\":\"b\"}|B",
        "PATCH|Items(1)|{\"A\":\"b\"}|A",
        "PUT|Items(1)|{\"A\":\"b\"}|A",
        "PATCH|Items(1)|{\"Up@odata.bind\":\"Items(2)\"}|Up",
        "PATCH|Items(1)|{\"Up\":null}|Up",
        "PATCH|Items(1)|{\"Others\":[{\"Id\":2,\"A\":\"b\"}]}|Others[0]/A",
        "PATCH|Items(1)|{\"Fixed\":[{\"Id\":1,\"Text\":\"x\"}]}|Fixed[0]",
        "PATCH|Items(1)|{\"Fixed\":[{\"Id\":3,\"Text\":\"x\"}]}|Fixed[0]",
        "PATCH|Items(1)|{\"Fixed@delta\":[{\"@removed\":{\"reason\":\"deleted\"},\"Id\":1}]}|Fixed@delta[0]"
      })
  void nested(String method, String target, String body, String place) {
    assertEquals(List.of(place), FirmsUnderTest.targets(send(method, target, body).is(400)));
    service.get("Items(9)").error(404);
    assertEquals("a", service.json("Items(1)").get("A").asText());
  }

  @ParameterizedTest
  @DisplayName("Capabilities: nor is it done by a property or a reference alone")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|Items(1)/A|{\"value\":\"b\"}|400",
        "DELETE|Items(1)/A||400",
        "PUT|Items(1)/Up/$ref|{\"@odata.id\":\"Items(2)\"}|400",
        "DELETE|Items(1)/Up/$ref||400",
        "DELETE|Items(1)/Others/$ref||405",
        "DELETE|Items(1)/Others/$ref?$id=Items(2)||405",
        "PUT|Fixed(1)/Text|{\"value\":\"x\"}|405",
        "DELETE|Fixed(1)/Text||405",
        "PUT|Items(1)/Bound/$ref|{\"value\":[]}|400",
        "PATCH|Items(1)/Shelf|{\"E\":\"e\"}|400",
        "PUT|Items(1)/Shelf/E|{\"value\":\"e\"}|400",
        "PUT|Items(1)/Locked/C|{\"value\":\"e\"}|400",
        "PUT|Items(1)/Locked|{\"C\":\"e\"}|400"
      })
  void alone(String method, String target, @Nullable String body, int status) {
    send(method, target, body == null ? "" : body).error(status);
    assertEquals("a", service.json("Items(1)").get("A").asText());
  }

  @Test
  @DisplayName("Capabilities: links that must not be deleted can be added")
  void linksStay() {
    send("POST", "Items(1)/Others/$ref", "{\"@odata.id\":\"Items(2)\"}").is(204);
    send("DELETE", "Items(1)/Others(2)/$ref", "").error(405);
    send("PATCH", "Items(1)/Shelf", "{\"D\":2}").is(204);
  }

  @Test
  @DisplayName("Capabilities: what is not forbidden is done")
  void allowed() {
    send(
            "POST",
            "Items",
            "{\"Id\":21,\"A\":\"a\",\"Box\":{\"D\":1},\"Up@odata.bind\":\"Items(1)\","
                + "\"Others\":[{\"Id\":22,\"A\":\"a\"}],\"Fixed@odata.bind\":[\"Fixed(1)\"]}")
        .is(201);
    send(
            "PATCH",
            "Items(21)",
            "{\"B\":\"b\",\"Box\":{\"C\":\"c\"},\"Fixed\":[{\"@id\":\"Fixed(2)\"}]}")
        .is(204);
    send("PATCH", "Items(99)", "{\"B\":\"b\"}").error(404);
  }

  @Test
  @DisplayName("Validation: all that is wrong is told at once, also inside of complex values")
  void values() {
    String wrong =
        "\"Low\":0,\"High\":99.51,\"Code\":\"Ab\",\"One\":\"z\",\"Box\":{\"D\":0},"
            + "\"At\":\"2024-01-01T00:00:00.1234Z\"";
    List<String> targets = List.of("At", "Box/D", "Code", "High", "Low", "One");
    assertEquals(
        targets,
        FirmsUnderTest.targets(
            send("POST", "Items", "{\"Id\":9,\"A\":\"a\"," + wrong + "}").is(400)));
    assertEquals(
        targets, FirmsUnderTest.targets(send("PATCH", "Items(1)", "{" + wrong + "}").is(400)));
    String right =
        "{\"Low\":1,\"High\":99.5,\"Code\":\"abcd\",\"One\":\"x\",\"Box\":{\"D\":1},"
            + "\"At\":\"2024-01-01T00:00:00.123Z\"}";
    send("PATCH", "Items(1)", right).is(204);
    for (String value :
        List.of("\"Code\":\"abcde\"", "\"Code\":\"\u00e4\"", "\"High\":0.001", "\"High\":1000")) {
      send("PATCH", "Items(1)", "{" + value + "}").error(400);
    }
  }

  @ParameterizedTest
  @DisplayName("Validation: values inside of documents are checked like all others")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Tree\":{\"Size\":0}}|Tree/Size",
        "POST|Items|{\"Id\":9,\"A\":\"a\",\"Tree\":{\"Branch\":{\"Size\":0}}}|Tree/Branch/Size",
        "PATCH|Items(1)|{\"Tree\":{\"Branch\":{\"Size\":0}}}|Tree/Branch/Size"
      })
  void documents(String method, String target, String body, String place) {
    assertEquals(List.of(place), FirmsUnderTest.targets(send(method, target, body).is(400)));
  }
}
