package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 1, 11.2.6.6: {@code $search} finds what there is behind a change of any kind. */
final class SearchUnderChangesTest {
  private static final String WORDS = "<Annotation Term='Edmund.V1.Searchable'/></Property>";

  private static final String SCHEMA =
      "<EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Name' Type='Edm.String'>"
          + WORDS
          + "<NavigationProperty Name='Parts' Type='Collection(self.Part)' ContainsTarget='true'/>"
          + "</EntityType><EntityType Name='Special' BaseType='self.Item'>"
          + "<Property Name='More' Type='Edm.String'>"
          + WORDS
          + "</EntityType><EntityType Name='Part'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Text' Type='Edm.String'>"
          + WORDS
          + "</EntityType><EntityContainer Name='C'>"
          + "<EntitySet Name='Items' EntityType='self.Item'/></EntityContainer>";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(
            folder, SCHEMA, Map.of("Items.json", "[{\"Id\":1,\"Name\":\"first\"}]"));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void send(String method, String target, String body, int status) {
    service.send(method, target, body, "Content-Type: application/json").is(status);
  }

  private void assertFound(String ids, String word, String collection) {
    List<String> found = new ArrayList<>();
    for (JsonNode item :
        service.json(collection + "?$search=" + word + "&$orderby=Id").get("value")) {
      found.add(item.get("Id").asText());
    }
    assertEquals(ids, String.join(" ", found), word);
  }

  private void assertFound(String ids, String word) {
    assertFound(ids, word, "Items");
  }

  @Test
  @DisplayName("11.2.6.6: entities that are added, changed, replaced and deleted")
  void entities() {
    send("POST", "Items", "{\"Id\":2,\"Name\":\"second first\"}", 201);
    assertFound("1 2", "first");
    send("PATCH", "Items(1)", "{\"Name\":\"third\"}", 204);
    assertFound("2", "first");
    assertFound("1", "third");
    send("PUT", "Items(2)", "{\"Id\":2}", 204);
    assertFound("", "first");
    assertFound("", "second");
    send("PUT", "Items(3)", "{\"Name\":\"third\"}", 201);
    assertFound("1 3", "third");
    send("DELETE", "Items(1)", "", 204);
    assertFound("3", "third");
  }

  @Test
  @DisplayName("11.2.6.6: properties that are changed alone, and all entities at once")
  void properties() {
    send("PUT", "Items(1)/Name", "{\"value\":\"alone\"}", 204);
    assertFound("", "first");
    assertFound("1", "alone");
    send("DELETE", "Items(1)/Name", "", 204);
    assertFound("", "alone");
    send("POST", "Items", "{\"Id\":2}", 201);
    send("PATCH", "Items/$each", "{\"Name\":\"same\"}", 204);
    assertFound("1 2", "same");
    send("DELETE", "Items/$filter(Id%20eq%202)/$each", "", 204);
    assertFound("1", "same");
  }

  @Test
  @DisplayName("11.2.6.6: derived and contained entities, and delta payloads")
  void others() {
    send(
        "POST",
        "Items",
        "{\"@odata.type\":\"#self.Special\",\"Id\":2,\"Name\":\"n\",\"More\":\"rare\","
            + "\"Parts\":[{\"Id\":1,\"Text\":\"inner\"}]}",
        201);
    assertFound("2", "rare", "Items/self.Special");
    assertFound("1", "inner", "Items(2)/Parts");
    send("PATCH", "Items(2)/self.Special", "{\"More\":\"usual\"}", 204);
    assertFound("", "rare", "Items/self.Special");
    assertFound("2", "usual", "Items/self.Special");
    send("PATCH", "Items(2)/Parts(1)", "{\"Text\":\"outer\"}", 204);
    assertFound("", "inner", "Items(2)/Parts");
    assertFound("1", "outer", "Items(2)/Parts");
    send(
        "PATCH",
        "Items",
        "{\"@odata.context\":\"#$delta\",\"value\":[{\"Id\":3,\"Name\":\"delta\"},"
            + "{\"Id\":1,\"Name\":\"delta\"},{\"@removed\":{\"reason\":\"deleted\"},\"Id\":2}]}",
        204);
    assertFound("1 3", "delta");
    assertFound("", "usual");
  }
}
