package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Navigation properties of complex types (CSDL XML 4.01, 8 and 9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NavigationInComplexTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Country'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/></EntityType>
      <ComplexType Name='Address'><Property Name='City' Type='Edm.String'/>
        <NavigationProperty Name='Country' Type='self.Country'/>
        <NavigationProperty Name='Neighbours' Type='Collection(self.Country)'/></ComplexType>
      <ComplexType Name='Wrap'><Property Name='Inner' Type='self.Address'/></ComplexType>
      <EntityType Name='Person'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <Property Name='Home' Type='self.Address'/>
        <Property Name='Work' Type='self.Address'/>
        <Property Name='Deep' Type='self.Wrap'/></EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='People' EntityType='self.Person'>
          <NavigationPropertyBinding Path='Home/Country' Target='Countries'/>
          <NavigationPropertyBinding Path='Work/Country' Target='Countries'/>
          <NavigationPropertyBinding Path='Home/Neighbours' Target='Countries'/>
        </EntitySet>
        <EntitySet Name='Countries' EntityType='self.Country'/></EntityContainer>
      """;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    String people =
        """
        [{"Id":1,"Name":"Ann",
          "Home":{"City":"x","Country@odata.bind":"Countries(1)",
                  "Neighbours@odata.bind":["Countries(2)","Countries(3)"]},
          "Work":{"City":"y","Country":{"@odata.id":"Countries(2)"}},
          "Deep":{"Inner":{"Country@odata.bind":"Countries(3)"}}},
         {"Id":2,"Name":"Bob","Home":{"City":"z","Country@odata.bind":"Countries(3)"}},
         {"Id":3,"Name":"Cid","Home":{"City":"w","Country":{"Id":2,"Name":"Norway"}}},
         {"Id":4,"Name":"Dan"}]
        """;
    String countries =
        "[{\"Id\":1,\"Name\":\"Peru\"},{\"Id\":2,\"Name\":\"Norway\"},{\"Id\":3,\"Name\":\"Chad\"}]";
    service =
        ModelUnderTest.serve(
            folder, SCHEMA, Map.of("People.json", people, "Countries.json", countries));
  }

  @AfterAll
  void close() {
    service.close();
  }

  private List<String> names(String target) {
    List<String> names = new ArrayList<>();
    service.json(target).get("value").forEach(entity -> names.add(entity.get("Name").asText()));
    return names;
  }

  /** Part 2, 4.3. */
  @Test
  void aPathGoesThroughTheComplexValue() {
    assertEquals("Peru", service.json("People(1)/Home/Country").get("Name").asText());
    assertEquals("Norway", service.json("People(3)/Home/Country").get("Name").asText());
    assertEquals("Chad", service.json("People(1)/Deep/Inner/Country").get("Name").asText());
    assertEquals("Peru", service.get("People(1)/Home/Country/Name/$value").ok().text());
  }

  @Test
  void twoValuesOfATypeLeadToDifferentTargets() {
    JsonNode person = service.json("People(1)?$expand=Home/Country,Work/Country");
    assertEquals("Peru", person.at("/Home/Country/Name").asText());
    assertEquals("Norway", person.at("/Work/Country/Name").asText());
    assertEquals("Norway", service.json("People(1)/Work/Country").get("Name").asText());
  }

  @Test
  void aCollectionInAComplexValueCanBeRead() {
    assertEquals(List.of("Norway", "Chad"), names("People(1)/Home/Neighbours"));
    assertEquals(List.of(), names("People(2)/Home/Neighbours"));
    JsonNode person = service.json("People(1)?$expand=Home/Neighbours($orderby=Name)");
    assertEquals("Chad", person.at("/Home/Neighbours/0/Name").asText());
    assertEquals("Norway", person.at("/Home/Neighbours/1/Name").asText());
    assertEquals(List.of("Ann"), names("People?$filter=Home/Neighbours/any(n:n/Name eq 'Chad')"));
  }

  /** Part 2, 5.1.2. */
  @Test
  void theTargetCanBeFilteredAndSortedBy() {
    assertEquals(List.of("Ann"), names("People?$filter=Home/Country/Name eq 'Peru'"));
    assertEquals(List.of("Ann"), names("People?$filter=Work/Country/Name eq 'Norway'"));
    assertEquals(List.of("Dan", "Bob", "Cid", "Ann"), names("People?$orderby=Home/Country/Name"));
  }

  /** Part 2, 5.1.3. */
  @Test
  void theTargetCanBeExpanded() {
    JsonNode people = service.json("People?$expand=Home/Country").get("value");
    assertEquals("x", people.get(0).at("/Home/City").asText());
    assertEquals("Peru", people.get(0).at("/Home/Country/Name").asText());
    assertEquals("Chad", people.get(1).at("/Home/Country/Name").asText());
    assertFalse(people.get(0).get("Work").has("Country"));
    assertTrue(people.get(3).get("Home").isNull());
  }

  @Test
  void selectDoesNotTakeTheExpandedTargetAway() {
    JsonNode people =
        service.json("People?$select=Name&$expand=Home/Country($select=Name)").get("value");
    assertEquals("Ann", people.get(0).get("Name").asText());
    assertFalse(people.get(0).has("Id"));
    assertEquals("Peru", people.get(0).at("/Home/Country/Name").asText());
    assertFalse(people.get(0).at("/Home/Country").has("Id"));
    assertFalse(people.get(0).get("Home").has("City"));
  }
}
