package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code $search} (Part 2, 5.1.7). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SearchTest {
  private static final String SEARCHABLE = "><Annotation Term='Edmund.V1.Searchable'/></Property>";
  private static final String SCHEMA =
      "<EntityType Name='Note'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Title' Type='Edm.String'"
          + SEARCHABLE
          + "<Property Name='Text' Type='Edm.String'"
          + SEARCHABLE
          + "<Property Name='Secret' Type='Edm.String'/></EntityType>"
          + "<EntityType Name='Letter' BaseType='self.Note'>"
          + "<Property Name='Sender' Type='Edm.String'"
          + SEARCHABLE
          + "</EntityType>"
          + "<EntityType Name='Shelf'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<NavigationProperty Name='Notes' Type='Collection(self.Note)'/></EntityType>"
          + "<EntityType Name='Silent'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Title' Type='Edm.String'"
          + SEARCHABLE
          + "</EntityType>"
          + "<EntityContainer Name='C'><EntitySet Name='Notes' EntityType='self.Note'>"
          + "<NavigationPropertyBinding Path='Notes' Target='Notes'/></EntitySet>"
          + "<EntitySet Name='Shelves' EntityType='self.Shelf'/>"
          + "<EntitySet Name='Silents' EntityType='self.Silent'>"
          + "<Annotation Term='Org.OData.Capabilities.V1.SearchRestrictions'><Record>"
          + "<PropertyValue Property='Searchable' Bool='false'/></Record></Annotation></EntitySet>"
          + "</EntityContainer>";

  private static final String NOTES =
      """
      [{"Id":1,"Title":"Catalogue of blues","Text":"Old records","Secret":"cat"},
       {"Id":2,"Title":"The cat","Text":"It is blue and well-known"},
       {"Id":3,"Title":"Müller & Söhne","Text":"mail to cat@example.org"},
       {"Id":4,"Title":"Blue","Text":"catalogue"},
       {"@odata.type":"#self.Letter","Id":5,"Title":"Dear cat","Sender":"Zoë Blue"},
       {"Id":6,"Title":null,"Text":null}]""";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    String shelves =
        "[{\"Id\":1,\"Notes@odata.bind\":[\"Notes(1)\",\"Notes(2)\",\"Notes(6)\"]},"
            + "{\"Id\":2,\"Notes@odata.bind\":[\"Notes(4)\"]}]";
    service =
        ModelUnderTest.serve(folder, SCHEMA, Map.of("Notes.json", NOTES, "Shelves.json", shelves));
  }

  @AfterAll
  void close() {
    service.close();
  }

  private List<Integer> found(String search) {
    return ids(service.json("Notes?$search=" + search.replace("\"", "%22").replace("&", "%26")));
  }

  private static List<Integer> ids(JsonNode answer) {
    List<Integer> ids = new ArrayList<>();
    answer.get("value").forEach(note -> ids.add(note.get("Id").asInt()));
    return ids;
  }

  @Test
  @DisplayName("5.1.7 a word matches words that begin with it, whole ones first")
  void words() {
    assertEquals(List.of(2, 3, 5, 1, 4), found("cat"));
    assertEquals(List.of(1, 4), found("CATALOG"));
    assertEquals(List.of(), found("talogue"));
  }

  @Test
  @DisplayName("5.1.7 a phrase matches whole words, one behind the other in one property")
  void phrases() {
    assertEquals(List.of(2, 3, 5), found("\"cat\""));
    assertEquals(List.of(2), found("\"the CAT\""));
    assertEquals(List.of(), found("\"the ca\""));
    assertEquals(List.of(), found("\"cat it\""));
    assertEquals(List.of(2), found("\"well known\""));
  }

  @Test
  @DisplayName("5.1.7 what is no letter and no digit parts words, and accents are no difference")
  void characters() {
    assertEquals(List.of(3), found("muller"));
    assertEquals(List.of(3), found("MÜLLER & söh"));
    assertEquals(List.of(3), found("cat@example.org"));
    assertEquals(List.of(3), found("cat@exam"));
    assertEquals(List.of(2), found("well-known"));
    assertEquals(List.of(), found("known-well"));
    assertEquals(found("cat"), found("cat & !"));
    assertEquals(6, found("&").size());
  }

  @Test
  @DisplayName("5.1.7 AND, OR and NOT, over all searchable properties together")
  void operators() {
    assertEquals(List.of(2, 4, 1), found("cat blue"));
    assertEquals(List.of(2, 3, 4, 5, 1), found("cat OR blue"));
    assertEquals(List.of(3, 5), found("cat NOT blue"));
    assertEquals(List.of(6), found("NOT (cat OR blue)"));
    assertEquals(List.of(1, 3, 4, 5, 6), found("NOT \"the cat\""));
    assertEquals(List.of(2, 3), found("\"cat\" NOT dear"));
    assertEquals(List.of(2, 1, 4), found("\"blue\" OR \"the cat\" OR blues"));
  }

  @Test
  @DisplayName("5.1.7 a text in quotes that is still being typed ends in the beginning of a word")
  void typing() {
    assertEquals(List.of(2), found("'the ca'"));
  }

  @Test
  @DisplayName("5.1.7 $orderby comes before relevance; pages follow it")
  void order() {
    assertEquals(List.of(5, 4, 3, 2, 1), ids(service.json("Notes?$search=cat&$orderby=Id desc")));
    JsonNode page = service.json("Notes?$search=cat&$count=true", "Prefer: odata.maxpagesize=2");
    assertEquals(5, page.get("@odata.count").asInt());
    List<Integer> all = new ArrayList<>(ids(page));
    while (page.has("@odata.nextLink")) {
      String next = page.get("@odata.nextLink").asText();
      page = service.json(next.substring(next.indexOf("Notes?")), "Prefer: odata.maxpagesize=2");
      all.addAll(ids(page));
    }
    assertEquals(found("cat"), all);
  }

  @Test
  @DisplayName("5.1.7 a type is searched by its own properties and those it inherits")
  void derivedTypes() {
    assertEquals(List.of(5), ids(service.json("Notes/self.Letter?$search=zoe cat")));
    assertEquals(List.of(), found("zoe"));
    assertEquals(List.of(), ids(service.json("Notes/self.Letter?$search=NOT blue")));
  }

  @Test
  @DisplayName("5.1.7 /$count and expanded entities are searched, too")
  void elsewhere() {
    assertEquals("5", service.get("Notes/$count?$search=cat").ok().text());
    JsonNode shelves =
        service.json("Shelves?$orderby=Id&$expand=Notes($search=cat;$select=Id;$count=true)");
    assertEquals(
        "[{\"@odata.etag\":\"W/\\\"1\\\"\",\"Id\":2},{\"@odata.etag\":\"W/\\\"1\\\"\",\"Id\":1}]",
        shelves.at("/value/0/Notes").toString());
    assertEquals(2, shelves.at("/value/0/Notes@odata.count").asInt());
    assertEquals(
        "[{\"@odata.etag\":\"W/\\\"1\\\"\",\"Id\":4}]", shelves.at("/value/1/Notes").toString());
    assertEquals(List.of(1), ids(service.json("Shelves(1)/Notes?$search=old")));
  }

  @Test
  @DisplayName("Aggregation, 3.2.8 search in $apply leaves what $search leaves")
  void transformation() {
    JsonNode number = service.json("Notes?$apply=search(cat)/aggregate($count as N)");
    assertEquals(5, number.at("/value/0/N").asInt());
    assertEquals(
        List.of(2, 3), ids(service.json("Notes?$apply=filter(Id lt 4)&$search=%22cat%22")));
  }

  @Test
  @DisplayName("Capabilities.SearchRestrictions: what does not let itself be searched is a 400")
  void restrictions() {
    service.get("Silents?$search=cat").error(400);
    service.get("Shelves?$search=cat").error(400);
  }

  @Test
  @DisplayName("5.1.7 rows that anyone writes are found as they are then")
  void written() throws SQLException {
    try (Connection connection = service.database();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO \"self_Note\" (_rid, _type, \"Id\", \"Title\")"
              + " VALUES (99, 'self.Note', 99, 'Zebra crossing')");
      assertEquals(List.of(99), found("zebra"));
      statement.execute("UPDATE \"self_Note\" SET \"Title\" = 'Giraffe' WHERE \"Id\" = 99");
      assertEquals(List.of(), found("zebra"));
      assertEquals(List.of(99), found("giraffe"));
      statement.execute("DELETE FROM \"self_Note\" WHERE \"Id\" = 99");
      assertEquals(List.of(), found("giraffe"));
      connection.setAutoCommit(false);
      statement.execute("UPDATE \"self_Note\" SET \"Title\" = 'Walrus' WHERE \"Id\" = 6");
      assertEquals(List.of(), found("walrus"), "not before the transaction ends");
      connection.rollback();
    }
    assertTrue(found("walrus").isEmpty());
  }
}
