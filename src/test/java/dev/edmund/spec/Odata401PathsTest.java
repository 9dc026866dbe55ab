package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OData 4.01 added to paths, options and preferences. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Odata401PathsTest {
  private static final String TEXT = "Content-Type: text/plain";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = PathModel.serve(folder);
  }

  @AfterAll
  void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "People(Mail='ann%40x')",
        "People(Country='DE',Number=7)",
        "People(Number=7, Country='DE')",
        "People(Mail=@m)?@m='ann%40x'",
        "$entity?$id=People(Mail='ann%2540x')",
        "Orders('b')/Customer"
      })
  @DisplayName("Part 2, 4.3.5: an alternate key leads to the same entity")
  void alternateKeys(String target) {
    JsonNode person = service.json(target);
    assertEquals(1, person.get("ID").asInt());
    assertTrue(person.get("@odata.context").asText().endsWith("#People/$entity"));
  }

  @Test
  @DisplayName("Part 2, 4.3.5: behind an alternate key everything goes on as behind the key")
  void behindAlternateKeys() {
    assertEquals("Ann", service.get("People(Mail='ann%40x')/Name/$value").ok().text());
    assertEquals("2", service.get("People(Mail='ann%40x')/Orders/$count").ok().text());
    JsonNode name = service.json("People(Mail='ann%40x')/Name");
    assertTrue(name.get("@odata.context").asText().endsWith("#People(1)/Name"));
    service.get("People(Mail='nobody')").error(404);
    service.get("People(Mail=1)").error(400);
    service.get("People(Email='ann%40x')").error(400);
    service.get("People(Country='DE')").error(400);
    service.get("People(Country='DE',Number=7,Mail='ann%40x')").error(400);
    service.get("Orders(Mail='x')").error(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain|$filter=Name%20eq%20'Ann'&$select=Name",
        "text/plain;charset=utf-8|$select=Name&$filter=ID%20eq%201",
        "application/x-www-form-urlencoded|%24filter=Name+eq+%27Ann%27&%24select=Name",
        "application/json|{\"$filter\":\"Name eq 'Ann'\",\"$select\":\"Name\",\"$top\":5}"
      })
  @DisplayName("Part 2, 4.17: query options in the body")
  void postedQuery(String type, String body) {
    JsonNode page = service.post("People/$query", body, "Content-Type: " + type).ok().json();
    assertEquals(1, page.get("value").size());
    assertEquals("Ann", page.get("value").get(0).get("Name").asText());
    assertTrue(page.get("@odata.context").asText().endsWith("#People(Name)"));
  }

  @Test
  @DisplayName("Part 2, 4.17: options of URL and body are processed together, at every resource")
  void postedEverywhere() {
    assertEquals(
        "2", service.post("People/$count/$query", "$filter=ID%20gt%201", TEXT).ok().text());
    assertEquals(
        "{\"@odata.etag\":\"W/\\\"1\\\"\",\"Name\":\"Ann\"}",
        without(service.post("People(1)/$query?$format=json", "$select=Name", TEXT)));
    assertEquals(
        "{\"value\":[\"blue\"]}", without(service.post("People(1)/Tags/$query", "$skip=2", TEXT)));
    assertEquals(
        "{\"City\":\"Bonn\"}",
        without(service.post("People(1)/Home/%24query", "$select=City", TEXT)));
    assertEquals(200, service.post("People/$query", "", TEXT).status());
    assertEquals(1, service.post("$all/$query", "$top=1", TEXT).ok().json().get("value").size());
  }

  private static String without(Answer answer) {
    ObjectNode body = (ObjectNode) answer.ok().json();
    body.remove("@odata.context");
    body.remove("@odata.id");
    return body.toString();
  }

  @Test
  @DisplayName("Part 2, 4.17: the next link of a posted query is a GET")
  void postedPages() {
    JsonNode page =
        service
            .post(
                "People/$query?$count=true", "$orderby=Name%20desc", TEXT, "Prefer: maxpagesize=2")
            .ok()
            .json();
    assertEquals(3, page.get("@odata.count").asInt());
    JsonNode next = service.json(service.targetOf(page.get("@odata.nextLink").asText()));
    assertEquals("Ann", next.get("value").get(0).get("Name").asText());
  }

  @Test
  @DisplayName("Part 2, 4.17: only by POST, with a body that is query options")
  void postedWrongly() {
    Answer get = service.get("People/$query");
    get.error(405);
    assertEquals(Optional.of("POST, OPTIONS"), get.header("Allow"));
    service.post("People/$query", "x", "Content-Type: application/xml").error(415);
    service.post("People/$query", "x").error(415);
    service.post("People/$query", "$foo=1", TEXT).error(400);
    service.post("People/$query", "[]", "Content-Type: application/json").error(400);
    service.post("People/$query", "{", "Content-Type: application/json").error(400);
    service.post("People/$query?$top=1", "$top=1", TEXT).error(400);
    service.post("People/$query", "$filter=" + "x".repeat(40_000), TEXT).error(413);
    service.post("$metadata/$query", "", TEXT).error(404);
    service.post("People/$query/Name", "", TEXT).error(404);
  }

  @Test
  @DisplayName("Part 1, 11.2.12: the version of the schema that there is, and no other")
  void schemaVersion() {
    for (String version : new String[] {"*", "2.1"}) {
      assertEquals(3, service.json("People?$schemaversion=" + version).get("value").size());
      service.get("$metadata?$schemaversion=" + version).ok();
      service.get("?$schemaversion=" + version).ok();
    }
    service.get("People?$schemaversion=2.0").error(404);
    service.get("$metadata?$schemaversion=3").error(404);
  }

  @Test
  @DisplayName("Part 1, 11.4.12: $index is for inserting")
  void index() {
    service.get("People(1)/Tags?$index=0").error(400);
  }

  @Test
  @DisplayName("Part 1, 8.2.8.6: nulls are left out, collections are not")
  void omitNulls() {
    Answer answer = service.get("People(1)", "Prefer: omit-values=nulls").ok();
    assertEquals(Optional.of("omit-values=nulls"), answer.header("Preference-Applied"));
    JsonNode ann = answer.json();
    assertEquals("{\"City\":\"Bonn\"}", ann.get("Home").toString());
    assertEquals("{\"City\":\"Hof\"}", ann.get("Addresses").get(2).toString());
    assertEquals("{\"Name\":\"p\",\"Tags\":[\"x\",\"y\"]}", ann.get("Place").toString());
    assertTrue(ann.get("Places").get(2).isNull(), "an item is not a property");
    JsonNode bob = service.json("People(2)", "Prefer: omit-values=nulls");
    for (String name : new String[] {"Email", "Level", "Home", "Place"}) {
      assertFalse(bob.has(name), name);
    }
    assertEquals("[]", bob.get("Tags").toString());
    JsonNode orders = service.json("Orders?$expand=Customer&$top=1", "Prefer: omit-values=nulls");
    assertFalse(orders.get("value").get(0).get("Customer").get("Home").has("Zip"));
    JsonNode full =
        service.json(
            "People(2)",
            "Prefer: omit-values=nulls",
            "Accept: application/json;odata.metadata=full");
    assertFalse(full.has("Level@odata.type"));
    assertEquals(
        "{\"City\":\"Bonn\"}", without(service.get("People(1)/Home", "Prefer: omit-values=nulls")));
  }

  @Test
  @DisplayName("Part 1, 8.2.8.6: defaults are left out, and nulls where there is no other default")
  void omitDefaults() {
    Answer answer = service.get("People", "Prefer: omit-values=defaults").ok();
    assertEquals(Optional.of("omit-values=defaults"), answer.header("Preference-Applied"));
    JsonNode people = answer.json().get("value");
    assertFalse(people.get(0).has("Level"), "3 is the default");
    assertTrue(people.get(1).get("Level").isNull(), "null is not the default");
    assertEquals(4, people.get(2).get("Level").asInt());
    assertFalse(people.get(1).has("Email"));
    assertTrue(people.get(1).has("ID"));
  }

  @Test
  @DisplayName("Part 2, 4.13: $each is for what is done to each")
  void each() {
    service.get("People/$each").error(405);
  }
}
