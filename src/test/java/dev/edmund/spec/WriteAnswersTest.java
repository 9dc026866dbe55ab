package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from a change (Part 1, 11.4). */
final class WriteAnswersTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String REPRESENTATION = "Prefer: return=representation";
  private static final String MINIMAL = "Prefer: return=minimal";

  private static final String SCHEMA =
      """
      <EntityType Name='Customer'>
        <Key><PropertyRef Name='Code'/></Key>
        <Property Name='Code' Type='Edm.String' Nullable='false'/>
        <Property Name='Name' Type='Edm.String'/>
        <Property Name='Limit' Type='Edm.Decimal' Precision='18' Scale='4'/>
        <Property Name='Points' Type='Edm.Int64'/>
        <NavigationProperty Name='Orders' Type='Collection(self.Order)' Partner='Customer'/>
        <NavigationProperty Name='Notes' Type='Collection(self.Note)' ContainsTarget='true'/>
      </EntityType>
      <EntityType Name='Order'>
        <Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Total' Type='Edm.Int32'/>
        <NavigationProperty Name='Customer' Type='self.Customer' Partner='Orders'/>
      </EntityType>
      <EntityType Name='Note'>
        <Key><PropertyRef Name='Line'/></Key>
        <Property Name='Line' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Text' Type='Edm.String'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='Customers' EntityType='self.Customer'>
          <NavigationPropertyBinding Path='Orders' Target='Orders'/>
        </EntitySet>
        <EntitySet Name='Orders' EntityType='self.Order'>
          <NavigationPropertyBinding Path='Customer' Target='Customers'/>
        </EntitySet>
        <Singleton Name='Main' Type='self.Customer'/>
      </EntityContainer>
      """;

  @TempDir static Path folder = Path.of("");

  private static ModelUnderTest service;

  @BeforeAll
  static void serve() {
    service =
        ModelUnderTest.serve(
            folder, SCHEMA, Map.of("Main.json", "{\"Code\":\"main\",\"Name\":\"Main\"}"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Answer create(String code, String... headers) {
    return service.send(
        "POST", "Customers", "{\"Code\":\"" + code + "\",\"Name\":\"Old\"}", with(JSON, headers));
  }

  private static String[] with(String first, String... more) {
    return Stream.concat(Stream.of(first), Arrays.stream(more)).toArray(String[]::new);
  }

  private static String located(Answer answer) {
    return service.targetOf(answer.header("Location").orElseThrow());
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.4.2: 201 with the entity as GET has it, at its Location")
  @ValueSource(strings = {"plain", "a b", "a''b", "a/b", "50%", "\u00e4\u20ac", "a?b#c&d+e"})
  void created(String code) {
    Answer answer = create(code).is(201);
    Answer read = service.get(located(answer)).ok();
    assertEquals(read.text(), answer.text());
    assertEquals(code, answer.json().get("Code").asText());
    assertTrue(
        answer.json().get("@odata.context").asText().endsWith("$metadata#Customers/$entity"));
    assertEquals(read.header("ETag"), answer.header("ETag"));
    assertEquals(read.header("Content-Type"), answer.header("Content-Type"));
    assertEquals(List.of("4.0"), answer.all("OData-Version"));
    assertEquals(Optional.empty(), answer.header("OData-EntityId"));
    assertEquals(Optional.empty(), answer.header("Preference-Applied"));
  }

  @Test
  @DisplayName(
      "Part 1, 8.2.8.7: return=minimal of a create is 204 with Location and OData-EntityId")
  void createdMinimal() {
    Answer answer = create("minimal", MINIMAL).is(204);
    assertEquals(answer.header("Location"), answer.header("OData-EntityId"));
    assertEquals(Optional.of("return=minimal"), answer.header("Preference-Applied"));
    Answer read = service.get(located(answer)).ok();
    assertEquals(read.header("ETag"), answer.header("ETag"));
    assertEquals("", answer.text());
  }

  @Test
  @DisplayName("Part 1, 8.2.8.7: return=representation is told to have been applied")
  void createdWithPreference() {
    Answer answer = create("preferred", "Prefer: return=representation,handling=strict").is(201);
    assertEquals(
        Optional.of("return=representation, handling=strict"), answer.header("Preference-Applied"));
  }

  @Test
  @DisplayName("JSON Format, 3.1: the metadata level and IEEE754Compatible of the answer")
  void format() {
    JsonNode none =
        service
            .send(
                "POST",
                "Customers",
                "{\"Code\":\"format\",\"Limit\":\"12.5000\",\"Points\":\"9007199254740993\"}",
                "Content-Type: application/json;IEEE754Compatible=true",
                "Accept: application/json;odata.metadata=none;IEEE754Compatible=true")
            .is(201)
            .json();
    assertFalse(none.has("@odata.context"));
    assertEquals("9007199254740993", none.get("Points").textValue());
    JsonNode numbers = service.json("Customers('format')");
    assertTrue(numbers.get("Points").isNumber());
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.4.3: an update is 204 with the new ETag, or 200 with the entity")
  @ValueSource(strings = {"PATCH", "PUT"})
  void updated(String method) {
    String target = located(create("updated-" + method).is(201));
    Optional<String> before = service.get(target).header("ETag");
    Answer answer = service.send(method, target, "{\"Name\":\"New\"}", JSON).is(204);
    Answer read = service.get(target).ok();
    assertEquals("New", read.json().get("Name").asText());
    assertEquals(read.header("ETag"), answer.header("ETag"));
    assertTrue(before.isEmpty() || !before.equals(answer.header("ETag")), answer::toString);
    assertEquals(Optional.empty(), answer.header("Location"));
    Answer shown = service.send(method, target, "{\"Name\":\"Newer\"}", JSON, REPRESENTATION).ok();
    assertEquals(service.get(target).text(), shown.text());
    assertEquals(Optional.of("return=representation"), shown.header("Preference-Applied"));
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.4.4: an upsert that creates is 201 with Location")
  @ValueSource(strings = {"PATCH", "PUT"})
  void upserted(String method) {
    String target = "Customers('upsert-" + method + "')";
    Answer answer = service.send(method, target, "{\"Name\":\"a\"}", JSON).is(201);
    assertEquals(target, located(answer));
    assertEquals(service.get(target).ok().text(), answer.text());
    service.send(method, target, "{\"Name\":\"b\"}", JSON).is(204);
  }

  @Test
  @DisplayName("Part 1, 11.4.2: $select and $expand shape the answer")
  void shaped() {
    Answer answer =
        service
            .send(
                "POST",
                "Customers?$select=Code&$expand=Orders($select=ID)",
                "{\"Code\":\"shaped\",\"Name\":\"a\",\"Orders\":[{\"ID\":101,\"Total\":1}]}",
                JSON)
            .is(201);
    assertFalse(answer.json().has("Name"));
    assertEquals(101, answer.json().at("/Orders/0/ID").asInt());
    assertFalse(answer.json().at("/Orders/0").has("Total"));
  }

  @Test
  @DisplayName("Part 1, 11.4.2.2: a deep insert is answered as deep as it was")
  void deep() {
    Answer answer =
        service
            .send(
                "POST",
                "Customers",
                "{\"Code\":\"deep\",\"Orders\":[{\"ID\":201,\"Total\":1},{\"ID\":202}],"
                    + "\"Notes\":[{\"Line\":1,\"Text\":\"a\"}]}",
                JSON)
            .is(201);
    assertEquals(2, answer.json().get("Orders").size());
    assertEquals("a", answer.json().at("/Notes/0/Text").asText());
    JsonNode up =
        service
            .send(
                "POST",
                "Orders",
                "{\"ID\":203,\"Customer\":{\"Code\":\"deeper\",\"Notes\":[{\"Line\":2}]}}",
                JSON)
            .is(201)
            .json();
    assertEquals(2, up.at("/Customer/Notes/0/Line").asInt());
  }

  @Test
  @DisplayName("Part 1, 11.4.2: what is created along a navigation property is where it belongs")
  void alongNavigation() {
    create("nav").is(201);
    Answer order = service.send("POST", "Customers('nav')/Orders", "{\"ID\":301}", JSON).is(201);
    assertEquals("Orders(301)", located(order));
    assertTrue(order.json().get("@odata.context").asText().endsWith("$metadata#Orders/$entity"));
    Answer note = service.send("POST", "Customers('nav')/Notes", "{\"Line\":7}", JSON).is(201);
    assertEquals("Customers('nav')/Notes(7)", located(note));
    assertEquals(service.get("Customers('nav')/Notes(7)").ok().text(), note.text());
  }

  @Test
  @DisplayName("Part 1, 11.4.3: a singleton is changed like an entity")
  void singleton() {
    Answer answer = service.send("PATCH", "Main", "{\"Name\":\"M\"}", JSON, REPRESENTATION).ok();
    assertEquals(service.get("Main").ok().text(), answer.text());
  }
}
