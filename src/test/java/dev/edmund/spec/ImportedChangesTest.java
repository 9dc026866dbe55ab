package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.request.payload.DataException;
import dev.edmund.store.Database;
import dev.edmund.store.load.ImportFile;
import dev.edmund.store.load.Importer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is imported beside a running service is found (Part 1, 11.2.6.6) and followed (11.3). */
final class ImportedChangesTest {
  private static final String WORDS = "<Annotation Term='Edmund.V1.Searchable'/></Property>";

  private static final String SCHEMA =
      "<EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Name' Type='Edm.String'>"
          + WORDS
          + "<Property Name='Tags' Type='Collection(Edm.String)' Nullable='false'/>"
          + "<NavigationProperty Name='Parts' Type='Collection(self.Part)' ContainsTarget='true'/>"
          + "</EntityType><EntityType Name='Special' BaseType='self.Item'>"
          + "<Property Name='More' Type='Edm.String'>"
          + WORDS
          + "</EntityType><EntityType Name='Part'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='Text' Type='Edm.String'>"
          + WORDS
          + "</EntityType><EntityContainer Name='C'>"
          + "<EntitySet Name='Items' EntityType='self.Item'/>"
          + "<Singleton Name='One' Type='self.Item'/>"
          + "<Annotation Term='Org.OData.Capabilities.V1.DefaultCapabilities'><Record>"
          + "<PropertyValue Property='ChangeTracking'><Record>"
          + "<PropertyValue Property='Supported' Bool='true'/></Record></PropertyValue>"
          + "</Record></Annotation></EntityContainer>";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @SuppressWarnings("NullAway.Init")
  private Database database;

  @SuppressWarnings("NullAway.Init")
  private Model model;

  @BeforeEach
  void serve(@TempDir Path folder) {
    String jdbcUrl = TestDatabase.in(folder);
    service = ModelUnderTest.serveAt(jdbcUrl, folder, SCHEMA);
    model = Model.load(folder.resolve("model.csdl.xml"));
    database = Database.open(jdbcUrl);
  }

  @AfterEach
  void close() {
    database.close();
    service.close();
  }

  private void bring(boolean upsert, ImportFile.Format format, String target, String... lines) {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    ImportFile file =
        new ImportFile(
            target, target, format, Optional.empty(), () -> new ByteArrayInputStream(bytes));
    Importer.run(database, model, List.of(file), new Importer.Wanted(upsert, false), Progress.NONE);
  }

  private void add(String... lines) {
    bring(false, ImportFile.Format.NDJSON, "Items", lines);
  }

  private void upsert(String... lines) {
    bring(true, ImportFile.Format.NDJSON, "Items", lines);
  }

  private void assertFound(String ids, String word, String collection) {
    JsonNode found = service.json(collection + "?$search=" + word + "&$orderby=Id").get("value");
    assertEquals(ids, ids(found), word);
  }

  private void assertFound(String ids, String word) {
    assertFound(ids, word, "Items");
  }

  private static String ids(JsonNode entities) {
    return StreamSupport.stream(entities.spliterator(), false)
        .map(entity -> entity.get("Id").asText())
        .collect(Collectors.joining(" "));
  }

  private String link() {
    JsonNode all = service.json("Items", "Prefer: odata.track-changes");
    return service.targetOf(all.get("@odata.deltaLink").asText());
  }

  private void assertChanged(String ids, String link) {
    JsonNode changes = service.json(link).get("value");
    List<String> sorted =
        IntStream.range(0, changes.size())
            .mapToObj(i -> changes.get(i).get("Id").asText())
            .sorted()
            .toList();
    assertEquals(ids, String.join(" ", sorted));
  }

  @Test
  @DisplayName("11.2.6.6: entities of all types that are added, with those that they contain")
  void added() {
    add(
        "{\"Id\":1,\"Name\":\"first\",\"Tags\":[\"a\"],\"Parts\":[{\"Id\":7,\"Text\":\"inner\"}]}",
        "{\"@type\":\"#self.Special\",\"Id\":2,\"Name\":\"both first\",\"More\":\"rare\"}");
    bring(false, ImportFile.Format.CSV, "Items", "Id,Name", "3,third");
    assertFound("1 2", "first");
    assertFound("3", "third");
    assertFound("2", "rare", "Items/self.Special");
    assertFound("7", "inner", "Items(1)/Parts");
  }

  @Test
  @DisplayName("11.2.6.6: an entity that is changed where it was added in the same file")
  void addedAndChanged() {
    upsert(
        "{\"Id\":1,\"Name\":\"first\"}",
        "{\"Id\":2,\"Name\":\"first\"}",
        "{\"Id\":1,\"Name\":\"other\"}");
    assertFound("2", "first");
    assertFound("1", "other");
    upsert("{\"Id\":2,\"Name\":\"late\"}", "{\"Id\":3,\"Name\":\"first\"}");
    assertFound("3", "first");
    assertFound("2", "late");
  }

  @Test
  @DisplayName("11.2.6.6: more entities than are sent at once")
  void many() {
    String[] lines =
        IntStream.rangeClosed(1, 11_000)
            .mapToObj(
                i -> "{\"Id\":" + i + ",\"Name\":\"" + (i % 5_500 == 0 ? "round" : "x") + "\"}")
            .toArray(String[]::new);
    add(lines);
    assertFound("5500 11000", "round");
    assertEquals("11000", service.get("Items/$count?$search=x%20OR%20round").text());
  }

  @Test
  @DisplayName("11.2.6.6: what a request changes behind an import is found as before")
  void requestsBehind() {
    add("{\"Id\":1,\"Name\":\"first\"}");
    String json = "Content-Type: application/json";
    service.post("Items", "{\"Id\":2,\"Name\":\"first\"}", json).is(201);
    service.send("PATCH", "Items(1)", "{\"Name\":\"second\"}", json).is(204);
    assertFound("2", "first");
    assertFound("1", "second");
  }

  @Test
  @DisplayName("11.2.6.6: a singleton that is replaced")
  void singleton() {
    bring(false, ImportFile.Format.JSON, "One", "{\"Id\":1,\"Name\":\"only\"}");
    bring(false, ImportFile.Format.JSON, "One", "{\"Id\":1,\"Name\":\"again\"}");
    add("{\"Id\":1,\"Name\":\"only\"}");
    assertFound("1", "only");
    assertFound("", "again");
  }

  @Test
  @DisplayName("11.3: entities that are added and changed are in the next answer of changes")
  void followed() {
    add("{\"Id\":1,\"Name\":\"a\"}", "{\"Id\":2,\"Name\":\"b\"}");
    String link = link();
    upsert("{\"Id\":2,\"Name\":\"c\"}", "{\"Id\":3,\"Tags\":[\"t\"]}");
    assertChanged("2 3", link);
    String next = link();
    String json = "Content-Type: application/json";
    service.post("Items", "{\"Id\":4,\"Name\":\"behind\"}", json).is(201);
    assertChanged("4", next);
  }

  @Test
  @DisplayName("11.4: a file that is refused leaves neither words nor changes")
  void refused() {
    add("{\"Id\":1,\"Name\":\"a\"}");
    String link = link();
    assertThrows(
        DataException.class,
        () -> add("{\"Id\":2,\"Name\":\"first\"}", "{\"Id\":1,\"Name\":\"first\"}"));
    assertFound("", "first");
    assertChanged("", link);
    add("{\"Id\":3,\"Name\":\"first\"}");
    assertFound("3", "first");
    assertChanged("3", link);
  }
}
