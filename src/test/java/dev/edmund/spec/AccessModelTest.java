package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access control of a model that knows nothing of other services. */
final class AccessModelTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Person'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Teams' Type='Collection(self.Team)' Partner='Members'/>
      </EntityType>
      <EntityType Name='Team'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Members' Type='Collection(self.Person)' Partner='Teams'/>
      </EntityType>
      <EntityType Name='Thing'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
      </EntityType>
      <EntityType Name='Note' BaseType='self.Thing'>
        <Property Name='Text' Type='Edm.String'/>
        <Property Name='Owner' Type='Edm.Int32'>
          <Annotation Term='Edmund.V1.Default' String='user'/>
        </Property>
        <Annotation Term='Edmund.V1.Owned'><Record>
          <PropertyValue Property='Owner' PropertyPath='Owner'/>
        </Record></Annotation>
      </EntityType>
      <Function Name='Number'>
        <ReturnType Type='Edm.Int64'/>
        <Annotation Term='Edmund.V1.Sql' String='SELECT count(*) AS n FROM "self_Note"'/>
      </Function>
      <Function Name='Latest' IsComposable='true'>
        <ReturnType Type='Collection(self.Note)' Nullable='false'/>
        <Annotation Term='Edmund.V1.Sql' String='SELECT "_rid" FROM "self_Note" ORDER BY "_rid" DESC'/>
        <Annotation Term='Edmund.V1.Unrestricted'/>
      </Function>
      <EntityContainer Name='C'>
        <EntitySet Name='People' EntityType='self.Person'>
          <NavigationPropertyBinding Path='Teams' Target='Teams'/>
          <Annotation Term='Edmund.V1.Users' PropertyPath='ID'/>
          <Annotation Term='Edmund.V1.Groups' PropertyPath='Teams/ID'/>
        </EntitySet>
        <EntitySet Name='Teams' EntityType='self.Team'>
          <NavigationPropertyBinding Path='Members' Target='People'/>
        </EntitySet>
        <EntitySet Name='Things' EntityType='self.Thing'/>
        <FunctionImport Name='Number' Function='self.Number'/>
        <FunctionImport Name='Latest' Function='self.Latest' EntitySet='Things'/>
      </EntityContainer>
      """;

  private static final Map<String, String> DATA =
      Map.of(
          "People.json", "[{\"ID\":1,\"Teams@odata.bind\":[\"Teams(9)\"]},{\"ID\":2}]",
          "Teams.json", "[{\"ID\":9}]",
          "Things.json",
              """
              [{"@odata.type":"#self.Note","ID":1,"Text":"mine","Owner":1},
              {"@odata.type":"#self.Note","ID":2,"Text":"yours","Owner":2},
              {"@odata.type":"#self.Note","ID":3,"Text":"ours","Owner":9},
              {"@odata.type":"#self.Note","ID":4,"Text":"nobody's"},
              {"ID":5}]\
              """);

  private static @Nullable ModelUnderTest started;

  @BeforeAll
  static void start(@TempDir Path folder) {
    started = ModelUnderTest.serveRestricted(folder, SCHEMA, DATA);
  }

  @AfterAll
  static void stop() {
    notes().close();
  }

  private static ModelUnderTest notes() {
    return Objects.requireNonNull(started);
  }

  private static String ids(String target) {
    StringBuilder ids = new StringBuilder();
    notes().json(target).path("value").forEach(row -> ids.append(row.path("ID").asInt()));
    return ids.toString();
  }

  @Test
  @DisplayName("below a base type without owners, what is owned is seen by those who own it")
  void derived() {
    assertEquals("135", ids("Things?$orderby=ID&$filter=ID lt 10"));
    assertEquals("13", ids("Things/self.Note?$orderby=ID&$filter=ID lt 10"));
    notes().get("Things(2)").is(404);
    notes().get("Things(4)").is(404);
    notes().get("Things(3)/self.Note/Text").ok();
    assertEquals(
        3, notes().json("Things?$count=true&$filter=ID lt 10").path("@odata.count").asInt());
  }

  @Test
  @DisplayName(
      "operations in SQL are refused unless the model says otherwise, and give what is seen")
  void operations() {
    assertTrue(notes().get("Number()").is(403).text().contains("self.Number"));
    assertEquals("31", ids("Latest()?$filter=ID lt 10"));
  }

  @Test
  @DisplayName("who adds an entity owns it")
  void added() {
    String note = "{\"@odata.type\":\"#self.Note\",\"ID\":11,\"Text\":\"new\"}";
    notes().post("Things", note, "Content-Type: application/json").is(201);
    assertEquals(1, notes().json("Things(11)/self.Note").path("Owner").asInt());
  }
}
