package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a model of any kind says follows from changes, by {@code Mirror}, {@code Checks} and so on.
 */
final class ReactionsTest {
  private static final String SCHEMA =
      """
        <EntityType Name="Place" Abstract="true"><Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
          <Property Name="Title" Type="Edm.String" MaxLength="20"/>
          <Property Name="Phase" Type="Edm.Byte">
            <Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection>
              <Record><PropertyValue Property="Value" Int="1"/></Record>
              <Record><PropertyValue Property="Value" Int="9"/>
                <Annotation Term="Edmund.V1.ReadOnly"/></Record>
            </Collection></Annotation>
          </Property>
          <Property Name="Step" Type="Edm.Int16">
            <Annotation Term="Edmund.V1.StatusOf" PropertyPath="Phase"/>
            <Annotation Term="Org.OData.Validation.V1.AllowedValues"><Collection>
              <Record><PropertyValue Property="Value" Int="10"/>
                <Annotation Term="Edmund.V1.State" Int="1"/></Record>
              <Record><PropertyValue Property="Value" Int="11"/>
                <Annotation Term="Edmund.V1.State" Int="1"/></Record>
              <Record><PropertyValue Property="Value" Int="90"/>
                <Annotation Term="Edmund.V1.State" Int="9"/></Record>
              <Record><PropertyValue Property="Value" Int="99"/></Record>
            </Collection></Annotation>
          </Property>
          <Annotation Term="Edmund.V1.PrimaryName" PropertyPath="Title"/>
        </EntityType>
        <EntityType Name="Park" BaseType="self.Place">
          <Property Name="Trees" Type="Edm.Int64"/>
          <Annotation Term="Edmund.V1.Checks"><Collection>
            <Record>
              <PropertyValue Property="Message" String="A park has trees."/>
              <PropertyValue Property="Target" String="Trees"/>
              <PropertyValue Property="Sql" String="SELECT 1 FROM &quot;self_Park&quot; WHERE _rid = :this AND &quot;Trees&quot; &lt; 1"/>
            </Record>
          </Collection></Annotation>
        </EntityType>
        <EntityType Name="Square" BaseType="self.Place"/>
        <EntityType Name="Way"><Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
          <Property Name="Label" Type="Edm.String" MaxLength="8">
            <Annotation Term="Org.OData.Core.V1.Computed"/>
            <Annotation Term="Edmund.V1.NameOf"><Collection><PropertyPath>ToId</PropertyPath></Collection></Annotation>
          </Property>
          <Property Name="Minutes" Type="Edm.Decimal" Scale="variable"/>
          <Property Name="FromId" Type="Edm.Guid"/>
          <Property Name="ToId" Type="Edm.Guid"/>
          <Property Name="BackId" Type="Edm.Guid"/>
          <Property Name="Tags" Type="Collection(Edm.String)"/>
          <Property Name="Seen" Type="Edm.DateTimeOffset" Precision="3"/>
          <Property Name="Sign" Type="Edm.Binary"/>
          <NavigationProperty Name="From" Type="self.Place">
            <ReferentialConstraint Property="FromId" ReferencedProperty="Id"/></NavigationProperty>
          <NavigationProperty Name="To" Type="self.Place">
            <ReferentialConstraint Property="ToId" ReferencedProperty="Id"/></NavigationProperty>
          <NavigationProperty Name="Back" Type="self.Way" Partner="Forth">
            <ReferentialConstraint Property="BackId" ReferencedProperty="Id"/></NavigationProperty>
          <NavigationProperty Name="Forth" Type="Collection(self.Way)" Partner="Back">
            <OnDelete Action="Cascade"/></NavigationProperty>
          <Annotation Term="Edmund.V1.Mirror"><Record>
            <PropertyValue Property="Partner" PropertyPath="BackId"/>
            <PropertyValue Property="Swapped"><Collection><Record>
              <PropertyValue Property="First" PropertyPath="FromId"/>
              <PropertyValue Property="Second" PropertyPath="ToId"/>
            </Record></Collection></PropertyValue>
            <PropertyValue Property="Own"><Collection><PropertyPath>Label</PropertyPath></Collection></PropertyValue>
          </Record></Annotation>
        </EntityType>
        <EntityType Name="Person"><Key><PropertyRef Name="Id"/></Key>
          <Property Name="Id" Type="Edm.Guid" Nullable="false"/>
          <Property Name="First" Type="Edm.String" MaxLength="20"/>
          <Property Name="Last" Type="Edm.String" MaxLength="20"/>
          <Property Name="Whole" Type="Edm.String" MaxLength="7">
            <Annotation Term="Org.OData.Core.V1.Computed"/>
            <Annotation Term="Edmund.V1.JoinOf"><Collection>
              <PropertyPath>First</PropertyPath><PropertyPath>Last</PropertyPath>
            </Collection></Annotation>
          </Property>
        </EntityType>
        <EntityContainer Name="C">
          <EntitySet Name="People" EntityType="self.Person"/>
          <EntitySet Name="Places" EntityType="self.Place"/>
          <EntitySet Name="Parks" EntityType="self.Park"/>
          <EntitySet Name="Ways" EntityType="self.Way"/>
        </EntityContainer>
      """;
  private static final String HERE = "00000000-0000-0000-0000-000000000001";
  private static final String THERE = "00000000-0000-0000-0000-000000000002";
  private static final String WAY = "00000000-0000-0000-0000-000000000011";
  private static final Map<String, String> DATA =
      Map.of(
          "Places.json",
          "[{\"@odata.type\":\"#self.Square\",\"Id\":\""
              + HERE
              + "\",\"Title\":\"Market\"},{\"@odata.type\":\"#self.Square\",\"Id\":\""
              + THERE
              + "\",\"Title\":\"Old harbour\"}]",
          "Ways.json",
          "[{\"Id\":\"" + WAY + "\",\"FromId\":\"" + HERE + "\",\"ToId\":\"" + THERE + "\"}]");

  private static @Nullable ModelUnderTest started;

  @BeforeAll
  static void start(@TempDir Path folder) {
    started = ModelUnderTest.serve(folder, SCHEMA, DATA);
  }

  @AfterAll
  static void stop() {
    town().close();
  }

  private static ModelUnderTest town() {
    return Objects.requireNonNull(started);
  }

  private static Answer patch(String target, String body) {
    return town().send("PATCH", target, body, "Prefer: return=representation");
  }

  private static JsonNode back(JsonNode way) {
    return town().json("Ways(" + way.get("BackId").asText() + ")");
  }

  @Test
  @DisplayName("JoinOf: the texts that there are, with spaces between them, cut at the length")
  void joined() {
    JsonNode person =
        town().post("People", "{\"First\":\"Ada\",\"Last\":\"\uD83D\uDE00 King\"}").is(201).json();
    assertEquals("Ada \uD83D\uDE00 K", person.get("Whole").asText());
    String target = "People(" + person.get("Id").asText() + ")";
    assertEquals(
        "King",
        patch(target, "{\"First\":null,\"Last\":\"King\"}").is(200).json().get("Whole").asText());
    assertEquals(
        "Eva Kin", patch(target, "{\"First\":\"Eva\"}").is(200).json().get("Whole").asText());
    assertTrue(
        town()
            .send("PUT", target, "{}", "Prefer: return=representation")
            .is(200)
            .json()
            .get("Whole")
            .isNull());
    assertTrue(town().post("People", "{\"Whole\":\"x\"}").is(201).json().get("Whole").isNull());
  }

  @Test
  @DisplayName("Mirror: the other one has what is shared, and what is swapped in the other place")
  void mirror() {
    JsonNode way =
        town()
            .post(
                "Ways",
                "{\"FromId\":\""
                    + HERE
                    + "\",\"ToId\":\""
                    + THERE
                    + "\",\"Minutes\":2.50,\"Seen\":\"2024-02-29T08:00:00.250+02:00\",\"Sign\":\"AQI=\",\"Tags\":[\"wide\"]}")
            .is(201)
            .json();
    JsonNode back = back(way);
    assertEquals("Old harb", way.get("Label").asText());
    assertEquals("Market", back.get("Label").asText());
    assertEquals(way.get("FromId"), back.get("ToId"));
    for (String shared : new String[] {"Minutes", "Seen", "Sign"}) {
      assertEquals(way.get(shared), back.get(shared));
    }
    assertTrue(back.get("Tags").isEmpty());

    patch("Ways(" + back.get("Id").asText() + ")", "{\"Minutes\":3,\"ToId\":null}").is(200);
    JsonNode changed = town().json("Ways(" + way.get("Id").asText() + ")");
    assertEquals(3, changed.get("Minutes").asInt());
    assertTrue(changed.get("FromId").isNull());
    assertTrue(back(changed).get("Label").isNull());

    town().send("DELETE", "Ways(" + way.get("Id").asText() + ")", "").is(204);
    town().get("Ways(" + back.get("Id").asText() + ")").is(404);
  }

  @Test
  @DisplayName("Mirror: what came into the database alone stays alone")
  void alone() {
    JsonNode changed = patch("Ways(" + WAY + ")", "{\"Minutes\":1}").is(200).json();
    assertTrue(changed.get("BackId").isNull());
    assertEquals("Old harb", changed.get("Label").asText());
  }

  @ParameterizedTest
  @DisplayName("StatusOf: one sets the other, and both fit")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                       | 1 | 10
          {"Phase":9}              | 9 | 90
          {"Step":11}              | 1 | 11
          {"Step":90}              | 9 | 90
          {"Step":99}              | 1 | 99
          {"Phase":9,"Step":99}    | 9 | 99
          {"Phase":5}              | 5 |
          """)
  void firstStates(String body, int phase, @Nullable Integer step) {
    String typed = body.replaceFirst("\\{", "{\"Trees\":7" + (body.equals("{}") ? "" : ","));
    Answer answer = town().post("Parks", typed);
    if (phase == 5) {
      answer.error(400);
      return;
    }
    JsonNode park = answer.is(201).json();
    assertEquals(phase, park.get("Phase").asInt());
    assertEquals(Objects.requireNonNull(step), park.get("Step").asInt());
  }

  @Test
  @DisplayName("StatusOf: a status of another state is refused, seen as the base type too")
  void states() {
    String id = town().post("Parks", "{\"Trees\":1}").is(201).json().get("Id").asText();
    assertTrue(patch("Places(" + id + ")", "{\"Step\":90}").error(400).contains("has 10, 11."));
    patch("Places(" + id + ")", "{\"Step\":11}").is(200);
    JsonNode closed = patch("Places(" + id + ")", "{\"Phase\":9}").is(200).json();
    assertEquals(90, closed.get("Step").asInt());
    assertTrue(patch("Places(" + id + ")", "{\"Title\":\"New\"}").error(409).contains("Park"));
    assertTrue(patch("Parks(" + id + ")", "{\"Trees\":2}").error(409).contains("read-only"));
    JsonNode open = patch("Parks(" + id + ")", "{\"Phase\":1,\"Trees\":2}").is(200).json();
    assertEquals(10, open.get("Step").asInt());
    JsonNode first = patch("Parks(" + id + ")", "{\"Phase\":null}").is(200).json();
    assertEquals(1, first.get("Phase").asInt());
  }

  @Test
  @DisplayName("Checks: what must not be so is undone")
  void checks() {
    Answer refused = town().post("Parks", "{\"Trees\":0,\"Title\":\"Bare\"}");
    assertEquals("invalidValue", refused.is(400).json().at("/error/code").asText());
    assertEquals("Trees", refused.json().at("/error/target").asText());
    assertEquals("A park has trees.", refused.json().at("/error/message").asText());
    assertEquals(0, town().json("Parks?$filter=Title eq 'Bare'").get("value").size());
    String id = town().post("Parks", "{\"Trees\":1}").is(201).json().get("Id").asText();
    patch("Parks(" + id + ")", "{\"Trees\":-1}").error(400);
    assertEquals(1, town().json("Parks(" + id + ")").get("Trees").asInt());
  }

  @ParameterizedTest
  @DisplayName("What cannot be followed stops the start, and is named")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PropertyPath="BackId"/>                  | PropertyPath="Other"/>       | self.Way: Other is no single value of the type
          PropertyPath="BackId"/>                  | PropertyPath="ToId"/>        | self.Way: ToId does not lead to the same type
          <PropertyPath>ToId</PropertyPath>        | <PropertyPath>Minutes</PropertyPath> | self.Way/Label: Minutes leads nowhere
          Property="Sql" String="SELECT 1          | Property="Sql" String="SELECT none | check "A park has trees."
          Property="Sql" String="SELECT 1          | Property="Sql" String="DELETE      | a check only reads
          = :this                                  | = :that                      | there is no ':that'
          PropertyPath="Phase"/>                   | PropertyPath="Title"/>       | Title is no integer
          """)
  void unusable(String part, String other, String words, @TempDir Path folder) {
    String broken = SCHEMA.replace(part, other);
    assertFalse(broken.equals(SCHEMA));
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> ModelUnderTest.serve(folder, broken, Map.of()));
    assertTrue(String.valueOf(refused.getMessage()).contains(words), refused::getMessage);
  }
}
