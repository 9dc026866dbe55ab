package dev.edmund.store.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.format.transfer.Exporter.Format;
import dev.edmund.request.payload.DataException;
import dev.edmund.store.load.ImportReport.Imported;
import dev.edmund.store.load.Importer.Wanted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into a database that has rows: added or changed, and all of them or none. */
class ImportTest {
  private static final Wanted UPSERT = new Wanted(true, false);

  @TempDir Path directory = Path.of("");

  private Transfer there;

  @BeforeEach
  void fill() {
    there = Transfer.ofEveryType(directory);
    there.add(
        csv("Makers", "Name,Rank,Code", "Anna,1,A", "Bob,2,B"),
        json(
            "Things",
            "{\"Id\":1,\"Text\":\"one\",\"OwnerId\":\"Anna\",\"Tags\":[\"a\",\"b\"],"
                + "\"Size\":{\"Width\":1,\"Unit\":\"m\"},\"Note\":{\"Text\":\"n\"},"
                + "\"Photo\":\"AAEC\",\"Maker@odata.bind\":\"Makers('Anna')\",\"x\":1,\"y\":\"z\","
                + "\"Parts\":[{\"No\":1,\"Label\":\"p\",\"Marks\":[1]},{\"No\":2}],"
                + "\"Cover\":{\"No\":9}}",
            "{\"@odata.type\":\"#T.Special\",\"Id\":2,\"More\":\"m\",\"Text\":\"two\"}"));
  }

  @AfterEach
  void close() {
    there.close();
  }

  private static ImportFile csv(String target, String... lines) {
    return Transfer.file(target, ImportFile.Format.CSV, lines);
  }

  private static ImportFile json(String target, String... lines) {
    return Transfer.file(target, ImportFile.Format.NDJSON, lines);
  }

  private String thing(int id) {
    return there
        .export("Things", Format.NDJSON)
        .lines()
        .filter(line -> line.contains("\"Id\":" + id + ","))
        .findFirst()
        .orElse("none");
  }

  private void assertHas(int id, String... parts) {
    String thing = thing(id);
    for (String part : parts) {
      assertTrue(thing.contains(part), () -> part + " in " + thing);
    }
  }

  @Test
  void rowsAreAddedToThoseThatAreThere() {
    ImportReport report = there.add(csv("Makers", "Name,Rank", "Cleo,3", "Dora,"));
    assertEquals(new ImportReport(List.of(new Imported("Makers", 2, 0))), report);
    assertEquals(
        List.of(
            List.of("Anna", "1"),
            List.of("Bob", "2"),
            List.of("Cleo", "3"),
            List.of("Dora", "null")),
        there.rows("SELECT Name, Rank FROM T_Maker ORDER BY 1"));
  }

  @Test
  void aKeyThatIsThereIsAnErrorWithItsLine() {
    assertEquals(
        "Makers.csv:3: column Name: an entity with the same key is there already",
        there.refusal(csv("Makers", "Name", "Cleo", "Anna")));
    assertEquals(
        "Makers.ndjson:2: column Name: the row at Makers.ndjson:1 has the same key",
        there.refusal(json("Makers", "{\"Name\":\"C\"}", "{\"Name\":\"C\"}")));
  }

  @Test
  void anAlternateKeyThatIsThereIsAnErrorToo() {
    assertEquals(
        "Makers.csv:2: column Code: an entity with the same key is there already",
        there.refusal(csv("Makers", "Name,Code", "Cleo,A")));
    assertEquals(
        "Makers.csv:2: column Code: another entity has the same key",
        there.refusal(UPSERT, csv("Makers", "Name,Code", "Bob,A")));
  }

  @Test
  void aDuplicateIsFoundBehindManyRows() {
    List<String> lines = new ArrayList<>(List.of("Name,Rank"));
    for (int i = 0; i < 12_000; i++) {
      lines.add("m" + i + "," + i);
    }
    lines.add("m17,0");
    assertEquals(
        "Makers.csv:12002: column Name: the row at Makers.csv:19 has the same key",
        there.refusal(csv("Makers", lines.toArray(String[]::new))));
  }

  @Test
  void everyKindOfErrorLeavesTheDatabaseAsItWas() {
    Map.ofEntries(
            Map.entry(
                "Name,Rank\nC,1\nD,x",
                "Makers.csv:3: column Rank: expected a value of Edm.Int32, found 'x'"),
            Map.entry(
                "Name,Size\nC,1", "Makers.csv:1: column Size: T.Maker has no property 'Size'"),
            Map.entry("Name,Rank\nC", "Makers.csv:2: expected 2 cells, found 1"),
            Map.entry("Name,Rank\nC,1\n,2", "Makers.csv:3: column Name: must not be null"),
            Map.entry("Name\nC\n\"open", "Makers.csv:2: after this line the file is no CSV"))
        .forEach(
            (text, message) -> {
              String said = there.refusal(csv("Makers", text.split("\n", -1)));
              assertTrue(said.startsWith(message), said);
            });
  }

  @Test
  void everyKindOfErrorInJsonHasItsLine() {
    Map.ofEntries(
            Map.entry("{\"Id\":5}\n{\"Id\":true}", "Things.ndjson:2: column Id: expected a number"),
            Map.entry("{\"Id\":5}\n{\"Id\":6", "Things.ndjson:"),
            Map.entry("{\"Id\":5}\n7", "Things.ndjson:2: expected an object"),
            Map.entry(
                "{\"Id\":5,\"Id\":6}",
                "Things.ndjson:1: the file is no JSON: Duplicate field 'Id'"),
            Map.entry("{\"Id\":5,\"Text\":\"\\u0000\"}", "Things.ndjson:1: the file is no JSON"),
            Map.entry(
                "{\"Id\":5,\"Binary\":\"*\"}",
                "Things.ndjson:1: column Binary: expected base64url"),
            Map.entry(
                "{\"Id\":5,\"Parts\":[{\"No\":1},{\"No\":1}]}",
                "Things.ndjson:1: column No: the row at Things.ndjson:1 has the same key"),
            Map.entry(
                "{\"Id\":5,\"OwnerId\":\"Zed\"}",
                "Things.ndjson:1: column OwnerId: no Maker has Name Zed"),
            Map.entry(
                "{\"Id\":5,\"Maker@odata.bind\":\"Makers('Zed')\"}",
                "Things.ndjson:1: column Maker@odata.bind: there is no Makers('Zed')"),
            Map.entry(
                "{\"@odata.type\":\"#T.Part\",\"Id\":5}",
                "Things.ndjson:1: column @odata.type: 'T.Part' is not"))
        .forEach(
            (text, message) -> {
              String said = there.refusal(json("Things", text));
              assertTrue(said.startsWith(message), said);
              // What stands twice in a file is, in an upsert, changed by the second.
              if (!message.contains("has the same key")) {
                String again = there.refusal(UPSERT, json("Things", text));
                assertTrue(again.startsWith(message), again);
              }
            });
  }

  @Test
  void bytesThatAreNoTextAreAnError() {
    byte[] latin = "Name\nJos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    ImportFile file = Transfer.file("Makers", ImportFile.Format.CSV, latin);
    assertTrue(there.refusal(file).endsWith("the file is not UTF-8"));
  }

  @Test
  void aSecondFileThatFailsTakesTheFirstBack() {
    String said = there.refusal(csv("Makers", "Name", "Cleo"), json("Things", "{\"Id\":1}"));
    assertEquals("Things.ndjson:1: column Id: an entity with the same key is there already", said);
  }

  @Test
  void anUnknownSetIsAnError() {
    DataException e = assertThrows(DataException.class, () -> there.add(csv("Boxes", "Name")));
    assertEquals("The model has no entity set or singleton 'Boxes'.", e.getMessage());
  }

  @Test
  void aDryRunSaysWhatWouldBeAndWritesNothing() {
    Map<String, List<List<String>>> before = there.content();
    ImportReport report =
        there.run(new Wanted(true, true), csv("Makers", "Name,Rank", "Anna,7", "Cleo,8"));
    assertEquals(new ImportReport(List.of(new Imported("Makers", 1, 1))), report);
    assertEquals(before, there.content());
  }

  @Test
  void anUpsertChangesWhatIsGivenAndKeepsTheRest() {
    ImportReport report =
        there.upsert(
            json("Things", "{\"Id\":1,\"Text\":\"new\",\"Size\":{\"Unit\":null}}", "{\"Id\":7}"));
    assertEquals(new ImportReport(List.of(new Imported("Things", 1, 1))), report);
    assertHas(
        1,
        "\"Text\":\"new\"",
        "\"OwnerId\":\"Anna\"",
        "\"Tags\":[\"a\",\"b\"]",
        "\"Size\":{\"Width\":1,\"Unit\":null}",
        "\"Note\":{\"Text\":\"n\"}",
        "\"Photo\":\"AAEC\"",
        "\"x\":1",
        "\"Maker\":{\"@odata.id\":\"Makers('Anna')\"}",
        "\"Parts\":[{\"No\":1,\"Label\":\"p\",\"Marks\":[1]");
    assertHas(7, "\"Bool\":true");
  }

  @Test
  void anUpsertReplacesCollectionsStreamsAndReferences() {
    there.upsert(
        json(
            "Things",
            "{\"Id\":1,\"Tags\":[\"c\"],\"Photo\":\"_w\",\"Maker@odata.bind\":\"Makers('Bob')\","
                + "\"x\":null,\"w\":true,\"Parts\":[{\"No\":2,\"Label\":\"q\"},{\"No\":3}],"
                + "\"Cover\":{\"No\":9,\"Label\":\"c\"}}"));
    assertHas(
        1,
        "\"Tags\":[\"c\"]",
        "\"Photo\":\"_w\"",
        "\"Maker\":{\"@odata.id\":\"Makers('Bob')\"}",
        "\"y\":\"z\",\"w\":true",
        "{\"No\":1,\"Label\":\"p\",\"Marks\":[1]",
        "{\"No\":2,\"Label\":\"q\"",
        "{\"No\":3,",
        "\"Cover\":{\"No\":9,\"Label\":\"c\"");
  }

  @Test
  void anUpsertTakesAwayWhatIsNull() {
    there.upsert(
        json(
            "Things",
            "{\"Id\":1,\"Text\":null,\"Size\":null,\"Note\":null,\"Photo\":null,"
                + "\"Maker@odata.bind\":null,\"x\":null,\"y\":null,\"Tags\":[]}"));
    assertHas(
        1,
        "\"Text\":null",
        "\"Size\":null",
        "\"Note\":null",
        "\"Photo\":null",
        "\"Maker\":null",
        "\"Tags\":[]",
        "\"OwnerId\":\"Anna\"");
    assertEquals(List.of(List.of("1")), there.rows("SELECT count(*) FROM T_Thing WHERE Id = 1"));
    assertEquals(-1, thing(1).indexOf("\"y\""));
  }

  @Test
  void whatAnEntityContainsIsNotRemoved() {
    assertEquals(
        "Things.ndjson:1: column Cover: what an entity contains is not removed",
        there.refusal(UPSERT, json("Things", "{\"Id\":1,\"Cover\":null}")));
  }

  @Test
  void anUpsertFindsDerivedTypesAndKeepsThem() {
    there.upsert(json("Things", "{\"Id\":2,\"More\":\"n\"}"));
    assertHas(2, "\"@odata.type\":\"#T.Special\"", "\"More\":\"n\"", "\"Text\":\"two\"");
    assertEquals(
        "Things.ndjson:1: column @odata.type: the entity is T.Thing, which does not change",
        there.refusal(UPSERT, json("Things", "{\"@odata.type\":\"#T.Special\",\"Id\":1}")));
    assertEquals(
        "Things.ndjson:1: column More: expected a string",
        there.refusal(UPSERT, json("Things", "{\"Id\":2,\"More\":1}")));
  }

  @Test
  void anEntityCanBeChangedTwice() {
    there.upsert(
        json("Makers", "{\"Name\":\"Cleo\",\"Rank\":1}", "{\"Name\":\"Cleo\",\"Code\":\"C\"}"));
    assertEquals(
        List.of(List.of("1", "C")),
        there.rows("SELECT Rank, Code FROM T_Maker WHERE Name = 'Cleo'"));
  }

  @Test
  void csvChangesTheColumnsItHas() {
    there.upsert(csv("Makers", "Name,Rank", "Anna,", "Cleo,3"));
    assertEquals(
        List.of(
            List.of("Anna", "null", "A"), List.of("Bob", "2", "B"), List.of("Cleo", "3", "null")),
        there.rows("SELECT Name, Rank, Code FROM T_Maker ORDER BY 1"));
  }

  @Test
  void aReferenceMayLeadToWhatIsThere() {
    there.add(json("Things", "{\"Id\":5,\"OwnerId\":\"Bob\",\"Like@odata.bind\":[\"Things(1)\"]}"));
    assertHas(5, "\"OwnerId\":\"Bob\"", "\"Like\":[{\"@odata.id\":\"Things(1)\"}]");
    assertEquals(
        "Things.ndjson:1: column OwnerId: no Maker has Name Zed",
        there.refusal(UPSERT, json("Things", "{\"Id\":5,\"OwnerId\":\"Zed\"}")));
  }

  @Test
  void anUpsertCountsTheVersionOn() {
    there.add(json("Counters", "{\"Id\":1,\"Revision\":5,\"Text\":\"a\"}"));
    there.upsert(json("Counters", "{\"Id\":1,\"Text\":\"b\"}"));
    String sql = "SELECT Revision, Text FROM T_Counter";
    assertEquals(List.of(List.of("6", "b")), there.rows(sql));
    there.upsert(json("Counters", "{\"Id\":1,\"Revision\":9}"));
    assertEquals(List.of(List.of("9", "b")), there.rows(sql));
  }

  @Test
  void wordsAreFoundWhenAnImportIsDone() {
    there.add(
        json("Counters", "{\"Id\":1,\"Text\":\"green apples\"}", "{\"Id\":2,\"Text\":\"figs\"}"));
    assertEquals(List.of(1L), there.rowIdsWith("apples"));
    there.upsert(
        json("Counters", "{\"Id\":1,\"Text\":\"pears\"}", "{\"Id\":2,\"Text\":\"Apples\"}"));
    assertEquals(List.of(2L), there.rowIdsWith("apples"));
    assertEquals(List.of(1L), there.rowIdsWith("pears"));
  }

  @Test
  void aSingletonIsReplacedOrChanged() {
    there.add(json("Favourite", "{\"No\":4,\"Label\":\"x\",\"Marks\":[1,2]}"));
    there.upsert(json("Favourite", "{\"Label\":\"y\"}"));
    assertEquals(
        "{\"No\":4,\"Label\":\"y\",\"Marks\":[1,2],\"Parts\":[],\"Supplier\":null}\n",
        there.export("Favourite", Format.JSON));
    there.add(json("Favourite", "{\"Marks\":[3]}"));
    assertEquals(
        "{\"No\":4,\"Label\":null,\"Marks\":[3],\"Parts\":[],\"Supplier\":null}\n",
        there.export("Favourite", Format.JSON));
    assertEquals(
        "Favourite.csv: a singleton is one object of JSON",
        there.refusal(csv("Favourite", "No", "1")));
  }

  @Test
  void csvRefusesWhatItHasNoPlaceFor() {
    DataException e = assertThrows(DataException.class, () -> there.export("Things", Format.CSV));
    assertTrue(
        String.valueOf(e.getMessage()).endsWith("which CSV has no place for: export JSON."),
        e.getMessage());
  }
}
