package dev.edmund.store.generate;

import static dev.edmund.store.load.TestData.ACME;
import static dev.edmund.store.load.TestData.ANNA;
import static dev.edmund.store.load.TestData.LINK_1;
import static dev.edmund.store.load.TestData.LINK_2;
import static dev.edmund.store.load.TestData.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  @TempDir Path directory = Path.of("");
  private TestData data = new TestData(directory);

  @BeforeEach
  void prepare() {
    data = new TestData(directory);
    data.writeSmall();
    data.write(
        "security.json",
        "{\"id\":\"s\",\"alerts\":[{\"id\":\"a\",\"tags\":[\"x\"],",
        "\"accounts@odata.bind\":[\"accounts(" + ACME + ")\"],",
        "\"lead@odata.bind\":\"contacts(" + ANNA + ")\"}]}");
  }

  private static GenerateReport generate(TestData data, long rows) {
    try (Database database = data.open()) {
      return Generator.generate(
          database, data.edm(), data.storage(), Optional.empty(), rows, Progress.NONE);
    }
  }

  private void assertResolved() {
    assertEquals(
        List.of(List.of("0")),
        data.rows(
            "SELECT count(*) FROM N_connection c WHERE _record_value IS NOT NULL AND NOT EXISTS"
                + " (SELECT 1 FROM N_account WHERE accountid = c._record_value"
                + " AND c._record_value_navigation = 'record_account') AND NOT EXISTS"
                + " (SELECT 1 FROM N_contact WHERE contactid = c._record_value"
                + " AND c._record_value_navigation = 'record_contact')"));
    assertEquals(
        List.of(List.of("0")),
        data.rows(
            "SELECT count(*) FROM N_connection c WHERE _related_value IS NOT NULL AND NOT EXISTS"
                + " (SELECT 1 FROM N_connection WHERE connectionid = c._related_value)"));
  }

  @Test
  void theSetGetsAsManyRowsAsWantedAndItsTargetsInProportion() {
    data.load();
    assertEquals(
        Map.of("N.connection", 5L, "N.account", 6L, "N.contact", 6L), generate(data, 7).added());
    assertEquals(List.of(List.of("7")), data.rows("SELECT count(*) FROM N_connection"));
    assertEquals(List.of(List.of("8")), data.rows("SELECT count(*) FROM N_account"));
    assertEquals(List.of(List.of("1")), data.rows("SELECT count(*) FROM N_alert"));
    assertResolved();
  }

  @Test
  void connectionsThatKnowEachOtherDoSoWithinTheirCopy() {
    data.load();
    generate(data, 6);
    assertResolved();
    assertEquals(
        List.of(List.of("6")),
        data.rows(
            "SELECT count(*) FROM N_connection a JOIN N_connection b"
                + " ON a._related_value = b.connectionid AND b._related_value = a.connectionid"
                + " AND a._rid <> b._rid AND (a._rid + 1) / 2 = (b._rid + 1) / 2"));
  }

  /** The last copy is cut; what lies beyond the cut is referred to in the original. */
  @Test
  void aCutCopyRefersToTheOriginal() {
    data.load();
    generate(data, 3);
    assertResolved();
    assertEquals(
        List.of(List.of(LINK_2)),
        data.rows("SELECT _related_value FROM N_connection WHERE _rid = 3"));
    assertTrue(
        !data.rows("SELECT connectionid FROM N_connection WHERE _rid = 3").get(0).contains(LINK_1));
  }

  @Test
  void namesAndTimesVary() {
    data.load();
    generate(data, 6);
    assertEquals(
        List.of(List.of("Acme"), List.of("Acme 1"), List.of("Acme 2")),
        data.rows("SELECT name FROM N_account WHERE name LIKE 'Acme%' ORDER BY 1"));
    assertEquals(
        List.of(
            List.of("2025-01-31T23:30:00"),
            List.of("2025-02-01T00:30:00"),
            List.of("2025-02-01T01:30:00")),
        data.rows("SELECT createdon FROM N_connection WHERE _rid % 2 = 1 ORDER BY _rid"));
  }

  @Test
  void linkTablesFollowTheEndThatIsMultiplied() {
    data.load();
    generate(data, 6);
    assertEquals(
        List.of(List.of("1", "1"), List.of("1", "3"), List.of("1", "5")),
        data.rows("SELECT _source, _target FROM N_alert_accounts ORDER BY 1, 2"));
  }

  @Test
  void theSameDataGiveTheSameRows() {
    data.load();
    generate(data, 101);
    TestData other = new TestData(directory.resolve("other"));
    data.data().toFile().renameTo(other.data().toFile());
    other = new TestData(directory.resolve("other"));
    other.load();
    generate(other, 101);
    assertEquals(data.content(), other.content());
  }

  @Test
  void indexesAreThereAgainAndTheDatabaseIsReady() {
    data.load();
    String indexes = TestDatabase.indexes();
    List<List<String>> before = data.rows(indexes);
    generate(data, 50);
    assertEquals(before, data.rows(indexes));
    try (Database database = data.open()) {
      assertTrue(new SchemaManager(database, data.storage()).isReady());
      assertEquals(Optional.empty(), data.prepare(database));
    }
  }

  /** A second run starts from what the first one made. */
  @Test
  void generatingMoreContinues() {
    data.load();
    generate(data, 7);
    generate(data, 40);
    generate(data, 90);
    assertEquals(List.of(List.of("90")), data.rows("SELECT count(*) FROM N_connection"));
    assertResolved();
    assertEquals(Map.of(), generate(data, 90).added());
  }

  @Test
  void fewerRowsThanThereAreAreRefused() {
    data.load();
    DatabaseException e = assertThrows(DatabaseException.class, () -> generate(data, 1));
    assertEquals("connections has 2 rows already, more than the 1 wanted.", e.getMessage());
  }

  @Test
  void aFailureLeavesTheDatabaseAsItWas() {
    data.load();
    Map<String, List<List<String>>> before = data.content();
    String indexes = TestDatabase.indexes();
    List<List<String>> indexesBefore = data.rows(indexes);
    try (Database database = data.open()) {
      assertThrows(
          IllegalStateException.class,
          () ->
              Generator.generate(
                  database,
                  data.edm(),
                  data.storage(),
                  Optional.empty(),
                  50,
                  (what, done, total) -> {
                    if (what.equals("indexes")) {
                      throw new IllegalStateException("on purpose");
                    }
                  }));
      assertTrue(new SchemaManager(database, data.storage()).isReady());
    }
    assertEquals(before, data.content());
    assertEquals(indexesBefore, data.rows(indexes));
  }

  @Test
  void withoutDataThereIsNothingToMultiply() {
    DatabaseException e = assertThrows(DatabaseException.class, () -> generate(data, 10));
    assertTrue(String.valueOf(e.getMessage()).contains("holds no data"), e.getMessage());
  }

  @Test
  void anotherSetCanBeMultiplied() {
    data.load();
    List<String> heard = new ArrayList<>();
    try (Database database = data.open()) {
      GenerateReport report =
          Generator.generate(
              database,
              data.edm(),
              data.storage(),
              Optional.of("accounts"),
              5,
              (what, done, total) -> heard.add(what + " " + done + "/" + total));
      assertEquals(Map.of("N.account", 3L), report.added());
      assertEquals(List.of(List.of("5")), rows(database, "SELECT count(*) FROM N_account"));
      assertThrows(
          DatabaseException.class,
          () ->
              Generator.generate(
                  database, data.edm(), data.storage(), Optional.of("x"), 5, Progress.NONE));
    }
    assertTrue(heard.contains("copies 5/5"), heard.toString());
  }
}
