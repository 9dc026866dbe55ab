package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ETags of entities whose model has no property for them, and of those whose model has one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ETagTest {
  private static final String NONE = "Accept: application/json;odata.metadata=none";
  private static final String FULL = "Accept: application/json;odata.metadata=full";

  private static final String KEY =
      "<Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>";

  private static final String SCHEMA =
      type("Author", "<Property Name='Name' Type='Edm.String'/>")
          + type(
              "Book",
              "<Property Name='Title' Type='Edm.String'/>"
                  + "<Property Name='Size' Type='self.Size'/>"
                  + "<Property Name='Marks' Type='Collection(Edm.Int32)' Nullable='false'/>"
                  + "<NavigationProperty Name='Author' Type='self.Author'/>"
                  + "<NavigationProperty Name='Chapters' Type='Collection(self.Chapter)'"
                  + " ContainsTarget='true'/>")
          + "<EntityType Name='Atlas' BaseType='self.Book'>"
          + "<Property Name='Maps' Type='Edm.Int32'/></EntityType>"
          + "<ComplexType Name='Size'><Property Name='Width' Type='Edm.Int32'/></ComplexType>"
          + type("Chapter", "<Property Name='Text' Type='Edm.String'/>")
          + versioned("Counted", "Edm.Int64")
          + versioned("Stamped", "Edm.DateTimeOffset")
          + versioned("Marked", "Edm.Guid")
          + versioned("Worded", "Edm.String")
          + "<EntityContainer Name='C'>"
          + "<EntitySet Name='Authors' EntityType='self.Author'/>"
          + "<EntitySet Name='Books' EntityType='self.Book'>"
          + "<NavigationPropertyBinding Path='Author' Target='Authors'/></EntitySet>"
          + "<Singleton Name='Best' Type='self.Author'/>"
          + set("Counted")
          + set("Stamped")
          + set("Marked")
          + set("Worded")
          + "</EntityContainer>";

  private static final Map<String, String> DATA =
      Map.of(
          "Authors.json",
          "[{\"Id\":1,\"Name\":\"Ada\"},{\"Id\":2}]",
          "Books.json",
          "[{\"Id\":1,\"Title\":\"One\",\"Size\":{\"Width\":3},\"Marks\":[4],"
              + "\"Author@odata.bind\":\"Authors(1)\",\"Chapters\":[{\"Id\":1,\"Text\":\"a\"}]},"
              + "{\"@odata.type\":\"#self.Atlas\",\"Id\":2,\"Maps\":9}]",
          "Best.json",
          "{\"Id\":3,\"Name\":\"Bea\"}",
          "Counteds.json",
          "[{\"Id\":1,\"V\":41},{\"Id\":2}]",
          "Stampeds.json",
          "[{\"Id\":1,\"V\":\"2026-01-02T05:04:05.5+02:00\"},{\"Id\":2}]",
          "Markeds.json",
          "[{\"Id\":1,\"V\":\"0D5E3F6A-0000-4000-8000-000000000001\"},{\"Id\":2}]",
          "Wordeds.json",
          "[{\"Id\":1,\"V\":\"a \\\"word\\\"\"}]");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  private static String type(String name, String properties) {
    return "<EntityType Name='" + name + "'>" + KEY + properties + "</EntityType>";
  }

  private static String versioned(String name, String type) {
    return type(name, "<Property Name='V' Type='" + type + "'" + precision(type) + "/>");
  }

  private static String precision(String type) {
    return type.equals("Edm.DateTimeOffset") ? " Precision='3'" : "";
  }

  private static String set(String type) {
    return "<EntitySet Name='"
        + type
        + "s' EntityType='self."
        + type
        + "'><Annotation Term='Org.OData.Core.V1.OptimisticConcurrency'><Collection>"
        + "<PropertyPath>V</PropertyPath></Collection></Annotation></EntitySet>";
  }

  @BeforeAll
  void serve(@TempDir Path folder) throws SQLException {
    service = ModelUnderTest.serve(folder, SCHEMA, DATA);
    // As if it had been changed.
    try (Connection database = service.database();
        Statement statement = database.createStatement()) {
      statement.executeUpdate("UPDATE \"self_Author\" SET \"_version\" = 7 WHERE \"Id\" = 2");
      statement.executeUpdate("UPDATE \"self_Book\" SET \"_version\" = 8 WHERE \"Id\" = 2");
    }
  }

  @AfterAll
  void close() {
    service.close();
  }

  private static String etag(JsonNode entity) {
    return entity.path("@odata.etag").asText();
  }

  @Test
  @DisplayName("JSON 4.6.10: each entity of a collection has its ETag, and no property shows it")
  void collections() {
    JsonNode all = service.json("Authors");
    assertEquals(
        "[{\"@odata.etag\":\"W/\\\"1\\\"\",\"Id\":1,\"Name\":\"Ada\"},"
            + "{\"@odata.etag\":\"W/\\\"7\\\"\",\"Id\":2,\"Name\":null}]",
        all.get("value").toString());
  }

  @Test
  @DisplayName("JSON 4.6.10: an entity of a derived type has the ETag of its line")
  void derivedTypes() {
    assertEquals("W/\"8\"", etag(service.json("Books").at("/value/1")));
    assertEquals("W/\"8\"", etag(service.json("Books/self.Atlas").at("/value/0")));
    assertEquals("W/\"8\"", etag(service.json("Books(2)/self.Atlas?$select=Maps")));
  }

  @Test
  @DisplayName("JSON 4.6.10: expanded and contained entities have their own")
  void expanded() {
    JsonNode book = service.json("Books(1)?$expand=Author,Chapters");
    assertEquals("W/\"1\"", etag(book.get("Author")));
    assertEquals("W/\"1\"", etag(book.at("/Chapters/0")));
    assertEquals("W/\"1\"", etag(service.json("Books(1)/Chapters(1)")));
    JsonNode levels = service.json("Books?$expand=Author($select=Name)");
    assertEquals("W/\"1\"", etag(levels.at("/value/0/Author")));
  }

  @ParameterizedTest
  @DisplayName("JSON 3.1: full metadata tells it, none does not")
  @ValueSource(strings = {"Authors", "Books?$expand=Author,Chapters", "Best"})
  void metadataLevels(String target) {
    String full = service.get(target, FULL).ok().text();
    assertTrue(full.contains("\"@odata.etag\":\"W/\\\"1\\\"\""), full);
    assertFalse(service.get(target, NONE).ok().text().contains("etag"));
  }

  @Test
  @DisplayName("JSON 4.6.10: in OData 4.01 too")
  void version401() {
    JsonNode author = service.json("Authors(2)", "OData-MaxVersion: 4.01");
    assertEquals("W/\"7\"", etag(author));
  }

  @ParameterizedTest
  @DisplayName("Part 1, 8.3.1: the ETag of a single entity is in the header, whatever the format")
  @CsvSource({"Authors(2), 7", "Best, 1", "Books(1)/Author, 1", "Authors(2)?$select=Name, 7"})
  void header(String target, String version) {
    List<String> expected = List.of("W/\"" + version + "\"");
    assertEquals(expected, service.get(target).ok().all("ETag"));
    assertEquals(expected, service.get(target, NONE).ok().all("ETag"));
    assertEquals(expected, service.head(target).ok().all("ETag"));
  }

  @ParameterizedTest
  @DisplayName("Part 1, 8.2.5: 304 where the client has the state that is")
  @ValueSource(
      strings = {
        "Authors(2)",
        "Authors(2)/Name",
        "Authors(2)/Id/$value",
      })
  void ifNoneMatch(String target) {
    for (String known : List.of("W/\"7\"", "\"7\"", "*", "W/\"1\", W/\"7\"")) {
      Answer answer = service.get(target, "If-None-Match: " + known).is(304);
      assertEquals("", answer.text());
      assertEquals(List.of("W/\"7\""), answer.all("ETag"));
    }
    assertFalse(service.get(target, "If-None-Match: W/\"6\"").status() == 304);
  }

  @ParameterizedTest
  @DisplayName("Part 1, 8.2.4: 412 where the state is another than the client wants")
  @ValueSource(strings = {"Authors(1)", "Authors(1)/Name", "Authors(1)/Name/$value", "Best"})
  void ifMatch(String target) {
    service.get(target, "If-Match: W/\"1\"").ok();
    service.get(target, "If-Match: *").ok();
    service.get(target, "If-Match: W/\"2\"").error(412);
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.4.1.1: a part of an entity is answered with the entity's ETag")
  @CsvSource({
    "Authors(1)/Name, 200, 1",
    "Authors(1)/Name/$value, 200, 1",
    "Authors(2)/Name, 204, 7",
    "Books(1)/Size, 200, 1",
    "Books(1)/Size/Width, 200, 1",
    "Books(1)/Marks, 200, 1",
    "Books(2)/self.Atlas/Maps, 200, 8",
    "Counteds(1)/V, 200, 41"
  })
  void parts(String target, int status, String version) {
    assertEquals(
        List.of("W/\"" + version + "\""), service.get(target).is(status).all("ETag"), target);
  }

  @Test
  @DisplayName("Part 1, 8.3.1: collections, references and counts have none")
  void noEntity() {
    for (String target : List.of("Authors", "Authors/$count", "Authors(1)/$ref", "Books/$ref")) {
      Answer answer = service.get(target).ok();
      assertEquals(Optional.empty(), answer.header("ETag"), target);
    }
    assertFalse(service.get("Authors/$ref").ok().text().contains("etag"));
  }

  @Test
  @DisplayName("Core.OptimisticConcurrency: a property that the server can keep is the version")
  void namedProperties() {
    assertEquals("W/\"41\"", etag(service.json("Counteds(1)")));
    assertEquals("W/\"2026-01-02T03:04:05.5\"", etag(service.json("Stampeds(1)")));
    assertEquals("W/\"0d5e3f6a-0000-4000-8000-000000000001\"", etag(service.json("Markeds(1)")));
  }

  @Test
  @DisplayName("Core.OptimisticConcurrency: a property of another type leaves it to the server")
  void propertiesThatCannotBeKept() {
    JsonNode worded = service.json("Wordeds(1)");
    assertEquals("W/\"1\"", etag(worded));
    assertEquals("a \"word\"", worded.get("V").asText());
  }

  @Test
  @DisplayName("Part 1, 8.3.1: where the data gives no version the server begins with one")
  void versionsThatDataDoesNotGive() {
    JsonNode counted = service.json("Counteds(2)");
    assertEquals("W/\"1\"", etag(counted));
    assertEquals(1, counted.get("V").asInt());
    String moment = service.json("Stampeds(2)").get("V").asText();
    assertTrue(moment.matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), moment);
    assertEquals(moment, etag(service.json("Stampeds(2)")).replaceAll("W/|\"", "") + "Z");
    assertEquals(36, service.json("Markeds(2)").get("V").asText().length());
  }

  @ParameterizedTest
  @DisplayName("Data Aggregation 3.2: entities that $apply leaves as they are keep their ETags")
  @ValueSource(strings = {"filter(Id eq 2)", "identity/filter(Id gt 1)", "topcount(1,Id)"})
  void apply(String apply) {
    JsonNode all = service.json("Authors?$apply=" + apply);
    assertEquals(1, all.get("value").size());
    assertEquals("W/\"7\"", etag(all.at("/value/0")));
  }

  @Test
  @DisplayName("Data Aggregation 3.2: what $apply makes has none")
  void aggregated() {
    for (String apply : List.of("aggregate($count as N)", "groupby((Name))")) {
      String text = service.get("Authors?$apply=" + apply).ok().text();
      assertFalse(text.contains("etag"), text);
    }
  }

  @Test
  @DisplayName("CSDL 6: the hidden version is nowhere in the model, and no name reaches it")
  void hidden() {
    assertFalse(service.get("$metadata", "Accept: application/xml").ok().text().contains("_ver"));
    service.get("Authors?$select=_version").error(400);
    service.get("Authors?$filter=_version eq 1").error(400);
    service.get("Authors?$orderby=_version").error(400);
    service.get("Authors(1)/_version").error(404);
    TreeSet<String> names = new TreeSet<>();
    service.json("Authors(1)", NONE).fieldNames().forEachRemaining(names::add);
    assertEquals("[Id, Name]", names.toString());
  }
}
