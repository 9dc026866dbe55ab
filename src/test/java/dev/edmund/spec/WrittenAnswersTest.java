package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answer to a creation is what a read of the entity gives (Part 1, 11.4.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WrittenAnswersTest {
  private static final String SCHEMA =
      """
      <EnumType Name='Color'><Member Name='Red'/><Member Name='Blue'/></EnumType>
      <ComplexType Name='Place'><Property Name='Town' Type='Edm.String'/>
        <Property Name='Height' Type='Edm.Decimal' Scale='variable'/></ComplexType>
      <EntityType Name='Thing'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Guid' Nullable='false'>
          <Annotation Term='Org.OData.Core.V1.ComputedDefaultValue'/></Property>
        <Property Name='Text' Type='Edm.String'/>
        <Property Name='Number' Type='Edm.Int64'/>
        <Property Name='Price' Type='Edm.Decimal' Scale='variable'/>
        <Property Name='Good' Type='Edm.Boolean'/>
        <Property Name='Bytes' Type='Edm.Binary'/>
        <Property Name='At' Type='Edm.DateTimeOffset' Precision='12'/>
        <Property Name='Day' Type='Edm.Date'/>
        <Property Name='Time' Type='Edm.TimeOfDay' Precision='3'/>
        <Property Name='Span' Type='Edm.Duration' Precision='3'/>
        <Property Name='Color' Type='self.Color'/>
        <Property Name='Point' Type='Edm.GeographyPoint'/>
        <Property Name='Home' Type='self.Place'/>
        <Property Name='Tags' Type='Collection(Edm.String)'/>
        <Property Name='OwnerId' Type='Edm.Guid'/>
        <NavigationProperty Name='Owner' Type='self.Thing'>
          <ReferentialConstraint Property='OwnerId' ReferencedProperty='Id'/>
        </NavigationProperty>
      </EntityType>
      <EntityType Name='Ratio' OpenType='true'><Key><PropertyRef Name='A'/><PropertyRef Name='B'/>
        </Key>
        <Property Name='A' Type='Edm.String' Nullable='false'/>
        <Property Name='B' Type='Edm.Decimal' Nullable='false' Scale='variable'/>
        <Property Name='Value' Type='Edm.Double'/></EntityType>
      <EntityType Name='Animal'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/></EntityType>
      <EntityType Name='Dog' BaseType='self.Animal'>
        <Property Name='Tricks' Type='Edm.Int32'/></EntityType>
      <EntityType Name='Counted'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'>
          <Annotation Term='Org.OData.Core.V1.Computed'/></Property>
        <Property Name='Name' Type='Edm.String'/></EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Things' EntityType='self.Thing'/>
        <EntitySet Name='Ratios' EntityType='self.Ratio'/>
        <EntitySet Name='Animals' EntityType='self.Animal'/>
        <EntitySet Name='Counts' EntityType='self.Counted'/>
      </EntityContainer>
      """;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, Map.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Answer post(String set, String body, String... headers) {
    List<String> all = new java.util.ArrayList<>(List.of(headers));
    all.add("Content-Type: application/json");
    return service.post(set, body.replace('\'', '"'), all.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Things {}",
        "Things {'Text':'ä\\u0041','Number':-9223372036854775808,'Price':12.500,'Good':true}",
        "Things {'Price':1e3,'Good':false,'Bytes':'AAH_','At':'2025-01-02T03:04:05.60+01:30'}",
        "Things {'Price':0.00,'Day':'2025-02-28','Time':'01:02:03.500','Span':'-P1DT0.5S'}",
        "Things {'Color':'Blue','Home':{'Town':'Ulm','Height':478.10},'Text':null}",
        "Things {'Point':{'type':'Point','coordinates':[1.50,-2]},'Tags':['a','b']}",
        "Things {'Owner':{'Text':'nested'},'Text':'deep'}",
        "Ratios {'A':'a/b c','B':1.50,'Value':0.1}",
        "Ratios {'A':'d','B':2,'Value':1e300,'Dynamic':5}",
        "Ratios {'A':'e','B':100}",
        "Animals {'Id':1,'Name':'Rex'}",
        "Animals {'@odata.type':'#self.Dog','Id':2,'Name':'Bello','Tricks':3}",
        "Counts {'Name':'first'}",
        "Counts {'Name':'second'}"
      })
  @DisplayName("11.4.2: what is answered, shown or not, is what is read")
  void answersAreWhatIsRead(String request) {
    String set = request.substring(0, request.indexOf(' '));
    String body = request.substring(set.length() + 1);
    for (String level : List.of("none", "minimal", "full")) {
      String accept = "Accept: application/json;odata.metadata=" + level;
      Answer shown = post(set, other(body, level), accept);
      assertEquals(201, shown.status(), shown::text);
      String location = shown.header("Location").orElse("");
      Answer read = service.get(path(location), accept);
      assertEquals(withoutExpanded(read.ok().json()), withoutExpanded(shown.json()));
      assertEquals(read.header("ETag"), shown.header("ETag"));
      Answer silent = post(set, other(body, level + "2"), "Prefer: return=minimal");
      assertEquals(204, silent.status(), silent::text);
      Answer again = service.get(path(silent.header("Location").orElse("")), accept);
      assertEquals(again.ok().header("ETag"), silent.header("ETag"));
    }
  }

  private static String path(String location) {
    return location.substring(location.indexOf("/odata/") + "/odata/".length());
  }

  /** The same with another key, where the key is given. */
  private static String other(String body, String key) {
    int number = Math.abs(key.hashCode() % 100_000);
    return body.replaceFirst("'Id':(\\d)", "'Id':$1" + number).replaceFirst("'A':'", "'A':'" + key);
  }

  /** A deep insertion shows what it added. */
  private static JsonNode withoutExpanded(JsonNode entity) {
    ObjectNode copy = entity.deepCopy();
    copy.remove("Owner");
    copy.remove("@odata.context");
    return copy;
  }
}
