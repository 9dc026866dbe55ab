package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.core.Progress;
import dev.edmund.store.load.DataLoader;
import dev.edmund.store.load.LoadReport;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to PostgreSQL: who may, who waits, and what is said when it cannot be. */
final class PostgresDatabaseTest {
  @TempDir Path directory = Path.of("");

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String refusal(String url) {
    DatabaseException e = assertThrows(DatabaseException.class, () -> Database.open(url).close());
    String message = String.valueOf(e.getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private static String name(String url) {
    return url.substring(0, url.indexOf('?'));
  }

  private TestData data() {
    return new TestData(directory).writeSmall();
  }

  private static Optional<LoadReport> prepare(TestData data, String url, Progress progress) {
    try (Database database = Database.open(url)) {
      return DataLoader.prepare(
          database, data.edm(), data.storage(), Optional.of(data.data()), progress);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    String message = refusal("jdbc:postgresql://localhost:1/x?user=u&password=secret");
    assertTrue(
        message.startsWith("The database jdbc:postgresql://localhost:1/x cannot be reached: "),
        message);
    assertTrue(message.endsWith("; start its server, or name another one."), message);
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void aDatabaseThatIsNotThereIsToBeCreated() {
    String url = PostgresServer.newSchema().replaceFirst("/postgres\\?", "/nothing?");
    assertEquals(
        "The database "
            + name(url)
            + " does not exist: create it with CREATE DATABASE nothing ENCODING 'UTF8' TEMPLATE"
            + " template0.",
        refusal(url));
  }

  @Test
  void aSchemaThatIsNotThereIsToBeCreated() {
    String url = PostgresServer.newSchema() + "_not";
    String schema = url.substring(url.lastIndexOf('=') + 1);
    assertEquals(
        "The database "
            + name(url)
            + " has no schema "
            + schema
            + " that the user postgres may use: create it, or name another by currentSchema in the"
            + " URL.",
        refusal(url));
  }

  @Test
  void anEncodingThatCannotHoldAllTextsIsRefused() throws SQLException {
    String url = PostgresServer.newSchema();
    String latin = "latin_" + ProcessHandle.current().pid();
    execute(
        url,
        "CREATE DATABASE "
            + latin
            + " ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    String other = url.replaceFirst("/postgres\\?", "/" + latin + "?");
    try {
      assertEquals(
          "The database "
              + name(other)
              + " has the encoding LATIN1, which cannot hold all texts: create one with ENCODING"
              + " 'UTF8'.",
          refusal(other));
    } finally {
      execute(url, "DROP DATABASE " + latin);
    }
  }

  @Test
  void whoMayNotCreateTablesIsTold() throws SQLException {
    String url = PostgresServer.newSchema();
    String schema = url.substring(url.lastIndexOf('=') + 1);
    execute(url, "CREATE ROLE " + schema + "_guest LOGIN");
    execute(url, "GRANT USAGE ON SCHEMA " + schema + " TO " + schema + "_guest");
    try (Database database = Database.open(url, new Credentials(schema + "_guest", null))) {
      TestData data = data();
      DatabaseException e = assertThrows(DatabaseException.class, () -> data.prepare(database));
      assertEquals(
          "The database "
              + name(url)
              + " could not be changed, and is as it was: permission denied for schema "
              + schema
              + "; its owner has to grant that.",
          e.getMessage());
    } finally {
      execute(url, "DROP OWNED BY " + schema + "_guest");
      execute(url, "DROP ROLE " + schema + "_guest");
    }
  }

  /** Tables of the same name in other schemas are none of ours. */
  @Test
  void schemasDoNotKnowOfEachOther() {
    TestData data = data();
    for (int i = 0; i < 2; i++) {
      assertTrue(prepare(data, PostgresServer.newSchema(), Progress.NONE).isPresent());
    }
  }

  @Test
  void ofTwoThatStartAtOnceOneLoadsAndOneWaits() throws Exception {
    TestData data = data();
    String url = PostgresServer.newSchema();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Optional<LoadReport>> first =
          threads.submit(
              () ->
                  prepare(
                      data,
                      url,
                      (what, done, total) -> {
                        if (what.equals("references") && done == 0) {
                          loading.countDown();
                          await(waiting);
                        }
                      }));
      loading.await();
      Future<Optional<LoadReport>> second =
          threads.submit(
              () ->
                  prepare(
                      data,
                      url,
                      (what, done, total) -> {
                        if (what.equals("waiting for another process")) {
                          waiting.countDown();
                        }
                      }));
      assertTrue(first.get().isPresent(), "the first one loads");
      assertEquals(Optional.empty(), second.get(), "the second one finds it done");
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLoadThatDiesLeavesNothing() throws SQLException {
    TestData data = data();
    String url = PostgresServer.newSchema();
    DatabaseException e =
        assertThrows(
            DatabaseException.class,
            () ->
                prepare(
                    data,
                    url + "&ApplicationName=dying",
                    (what, done, total) -> {
                      if (what.equals("indexes") && done == 0) {
                        terminate(url, "dying");
                      }
                    }));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("The database " + name(url) + " went away"),
        e.getMessage());
    try (Database database = Database.open(url)) {
      assertEquals(
          List.of(List.of("0")),
          TestData.rows(
              database,
              "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                  + " WHERE nspname = current_schema()"));
    }
    assertTrue(prepare(data, url, Progress.NONE).isPresent());
  }

  private static void terminate(String url, String application) {
    try {
      execute(
          url,
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '"
              + application
              + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The writer of a process that runs for weeks sees its server restart more than once. */
  @Test
  void theWriterComesBack() throws SQLException {
    String url = PostgresServer.newSchema() + "&ApplicationName=writer";
    try (Database database = Database.open(url)) {
      terminate(url.replace("=writer", "=other"), "writer");
      assertEquals(List.of(List.of("1")), TestData.rows(database, "SELECT 1"));
    }
  }

  /** The texts of COPY: what has a meaning there, and what it might be taken for. */
  @Test
  void everyTextComesOutAsItWentIn() {
    String text = "a\\tb\\nc\\rd\\\\e\\\\N \\\\. \\u0001\\u007f\\u2028\\ud83d\\ude00\\u00e9\\\"'";
    TestData data = new TestData(directory);
    data.write(
        "contacts.json",
        "[{\"contactid\":\"" + TestData.ANNA + "\",\"name\":\"" + text + "\"},",
        "{\"contactid\":\"" + TestData.BOB + "\",\"name\":\"\\\\N\"},",
        "{\"contactid\":\"" + TestData.ACME + "\",\"name\":\"\"},",
        "{\"contactid\":\"" + TestData.BETA + "\",\"name\":null}]");
    String url = PostgresServer.newSchema();
    prepare(data, url, Progress.NONE);
    try (Database database = Database.open(url)) {
      assertEquals(
          List.of(
              List.of("a\tb\nc\rd\\e\\N \\. \u0001\u007f\u2028\uD83D\uDE00\u00e9\"'", "f"),
              List.of("\\N", "f"),
              List.of("", "f"),
              List.of("null", "t")),
          database.alone(
              handle ->
                  handle
                      .createQuery(
                          "SELECT name, CAST(name IS NULL AS text) FROM \"N_contact\" ORDER BY _rid")
                      .map(
                          (row, context) ->
                              List.of(
                                  String.valueOf(row.getString(1)),
                                  row.getString(2).substring(0, 1)))
                      .list()));
    }
  }

  @Test
  void whatTheUrlSaysOfAPoolerIsHeeded() {
    PostgresUrl url =
        PostgresUrl.parse(
            "jdbc:postgresql://h/d?prepareThreshold=0&user=a&password=b%26c",
            new Credentials("other", null));
    assertTrue(url.isPooled());
    assertEquals("other", url.user());
    var reading = url.reading(java.time.Duration.ofSeconds(30));
    assertEquals(null, reading.getProperty("options"), "no pooler hands these on");
    assertEquals("b&c", reading.getProperty("password"));
    assertEquals("0", reading.getProperty("prepareThreshold"));
    assertEquals("40", reading.getProperty("socketTimeout"));
    assertEquals("jdbc:postgresql://h/d", url.toString(), "no password in a log");
  }
}
