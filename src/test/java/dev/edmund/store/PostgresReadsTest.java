package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.sql.Statement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads from PostgreSQL: in time, of one state, some rows at a time, and after an outage. */
@Timeout(60)
final class PostgresReadsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Statement ONE = statement("SELECT 1");
  private static final Statement FOREVER =
      statement("SELECT count(*) FROM generate_series(1, 100000000000)");

  /** A billion rows, made as they are asked for. */
  private static final Statement ENDLESS =
      statement("SELECT repeat('x', 1000), generate_series(1, 1000000000)");

  private String url = "";

  @BeforeEach
  void createTable() throws SQLException {
    String schema = PostgresServer.newSchema();
    url = schema + "&ApplicationName=" + schema.substring(schema.lastIndexOf('=') + 1);
    execute("CREATE TABLE t (i bigint)");
  }

  private void execute(String sql) throws SQLException {
    String other = url.replaceFirst("&ApplicationName=.*", "");
    try (Connection connection = DriverManager.getConnection(other);
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void terminateAll() throws SQLException {
    execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '"
            + url.substring(url.lastIndexOf('=') + 1)
            + "'");
  }

  private static Statement statement(String text) {
    return new Statement(text, List.of());
  }

  private ReadPool pool(int size, Duration statementTime) {
    return ReadPool.open(url, size, statementTime);
  }

  private static long first(ReadSession session, Statement statement) {
    try (Rows rows = session.query(statement, null)) {
      return rows.next() && rows.value(0) instanceof Long number ? number : -1;
    }
  }

  private static void assertWorks(ReadPool pool) {
    long answer = pool.read(session -> first(session, ONE));
    assertEquals(1L, answer);
    long snapshot = pool.snapshot(session -> first(session, ONE));
    assertEquals(1L, snapshot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&prepareThreshold=0"})
  void aStatementIsCancelledAtTheLimitAndTheConnectionGoesOn(String pooler) {
    url = url.replaceFirst("&ApplicationName", pooler + "&ApplicationName");
    try (ReadPool pool = pool(1, Duration.ofMillis(400))) {
      for (int i = 0; i < 2; i++) {
        ODataException read =
            assertThrows(ODataException.class, () -> pool.read(s -> first(s, FOREVER)));
        ODataException snapshot =
            assertThrows(ODataException.class, () -> pool.snapshot(s -> first(s, FOREVER)));
        for (ODataException e : List.of(read, snapshot)) {
          assertEquals(ErrorCode.UNAVAILABLE, e.code());
          assertTrue(e.text().contains("statementTime"), e.text());
          assertFalse(e.isPassing(), "it would take as long again");
        }
        assertWorks(pool);
      }
    }
  }

  @Test
  void manyShortStatementsEndAtTheLimitToo() {
    try (ReadPool pool = pool(1, Duration.ofMillis(400))) {
      ODataException e =
          assertThrows(
              ODataException.class,
              () ->
                  pool.read(
                      session -> {
                        while (true) {
                          first(session, ONE);
                        }
                      }));
      assertTrue(e.text().contains("statementTime"), e.text());
      assertWorks(pool);
    }
  }

  @Test
  void rowsComeSomeAtATime() {
    try (ReadPool pool = pool(1, LONG)) {
      long begun = System.nanoTime();
      int seen =
          pool.snapshot(
              session -> {
                int count = 0;
                try (Rows rows = session.query(ENDLESS, null)) {
                  while (count < 2_000 && rows.next()) {
                    count++;
                  }
                }
                return count;
              });
      assertEquals(2_000, seen);
      assertTrue(System.nanoTime() - begun < LONG.toNanos() / 2, "the others were never made");
      assertWorks(pool);
    }
  }

  /** What is read after another process wrote is as it was at the start, here as there. */
  @ParameterizedTest
  @ValueSource(strings = {"", "&prepareThreshold=0"})
  void aSnapshotSeesOneState(String pooler) {
    url = url.replaceFirst("&ApplicationName", pooler + "&ApplicationName");
    Statement count = statement("SELECT count(*) FROM t");
    try (ReadPool pool = pool(1, LONG)) {
      List<Long> counts =
          pool.snapshot(session -> List.of(first(session, count), added(session, count)));
      assertEquals(List.of(0L, 0L), counts);
      long after = pool.read(session -> first(session, count));
      assertEquals(1L, after);
    }
  }

  private long added(ReadSession session, Statement count) {
    try {
      execute("INSERT INTO t VALUES (1)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return first(session, count);
  }

  @Test
  void nothingIsWrittenOnAConnectionForReading() {
    Statement write = statement("INSERT INTO t VALUES (1) RETURNING i");
    try (ReadPool pool = pool(1, LONG)) {
      assertThrows(ODataException.class, () -> pool.read(s -> first(s, write)));
      assertThrows(ODataException.class, () -> pool.snapshot(s -> first(s, write)));
      assertWorks(pool);
    }
  }

  /** Has as many connections at work as there are. */
  private static List<Long> allAtOnce(ReadPool pool, int size) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    CyclicBarrier barrier = new CyclicBarrier(size);
    try {
      List<Future<Long>> answers = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        answers.add(
            threads.submit(
                () ->
                    pool.read(
                        session -> {
                          long answer = first(session, ONE);
                          meet(barrier);
                          return answer;
                        })));
      }
      List<Long> values = new ArrayList<>();
      for (Future<Long> answer : answers) {
        values.add(answer.get());
      }
      return values;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void connectionsAreOpenedWhenNeededAndClosedWhenNot() throws Exception {
    ReadPool.Settings settings =
        new ReadPool.Settings(5, LONG, LONG, Duration.ofMillis(200), /* kept= */ 2);
    ReadSource source = new PostgresReads(PostgresUrl.parse(url, Credentials.NONE));
    try (ReadPool pool = ReadPool.open(source, settings)) {
      assertEquals(1, pool.open());
      assertWorks(pool);
      assertEquals(1, pool.open(), "one is enough for one after the other");
      assertEquals(List.of(1L, 1L, 1L, 1L, 1L), allAtOnce(pool, 5));
      assertEquals(5, pool.open());
      while (pool.open() > 2) {
        Thread.sleep(20);
      }
      Thread.sleep(500);
      assertEquals(2, pool.open());
      assertEquals(List.of(1L, 1L, 1L, 1L, 1L), allAtOnce(pool, 5));
    }
  }

  /** The first one that finds out is told; the others are spared. */
  @Test
  void afterOneConnectionBrokeTheOthersAreAskedFirst() throws Exception {
    try (ReadPool pool = pool(4, LONG)) {
      allAtOnce(pool, 4);
      terminateAll();
      ODataException e = assertThrows(ODataException.class, () -> pool.read(s -> first(s, ONE)));
      assertTrue(e.isPassing());
      assertEquals(List.of(1L, 1L, 1L, 1L), allAtOnce(pool, 4));
      terminateAll();
      long again = Retries.USUAL.run(() -> pool.snapshot(s -> first(s, ONE)));
      assertEquals(1L, again);
      assertEquals(List.of(1L, 1L, 1L, 1L), allAtOnce(pool, 4));
    }
  }

  @Test
  void aTableThatWasChangedIsReadAgain() throws SQLException {
    Statement all = statement("SELECT * FROM t");
    try (ReadPool pool = pool(1, LONG)) {
      for (int i = 0; i < 10; i++) {
        pool.read(s -> first(s, all)); // Often enough to be prepared by the server.
      }
      execute("ALTER TABLE t ADD COLUMN j bigint");
      long none = Retries.USUAL.run(() -> pool.read(s -> first(s, all)));
      assertEquals(-1L, none);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40001, TRANSIENT",
    "40P01, TRANSIENT",
    "25006, TRANSIENT",
    "53300, TRANSIENT",
    "08006, LOST",
    "57P01, LOST",
    "57P03, LOST",
    "57014, TIMEOUT",
    "22003, OVERFLOW",
    "54001, TOO_COMPLEX",
    "53200, TOO_COMPLEX",
    "55P03, BUSY",
    "42P01, OTHER",
  })
  void eachFailureHasItsMeaning(String state, String meaning) {
    assertEquals(Failure.valueOf(meaning), PostgresFailures.of(new SQLException("x", state)));
  }

  @Test
  void readinessFollowsTheDatabase() throws Exception {
    try (Database database = Database.open(url);
        Readiness readiness = Readiness.of(database)) {
      assertTrue(readiness.isReady());
      terminateAll();
      Thread.sleep(1_100);
      readiness.isReady(); // Finds out.
      Thread.sleep(1_100);
      assertTrue(readiness.isReady());
    }
  }
}
