package dev.edmund.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.sql.CatalogueSql;
import dev.edmund.store.Database;
import dev.edmund.store.DatabaseException;
import dev.edmund.store.SchemaManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change is made as a whole or not at all, and once. */
class SafeChangeTest {
  private static final String BEFORE =
      SchemaChangeTest.a(
          SchemaChangeTest.p("x", "Int32", "")
              + SchemaChangeTest.p("y", "String", "")
              + SchemaChangeTest.p("z", "String", "MaxLength='9'"));
  private static final String AFTER =
      "<EntityType Name='n'><Property Name='id' Type='Edm.Int32'/></EntityType>"
          + BEFORE
              .replace("'x' Type='Edm.Int32'", "'x' Type='Edm.String'")
              .replace(SchemaChangeTest.p("y", "String", ""), "");

  @TempDir Path directory = Path.of("");

  private Versions loaded() {
    StringBuilder rows = new StringBuilder("[");
    for (int i = 1; i <= 500; i++) {
      rows.append(i == 1 ? "" : ",").append("{'id':" + i + ",'x':" + i + "}");
    }
    return new Versions(directory).load(BEFORE, "as", rows + "]");
  }

  private static List<List<String>> everything(Versions versions) {
    List<List<String>> all =
        new java.util.ArrayList<>(
            versions.rows(
                TestDatabase.isPostgres()
                    ? CatalogueSql.POSTGRES.columns()
                    : "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2"));
    all.addAll(versions.rows("SELECT name, value FROM edmund_meta ORDER BY 1"));
    all.addAll(versions.rows("SELECT * FROM N_a ORDER BY 1"));
    return all;
  }

  @Test
  void whatTheDatabaseRefusesHalfWayIsTakenBack() {
    Versions versions = loaded();
    versions.sql("CREATE VIEW v AS SELECT y FROM N_a");
    var before = everything(versions);
    DatabaseException e = assertThrows(DatabaseException.class, () -> versions.change(AFTER));
    assertTrue(
        String.valueOf(e.getMessage()).contains("could not be changed, and is as it was:"),
        e.getMessage());
    assertEquals(before, everything(versions));
  }

  @Test
  void whatEndsWithAnExceptionHalfWayIsTakenBack() {
    Versions versions = loaded();
    var before = everything(versions);
    try (Database database = versions.open()) {
      SchemaManager schema = new SchemaManager(database, versions.model(AFTER).storage());
      assertThrows(
          IllegalStateException.class,
          () ->
              schema.migrate(
                  Migration.Consent.LOSSLESS,
                  (what, done, total) -> {
                    if (what.startsWith("steps") && done == total - 1) {
                      throw new IllegalStateException("on purpose");
                    }
                  }));
    }
    assertEquals(before, everything(versions));
  }

  /** What the process does that is killed in the last step but one. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] args) {
      Model model = Model.load(Path.of(args[1]));
      try (Database database = Database.open(args[0])) {
        new SchemaManager(database, model.storage())
            .migrate(
                Migration.Consent.LOSSLESS,
                (what, done, total) -> {
                  if (what.startsWith("steps") && done == total - 1) {
                    // As SIGKILL: nothing is closed, flushed or taken back.
                    Runtime.getRuntime().halt(9);
                  }
                });
      }
    }
  }

  @Test
  void aProcessThatIsKilledHalfWayLeavesTheOldTables() throws IOException, InterruptedException {
    Versions versions = loaded();
    var before = everything(versions);
    versions.model(AFTER);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                TestDatabase.at(versions.file()),
                directory.resolve("model.xml").toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("killed.txt").toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(9, process.exitValue());
    assertEquals(before, everything(versions));
    versions.change(AFTER);
    String type = TestDatabase.isPostgres() ? "pg_typeof" : "typeof";
    assertEquals(
        List.of(List.of("text")), versions.rows("SELECT DISTINCT " + type + "(x) FROM N_a"));
  }

  @Test
  void ofTwoThatStartAtOnceOneChangesAndOneWaits() throws Exception {
    Versions versions = loaded();
    Model model = versions.model(AFTER);
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<Plan> change =
        () -> {
          try (Database database = versions.open()) {
            start.await();
            return new SchemaManager(database, model.storage())
                .migrate(Migration.Consent.LOSSLESS, Progress.NONE);
          }
        };
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Future<Plan> one = both.submit(change);
      Future<Plan> other = both.submit(change);
      int changes = one.get().changes().size();
      int others = other.get().changes().size();
      assertEquals(0, Math.min(changes, others));
      assertTrue(Math.max(changes, others) > 0);
    } finally {
      both.shutdownNow();
    }
    assertEquals(List.of(List.of("500")), versions.rows("SELECT count(*) FROM N_a"));
  }

  @Test
  void aDryRunTellsAllAndChangesNothing() {
    Versions versions = loaded();
    var before = everything(versions);
    Plan plan = versions.migrate(AFTER, new Migration.Consent(false, /* dryRun= */ true));
    assertEquals(
        List.of("other type of column N_a.x", "no column N_a.y"), withoutType(plan.changes()));
    assertTrue(plan.statements().stream().anyMatch(s -> s.startsWith("CREATE TABLE")));
    assertEquals(before, everything(versions));
    String less = AFTER.replace("'x' Type='Edm.String'", "'other' Type='Edm.String'");
    Plan losing = versions.migrate(less, new Migration.Consent(false, /* dryRun= */ true));
    assertEquals(
        List.of("N_a.x: 500 of 500 rows have a value that would be lost"), losing.losses());
    assertEquals(before, everything(versions));
  }

  private static List<String> withoutType(List<String> changes) {
    return changes.stream().filter(c -> !c.contains("N_n")).toList();
  }

  @Test
  void theSecretAndTheStateStay() {
    Versions versions = loaded();
    byte[] secret = secret(versions, BEFORE);
    versions.change(AFTER);
    assertTrue(Arrays.equals(secret, secret(versions, AFTER)));
    assertEquals(
        List.of(List.of("ready")),
        versions.rows("SELECT value FROM edmund_meta WHERE name = 'state'"));
  }

  private static byte[] secret(Versions versions, String csdl) {
    try (Database database = versions.open()) {
      return new SchemaManager(database, versions.model(csdl).storage()).secret();
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNotMade() {
    Versions versions = new Versions(directory);
    Model model = versions.model(BEFORE);
    try (Database database = versions.open()) {
      SchemaManager schema = new SchemaManager(database, model.storage());
      DatabaseException e = assertThrows(DatabaseException.class, schema::requireComplete);
      assertTrue(String.valueOf(e.getMessage()).contains("is not there yet"), e.getMessage());
    }
    assertTrue(java.nio.file.Files.notExists(versions.file()));
  }
}
