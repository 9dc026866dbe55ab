package dev.edmund.store.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.store.Database;
import dev.edmund.store.SchemaManager;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.load.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {
  private static final Progress BROKEN =
      (what, done, total) -> {
        if (what.equals("references")) {
          throw new IllegalStateException("on purpose");
        }
      };

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            folder.resolve("m.xml"),
            "<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>"
                + "<edmx:DataServices>"
                + "<Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='N'>"
                + "<EntityType Name='Order'><Key><PropertyRef Name='id'/></Key>"
                + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>"
                + "<Property Name='note' Type='Edm.String'/>"
                + "<Property Name='tags' Type='Collection(Edm.String)' Nullable='false'/>"
                + "<NavigationProperty Name='lines' Type='Collection(N.Line)'"
                + " ContainsTarget='true'/>"
                + "<NavigationProperty Name='customer' Type='N.Customer' Nullable='false'/>"
                + "</EntityType>"
                + "<EntityType Name='Line'><Key><PropertyRef Name='no'/></Key>"
                + "<Property Name='no' Type='Edm.Byte' Nullable='false'/></EntityType>"
                + "<EntityType Name='Customer'><Key><PropertyRef Name='id'/></Key>"
                + "<Property Name='id' Type='Edm.Guid' Nullable='false'/></EntityType>"
                + "<EntityContainer Name='C'><EntitySet Name='Orders' EntityType='N.Order'>"
                + "<NavigationPropertyBinding Path='customer' Target='Customers'/></EntitySet>"
                + "<EntitySet Name='Customers' EntityType='N.Customer'/>"
                + "<Singleton Name='Best' Type='N.Customer'/></EntityContainer>"
                + "</Schema></edmx:DataServices></edmx:Edmx>");
  }

  private GenerateReport generate(String name, long rows, Progress progress) {
    try (Database database = Database.open(TestDatabase.at(folder.resolve(name)))) {
      return Generation.run(
          database, Model.load(file), Optional.empty(), new Generation.Wanted(rows, 1), progress);
    }
  }

  private List<List<String>> rows(String name, String sql) {
    try (Database database = Database.open(TestDatabase.at(folder.resolve(name)))) {
      return TestData.rows(database, sql);
    }
  }

  private List<List<String>> content(String name) {
    List<List<String>> content = new ArrayList<>();
    for (List<String> table : rows(name, TestDatabase.tables())) {
      if (!table.get(0).startsWith("edmund_")) {
        content.addAll(rows(name, "SELECT * FROM \"" + table.get(0) + "\" ORDER BY 1, 2"));
      }
    }
    return content;
  }

  @Test
  void aNewDatabaseGetsSamplesThatReferToEachOther() {
    GenerateReport report = generate("a.db", 30, Progress.NONE);
    assertEquals(List.of(), report.notes());
    assertEquals(List.of(List.of("30")), rows("a.db", "SELECT count(*) FROM N_Order"));
    assertEquals(
        List.of(List.of("30")),
        rows(
            "a.db", "SELECT count(*) FROM N_Order o JOIN N_Customer c ON o.customer_rid = c._rid"));
    assertFalse(rows("a.db", "SELECT * FROM N_Line").isEmpty());
    assertEquals(
        List.of(List.of("1")),
        rows("a.db", "SELECT count(*) FROM N_Customer WHERE _container = 'Best'"));
  }

  @Test
  void theSameSeedGivesTheSameDatabase() {
    generate("a.db", 30, Progress.NONE);
    generate("b.db", 30, Progress.NONE);
    assertEquals(content("a.db"), content("b.db"));
  }

  @Test
  void beyondTheSamplesThereAreCopies() {
    generate("a.db", 1_234, Progress.NONE);
    assertEquals(List.of(List.of("1234")), rows("a.db", "SELECT count(*) FROM N_Order"));
  }

  @Test
  void copiesAreNewWhateverHappenedToWhatTheyAreCopiedFrom() {
    generate("a.db", 30, Progress.NONE);
    try (Database database = Database.open(TestDatabase.at(folder.resolve("a.db")))) {
      database.write(handle -> handle.execute("UPDATE \"N_Order\" SET \"_version\" = 5"));
    }
    generate("a.db", 100, Progress.NONE);
    assertEquals(
        List.of(List.of("1", "70"), List.of("5", "30")),
        rows("a.db", "SELECT _version, count(*) FROM N_Order GROUP BY _version ORDER BY 1"));
  }

  @Test
  void emptyTablesAreFilled() {
    Model model = Model.load(file);
    try (Database database = Database.open(TestDatabase.at(folder.resolve("a.db")))) {
      DataLoader.prepare(database, model.edm(), model.storage(), Optional.empty(), Progress.NONE);
    }
    try (Database database = Database.open(TestDatabase.at(folder.resolve("a.db")))) {
      assertThrows(
          IllegalStateException.class,
          () ->
              Generation.run(
                  database, model, Optional.empty(), new Generation.Wanted(5, 1), BROKEN));
      assertTrue(new SchemaManager(database, model.storage()).isReady());
      assertEquals(List.of(), TestData.rows(database, "SELECT * FROM N_Order"));
    }
    generate("a.db", 5, Progress.NONE);
    assertEquals(List.of(List.of("5")), rows("a.db", "SELECT count(*) FROM N_Order"));
  }

  @Test
  void aFailureRemovesANewDatabase() {
    assertThrows(IllegalStateException.class, () -> generate("a.db", 5, BROKEN));
    assertFalse(Files.exists(folder.resolve("a.db")));
    assertEquals(List.of(), rows("a.db", TestDatabase.tables()));
  }
}
