package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.app.ShippedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of hikers and huts: what its model has, and what it is for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrailsExampleTest {
  static final Path MODEL = Path.of("src/examples/trails/trails.csdl.xml");
  private static final String JSON = "Content-Type: application/json";
  private static final String FIRST_WALK = "Hikers('anouk')/Tours(1)/Stages(2)/Trails.Walk";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serveReseeding(folder, MODEL);
  }

  @BeforeEach
  void reseed() {
    service.post("Reseed", "").is(204);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private List<String> values(String target, String member) {
    List<String> values = new ArrayList<>();
    service.json(target).get("value").forEach(item -> values.add(item.get(member).asText()));
    return values;
  }

  private List<String> names(String target) {
    return values(target, "Name");
  }

  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(MODEL.resolveSibling("data").resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theModelHasNoFindings() {
    assertEquals(List.of(), ShippedService.findings(MODEL));
  }

  @Test
  void theServiceDocumentTellsSetsSingletonsAndFunctions() {
    assertEquals(
        List.of("Hikers", "Huts", "Pictures", "Me", "Club", "Standings", "Tags"),
        values("", "name"));
  }

  /** Part 1, 8.1: an open type has properties that the model does not declare. */
  @Test
  void hikersHaveDynamicProperties() {
    JsonNode anouk = service.json("Hikers('anouk')");
    assertEquals(39, anouk.get("ShoeSize").asInt());
    assertEquals("#Collection(String)", anouk.get("Gear@odata.type").asText());
    assertEquals("helmet", anouk.at("/Gear/1").asText());
    assertEquals(List.of("Béla Horváth"), names("Hikers?$filter=ShoeSize gt 40"));
    assertEquals(List.of("Tomás Ruiz"), names("Hikers?$filter=Dog ne null"));
    service.send("PATCH", "Hikers('bela')", "{\"ShoeSize\":45,\"Hat\":true}", JSON).is(204);
    assertEquals("45", service.get("Hikers('bela')/ShoeSize/$value").ok().text());
    assertEquals(List.of("Béla Horváth"), names("Hikers?$filter=Hat eq true"));
    service.send("DELETE", "Hikers('bela')/Hat", "").is(204);
    assertEquals(List.of(), names("Hikers?$filter=Hat eq true"));
  }

  @Test
  void complexValuesCanBeOpen() {
    assertEquals("Verhagen/Ruiz", service.json("Hikers('anouk')/Home/Bell").get("value").asText());
    assertEquals(List.of("Anouk Verhagen"), names("Hikers?$filter=Home/Floor eq 3"));
    assertEquals(
        List.of("Anouk Verhagen", "Greta Moser"),
        names("Hikers?$filter=Home/Country eq 'AT'&$orderby=Name"));
  }

  @Test
  void complexValuesCanBeOfDerivedTypes() {
    assertEquals(
        List.of("#Trails.Phone", "#Trails.Radio"),
        values("Hikers('anouk')/Contacts", "@odata.type"));
    assertEquals(
        List.of("Anouk Verhagen"),
        names("Hikers?$filter=Contacts/any(c:c/Trails.Radio/Channel eq 4)"));
    String refused =
        service
            .post("Hikers('ines')/Contacts", "{\"@odata.type\":\"#Trails.Contact\"}", JSON)
            .error(400);
    assertTrue(refused.contains("abstract"), refused);
    service
        .post("Hikers('ines')/Contacts", "{\"@odata.type\":\"#Trails.Radio\",\"Channel\":7}", JSON)
        .is(204);
    assertEquals(7, service.json("Hikers('ines')/Contacts").at("/value/0/Channel").asInt());
  }

  @Test
  @DisplayName("Part 2, 5.1.1.15: what a cast leads to is null where the type is another")
  void inheritedPropertiesBehindCasts() {
    List<String> guides = List.of("Greta Moser", "Tomás Ruiz");
    assertEquals(guides, names("Hikers?$filter=Trails.Guide/Name ne null&$orderby=Name"));
    assertEquals(guides, names("Hikers?$filter=not (Trails.Guide/Name eq null)&$orderby=Name"));
    assertEquals(
        names("Hikers?$filter=not isof(Trails.Guide)&$orderby=Name"),
        names("Hikers?$filter=Trails.Guide/UserName eq null&$orderby=Name"));
  }

  @Test
  void guidesAreHikers() {
    assertEquals(List.of("Greta Moser", "Tomás Ruiz"), names("Hikers/Trails.Guide"));
    assertEquals(
        List.of("Tomás Ruiz"), names("Hikers/Trails.Guide?$filter=Languages/any(l:l eq 'es')"));
    assertEquals(List.of("Tomás Ruiz"), names("Hikers?$filter=Trails.Guide/DayRate lt 400"));
    JsonNode made =
        service
            .post(
                "Hikers",
                "{\"@odata.type\":\"#Trails.Guide\",\"UserName\":\"lars\",\"Name\":\"Lars\","
                    + "\"Licence\":\"NO-1\",\"Languages\":[\"no\"]}",
                JSON)
            .is(201)
            .json();
    assertEquals("#Trails.Guide", made.get("@odata.type").asText());
    assertEquals("Hike", made.get("Level").asText());
    service.get("Hikers('anouk')/Trails.Guide").error(404);
  }

  /** OData 3 had names of types in quotes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "isof('Trails.Guide')",
        "isof($it,'Trails.Guide')",
        "cast('Trails.Guide')/Licence ne null",
        "isof(cast(MemberNo,'Edm.String'),'Edm.String') and contains(Name,'m')"
      })
  void namesOfTypesMayBeInQuotes(String filter) {
    assertTrue(names("Hikers?$filter=" + filter).contains("Tomás Ruiz"));
    service.get("Hikers?$filter=isof('Trails.Nobody')").error(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hikers('anouk') | Hikers(MemberNo=11) | UserName
          Huts('SEE')     | Huts(Name='Lake Hut') | Code
          """)
  void alternateKeysLeadToTheSameEntity(String key, String alternate, String property) {
    assertEquals(
        service.json(key).get(property).asText(), service.json(alternate).get(property).asText());
  }

  @Test
  void alternateKeysAreUnique() {
    String hiker = "{\"UserName\":\"kim\",\"Name\":\"Kim\",\"MemberNo\":11}";
    service.post("Hikers", hiker, JSON).error(409);
  }

  /**
   * Part 2, 4.3: tours are in hikers, stages in tours, sightings in those stages that are walks.
   */
  @Test
  void toursAreContained() {
    assertEquals(
        List.of("Over the ridge", "Snow, again"), values("Hikers('anouk')/Tours", "Title"));
    assertEquals(List.of("Around the lake"), values("Hikers('bela')/Tours", "Title"));
    assertEquals(List.of("First steps"), values("Me/Tours", "Title"));
    assertEquals(
        List.of("#Trails.Ride", "#Trails.Walk", "#Trails.Night", "#Trails.Walk"),
        values("Hikers('anouk')/Tours(1)/Stages", "@odata.type"));
    assertEquals(List.of("2", "4"), values("Hikers('anouk')/Tours(1)/Stages/Trails.Walk", "No"));
    assertEquals(List.of("Ibex", "Golden eagle"), values(FIRST_WALK + "/Sightings", "Animal"));
    assertEquals(
        "Ridge House",
        service
            .json("Hikers('anouk')/Tours(1)/Stages(3)/Trails.Night/Hut/Name")
            .get("value")
            .asText());
    assertEquals(
        List.of("Béla Horváth"),
        names("Hikers?$filter=Tours/any(t:t/Stages/any(s:s/Trails.Night/HutCode eq 'SEE'))"));
    service.get("Tours").error(404);
  }

  /** Part 2, 4.3.2: the URL of what only a derived type contains has that type in it. */
  @Test
  void whatAWalkContainsIsFoundByItsUrl() {
    Answer made = service.post(FIRST_WALK + "/Sightings", "{\"No\":3,\"Animal\":\"Fox\"}", JSON);
    String location = made.is(201).header("Location").orElse("");
    assertEquals(service.url(FIRST_WALK + "/Sightings(3)"), location);
    assertEquals("Fox", service.json(service.targetOf(location)).get("Animal").asText());
    JsonNode read =
        service.json(FIRST_WALK + "/Sightings(3)", "Accept: application/json;odata.metadata=full");
    assertEquals(location, read.get("@odata.id").asText());
    assertTrue(
        read.get("@odata.context").asText().endsWith(FIRST_WALK + "/Sightings/$entity"),
        read::toString);
    JsonNode expanded =
        service.json(
            "Hikers('anouk')/Tours(1)?$expand=Stages($expand=Trails.Walk/Sightings)",
            "Accept: application/json;odata.metadata=full");
    assertEquals(location, expanded.at("/Stages/1/Sightings/2/@odata.id").asText());
  }

  /** Part 1, 11.4.2.2: the answer is as deep as the request, through derived types too. */
  @Test
  void aTourIsCreatedWithAllThatIsInIt() {
    JsonNode made =
        service
            .post(
                "Hikers('ines')/Tours",
                """
                {"No": 1, "Title": "Both lakes", "Tags": ["lake"],
                 "Companions@odata.bind": ["Hikers('bela')"],
                 "Stages": [
                   {"@odata.type": "#Trails.Walk", "No": 1, "Ascent": 420,
                    "Sightings": [{"No": 1, "Animal": "Heron"}]},
                   {"@odata.type": "#Trails.Night", "No": 2, "HutCode": "SEE"}]}
                """,
                JSON)
            .is(201)
            .json();
    assertEquals("Heron", made.at("/Stages/0/Sightings/0/Animal").asText());
    assertEquals(1, made.at("/Stages/1/Beds").asInt());
    assertEquals(36, made.get("ShareId").asText().length());
    assertEquals(List.of("Béla Horváth"), names("Hikers('ines')/Tours(1)/Companions"));
    service.send("DELETE", "Hikers('ines')", "").is(204);
    service.get("Hikers('ines')/Tours(1)").error(404);
  }

  @Test
  void friendsAreManyToMany() {
    assertEquals(
        List.of("Béla Horváth", "Greta Moser"), names("Hikers('anouk')/Friends?$orderby=Name"));
    String ines = "{\"@odata.id\":\"" + service.url("Hikers('ines')") + "\"}";
    service.post("Hikers('anouk')/Friends/$ref", ines, JSON).is(204);
    assertEquals("3", service.get("Hikers('anouk')/Friends/$count").ok().text());
    service.send("DELETE", "Hikers('anouk')/Friends('greta')/$ref", "").is(204);
    assertEquals(
        List.of("Béla Horváth", "Inês Carvalho"), names("Hikers('anouk')/Friends?$orderby=Name"));
    assertEquals(
        "Anouk Verhagen",
        service.json("Hikers('anouk')/RopePartner/RopePartner").get("Name").asText());
    assertEquals(
        List.of("Anouk Verhagen", "Béla Horváth"), names("Huts('SEE')/LikedBy?$orderby=Name"));
  }

  @Test
  void singletonsAreThere() {
    assertEquals("You", service.json("Me").get("Name").asText());
    assertEquals("5", service.get("Hikers/$count").ok().text());
    service.send("PATCH", "Me", "{\"Name\":\"Nobody\",\"Mood\":\"fine\"}", JSON).is(204);
    assertEquals("fine", service.json("Me/Mood").get("value").asText());
    JsonNode club = service.json("Club?$expand=President($select=Name),Owns($select=Name)");
    assertEquals("Greta Moser", club.at("/President/Name").asText());
    assertEquals(2, club.get("Owns").size());
  }

  /** Part 2, 4.3: a single entity that is contained has no key in its URL. */
  @Test
  void aHutContainsItsBook() {
    JsonNode book = service.json("Huts('GRAT')/Book");
    assertEquals(12, book.get("Volume").asInt());
    assertEquals(2, book.get("Entries").size());
    service.post("Huts('GRAT')/Book/Entries", "{\"value\":\"Fog.\"}", JSON).is(204);
    assertEquals(3, service.json("Huts('GRAT')/Book/Entries").get("value").size());
    service.get("Huts('SEE')/Book").is(204);
  }

  @Test
  void hutsAreNearAPlace() {
    assertEquals(
        List.of("Lower Alp", "Ridge House"),
        names(
            "Huts?$filter=geo.distance(Position,geography'SRID=4326;Point(11.33 47.04)') lt 6000"
                + "&$orderby=Name"));
    assertEquals("LineString", service.json(FIRST_WALK + "/Route").at("/value/type").asText());
  }

  @Test
  void enumerationsAndCollectionsAreFiltered() {
    assertEquals(List.of("Lake Hut"), names("Huts?$filter=Comforts has Trails.Comforts'Sauna'"));
    assertEquals(
        List.of("Greta Moser", "Tomás Ruiz"),
        names("Hikers?$filter=Level ge Trails.Difficulty'Climb'&$orderby=Name"));
    assertEquals(
        List.of("Ridge House"),
        names("Huts?$filter=Seasons/any(s:s/Closes ge 2026-01-01 and s/Keeper ne null)"));
    assertEquals(
        List.of("2"), values("Hikers('anouk')/Tours?$filter=Tags/any(t:t eq 'snow')", "No"));
  }

  @Test
  void textsAreSearched() {
    assertEquals(List.of("Béla Horváth"), names("Hikers?$search=bela"));
    assertEquals(List.of("Lake Hut"), names("Huts?$search=lake"));
    assertEquals(List.of("2", "3"), values("Pictures?$search=lake", "Id"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, image/png, pictures/1.png",
    "3, image/png, pictures/3.png",
    "4, text/plain, pictures/4.txt"
  })
  void picturesAreMediaEntities(int id, String type, String file) {
    Answer picture = service.get("Pictures(" + id + ")/$value").ok();
    assertEquals(type, picture.header("Content-Type").orElse(""));
    assertArrayEquals(file(file), picture.bytes());
  }

  @Test
  void picturesAreOfKindsThatTheModelNames() {
    JsonNode made = service.post("Pictures", "not a gif", "Content-Type: image/gif").is(201).json();
    assertEquals(5, made.get("Id").asInt());
    service.send("PATCH", "Pictures(5)", "{\"HutCode\":\"KAR\"}", JSON).is(204);
    assertEquals(List.of("4", "5"), values("Huts('KAR')/Pictures", "Id"));
    service.post("Pictures", "x", "Content-Type: application/pdf").error(415);
  }

  @Test
  void portraitsAreStreams() {
    assertArrayEquals(
        file("portraits/greta.png"), service.get("Hikers('greta')/Portrait").ok().bytes());
    service.get("Hikers('ines')/Portrait").is(204);
    service.send("PUT", "Hikers('ines')/Portrait", "jpeg", "Content-Type: image/jpeg").is(204);
    assertEquals(
        "image/jpeg",
        service.json("Hikers('ines')").get("Portrait@odata.mediaContentType").asText());
    service.send("PUT", "Hikers('ines')/Portrait", "x", "Content-Type: text/html").error(415);
  }

  /** What a type definition says holds for each property of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"UserName\":\"kim\",\"Name\":\"Kim\",\"Emails\":[\"nobody\"]}",
        "{\"UserName\":\"Kim\",\"Name\":\"Kim\"}",
        "{\"UserName\":\"kim\",\"Name\":\"Kim\",\"Tours\":[{\"No\":1,\"Title\":\"T\",\"Stages\":"
            + "[{\"@odata.type\":\"#Trails.Walk\",\"No\":1,\"Ascent\":9001}]}]}"
      })
  void valuesAreHeldToTheModel(String hiker) {
    service.post("Hikers", hiker, JSON).error(400);
    assertEquals("5", service.get("Hikers/$count").ok().text());
  }

  @Test
  void hutsAreChangedByThoseWhoHaveSeenThem() {
    String beds = "{\"Beds\":9}";
    service.send("PATCH", "Huts('KAR')", beds, JSON).error(428);
    service.send("PATCH", "Huts('KAR')", beds, JSON, "If-Match: W/\"7\"").error(412);
    service.send("PATCH", "Huts('KAR')", beds, JSON, "If-Match: W/\"1\"").is(204);
    assertEquals(2, service.json("Huts('KAR')").get("Version").asInt());
    service.send("DELETE", "Huts('KAR')", "", "If-Match: *").error(405);
  }
}
