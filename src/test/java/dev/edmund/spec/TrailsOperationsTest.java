package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions and actions of the example of hikers and huts (Part 1, 11.5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrailsOperationsTest {
  private static final String JSON = "Content-Type: application/json";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serveReseeding(folder, TrailsExampleTest.MODEL);
  }

  @BeforeEach
  void reseed() {
    service.post("Reseed", "").is(204);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private List<String> names(String target) {
    List<String> names = new ArrayList<>();
    service.json(target).get("value").forEach(item -> names.add(item.get("Name").asText()));
    return names;
  }

  private JsonNode act(String target, String body) {
    return service.post(target, body, JSON).ok().json();
  }

  private static String fragment(JsonNode answer) {
    String context = answer.get("@odata.context").asText();
    return context.substring(context.indexOf('#') + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Hikers('anouk')/Ascent()              | 2210
          Hikers('anouk')/Trails.Ascent         | 2210
          Hikers('anouk')/Ascent(year=2026)     | 310
          Hikers('anouk')/Ascent?year=2025      | 1900
          Hikers('anouk')/Tours(1)/Ascent()     | 1900
          Hikers('ines')/Ascent()               | 0
          Me/Ascent()                           | 90
          Me/Tours(1)/Ascent()                  | 90
          Hikers('anouk')/Hardest()             | Scramble
          Club/Beds()                           | 46
          """)
  void functionsGiveValues(String call, String value) {
    assertEquals(value, service.json(call).get("value").asText());
  }

  @Test
  void functionsAreCalledInExpressions() {
    assertEquals(List.of("Anouk Verhagen"), names("Hikers?$filter=Trails.Ascent() gt 500"));
    assertEquals(
        List.of("Anouk Verhagen", "Béla Horváth"),
        names("Hikers?$orderby=Trails.Ascent(year=2025) desc,Name&$top=2"));
    assertEquals(
        List.of("Béla Horváth"), names("Hikers?$filter=Tours/any(t:t/Trails.Ascent() eq 140)"));
  }

  @Test
  void functionsGiveCollections() {
    assertEquals(
        "[\"easy\",\"lake\",\"long\",\"ridge\",\"snow\"]",
        service.json("Tags()").get("value").toString());
    JsonNode standings = service.json("Standings()");
    assertEquals("Collection(Trails.Standing)", fragment(standings));
    assertEquals(
        "{\"Name\":\"Anouk Verhagen\",\"Tours\":2,\"Ascent\":2210}",
        standings.at("/value/0").toString());
    assertEquals(List.of("Anouk Verhagen", "Béla Horváth", "You"), names("Standings()"));
  }

  @Test
  void functionsOverEntitiesCompose() {
    assertEquals(
        "Lower Alp",
        service.json("NearestHut(longitude=11.3,latitude=47.0)/Name").get("value").asText());
    assertEquals(
        List.of("The lake in July", "Evening at the lake"),
        captions("NearestHut(longitude=11.2,latitude=47.2)/Pictures"));
    assertEquals(List.of("Tomás Ruiz"), names("Hikers('anouk')/Acquaintances()"));
    assertEquals(
        List.of("Béla Horváth"),
        names("Hikers('anouk')/Tours(1)/Party()?$filter=Level eq 'Hike'&$select=Name"));
    assertEquals(
        List.of("Inês Carvalho"),
        names("Hikers('bela')/Tours(1)/Party()?$filter=Level eq 'Stroll'"));
  }

  private List<String> captions(String target) {
    List<String> captions = new ArrayList<>();
    service.json(target).get("value").forEach(item -> captions.add(item.get("Caption").asText()));
    return captions;
  }

  @Test
  void functionsOfCollectionsKnowWhichAreMeant() {
    assertEquals("KAR", service.json("Huts/Highest()").get("Code").asText());
    assertEquals("GRAT", service.json("Huts/$filter(Beds gt 10)/Highest()").get("Code").asText());
    assertEquals("SEE", service.json("Hikers('bela')/Likes/Highest()").get("Code").asText());
  }

  /** The context tells where the entity is that comes back (CSDL XML, 12.6). */
  @Test
  void whatComesBackIsWhereItsEntitySetPathLeads() {
    JsonNode bela = act("Hikers('bela')/Promote", "{}");
    assertEquals("Hikers/$entity", fragment(bela));
    assertEquals("Scramble", bela.get("Level").asText());
    assertEquals("W/\"2\"", bela.get("@odata.etag").asText());
    JsonNode me = act("Me/Promote", "{\"to\":\"Climb\"}");
    assertEquals("Me", fragment(me));
    assertEquals("Climb", service.json("Me/Level").get("value").asText());
    JsonNode tour = act("Hikers('anouk')/Tours(1)/Postpone", "{\"days\":30}");
    assertEquals("Hikers('anouk')/Tours/$entity", fragment(tour));
    assertEquals("2025-08-03", tour.get("Starts").asText());
    assertEquals(
        "Hikers('anouk')/Tours(1)",
        service
            .post(
                "Hikers('anouk')/Tours(1)/Postpone",
                "{\"days\":-30}",
                JSON,
                "Accept: application/json;odata.metadata=full")
            .ok()
            .json()
            .get("@odata.editLink")
            .asText());
    assertEquals("Hikers", fragment(service.json("Hikers('anouk')/Tours(1)/Party()")));
  }

  @Test
  void actionsTakeCollections() {
    String tour = "Hikers('anouk')/Tours(1)";
    assertEquals(
        3,
        act(tour + "/Share", "{\"with\":[\"greta\",\"tomas\",\"bela\",\"nobody\"]}")
            .get("value")
            .asInt());
    assertEquals(
        List.of("Béla Horváth", "Greta Moser", "Tomás Ruiz"),
        names(tour + "/Companions?$orderby=Name"));
    assertEquals(
        List.of("Anouk Verhagen", "Béla Horváth", "Greta Moser", "Tomás Ruiz"),
        names(tour + "/Party()?$orderby=Name"));
  }

  @Test
  void actionsTakeComplexValues() {
    JsonNode hut =
        act(
            "Huts('KAR')/AddSeason?$select=Seasons",
            "{\"season\":{\"Opens\":\"2026-07-01\",\"Closes\":\"2026-09-15\"}}");
    assertEquals("2026-09-15", hut.at("/Seasons/0/Closes").asText());
    assertTrue(
        service
            .post("Huts('KAR')/AddSeason", "{\"season\":{\"Opens\":\"2026-07-01\"}}", JSON)
            .error(400)
            .contains("season"));
  }

  @Test
  void actionsOfCollectionsAndSingletons() {
    assertEquals(1, act("Huts/$filter(Beds gt 40)/Close", "{}").get("value").asInt());
    assertEquals(0, service.json("Huts('SEE')/Beds").get("value").asInt());
    assertEquals(38, service.json("Huts('GRAT')/Beds").get("value").asInt());
    service.post("Club/SetMotto", "{\"motto\":\"Slow is fine\"}", JSON).is(204);
    JsonNode club = service.json("Club");
    assertEquals("Slow is fine", club.get("Motto").asText());
    assertEquals("W/\"2\"", club.get("@odata.etag").asText());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertTrue(service.get("Hikers('anouk')/Ascent(month=1)").error(404).contains("year"));
    service.get("Hikers('anouk')/Promote").error(405);
    service.post("Hikers('anouk')/Ascent()", "{}", JSON).error(405);
    assertTrue(
        service
            .post("Hikers('anouk')/Promote", "{\"to\":\"Fly\"}", JSON)
            .error(400)
            .contains("to"));
    assertTrue(service.get("NearestHut(longitude=11.3)").error(400).contains("latitude"));
  }
}
