package dev.edmund.store.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.TestDatabase;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Slot;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.sql.Statement;
import dev.edmund.store.Database;
import dev.edmund.store.Rows;
import dev.edmund.store.Writers;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that fails in the middle of a change: an error, nothing done, and work goes on. */
@Timeout(120)
final class FaultsTest {
  @TempDir Path directory = Path.of("");
  private ChangedData data;
  private Slot acme;
  private Slot beta;

  @BeforeEach
  void open() {
    data =
        new ChangedData(
            new TestData(directory),
            new Writers.Settings(
                2, Duration.ofMillis(800), Duration.ofMillis(400), Duration.ofSeconds(20)));
    acme = data.slot(0, "account");
    beta = data.slot(1, "account");
  }

  @AfterEach
  void close() {
    data.close();
  }

  private Step.Insert account(Slot slot, String key) {
    return data.insert(slot, "accounts", "accountid", key, "name", "x");
  }

  /** A statement on the connection that writes. */
  private String ask(String sql) {
    return data.changes().transaction(session -> ask(session, sql));
  }

  private static String ask(ChangeSession session, String sql) {
    return session.read(
        reads -> {
          try (Rows rows = reads.query(new Statement(sql, List.of()), null)) {
            return rows.next() ? String.valueOf(rows.value(0)) : "";
          }
        });
  }

  private void assertWorks() {
    data.take(account(beta, TestData.BETA));
    assertEquals(List.of(List.of(TestData.BETA)), data.rows("SELECT accountid FROM N_account"));
  }

  @Test
  void aFullDiskIsAnErrorAndNothingIsDone() {
    Assumptions.assumeFalse(TestDatabase.isPostgres());
    long pages = Long.parseLong(ask("PRAGMA page_count"));
    ask("PRAGMA max_page_count = " + (pages + 3));
    byte[] large = new byte[200_000];
    ODataException e =
        assertThrows(
            ODataException.class,
            () -> data.take(account(acme, TestData.ACME), data.update(acme, "blob", large)));
    assertEquals(ErrorCode.INSUFFICIENT_STORAGE, e.code());
    assertEquals(List.of(), data.rows("SELECT accountid FROM N_account"));
    ask("PRAGMA max_page_count = 1000000");
    assertWorks();
  }

  @Test
  void aDatabaseThatCanBeReadOnlyIsAnErrorAndNothingIsDone() {
    Assumptions.assumeFalse(TestDatabase.isPostgres());
    data.writers().transaction(s -> s.update(new Statement("PRAGMA query_only = 1", List.of())));
    ODataException e =
        assertThrows(ODataException.class, () -> data.take(account(acme, TestData.ACME)));
    assertEquals(ErrorCode.UNAVAILABLE, e.code());
    assertEquals(List.of(), data.rows("SELECT accountid FROM N_account"));
  }

  /** Nothing has been sent to anybody, so that the work is done once more on another connection. */
  @Test
  void aConnectionThatIsLostIsReplaced() {
    Assumptions.assumeTrue(TestDatabase.isPostgres());
    AtomicInteger attempts = new AtomicInteger();
    data.changes()
        .transaction(
            session -> {
              session.run(new WritePlan(List.of(account(acme, TestData.ACME)), null));
              if (attempts.incrementAndGet() == 1) {
                String backend = ask(session, "SELECT pg_backend_pid()");
                data.rows("SELECT pg_terminate_backend(" + backend + ", 5000)");
              }
              return session.run(new WritePlan(List.of(account(beta, TestData.BETA)), null));
            });
    assertEquals(2, attempts.get());
    assertEquals(List.of(List.of("2")), data.rows("SELECT count(*) FROM N_account"));
  }

  @Test
  void workThatTakesTooLongEndsAndIsUndone() {
    String endless =
        TestDatabase.isPostgres()
            ? "SELECT count(*) FROM generate_series(1, 100000000000)"
            : "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                + " SELECT count(*) FROM n";
    ODataException e =
        assertThrows(
            ODataException.class,
            () ->
                data.changes()
                    .transaction(
                        session -> {
                          session.run(new WritePlan(List.of(account(acme, TestData.ACME)), null));
                          return ask(session, endless);
                        }));
    assertEquals(ErrorCode.UNAVAILABLE, e.code());
    assertTrue(e.text().contains("statementTime"), e.text());
    assertWorks();
  }

  @Test
  void aRowThatOthersHoldIsNotWaitedForWithoutEnd() throws Exception {
    Assumptions.assumeTrue(TestDatabase.isPostgres());
    data.take(account(beta, TestData.BETA));
    ODataException e =
        data.changes()
            .transaction(
                session -> {
                  session.run(
                      new WritePlan(
                          List.of(data.find(beta, TestData.BETA), data.update(beta, "name", "y")),
                          null));
                  return assertThrows(
                      ODataException.class, () -> data.take(data.find(beta, TestData.BETA)));
                });
    assertEquals(ErrorCode.UNAVAILABLE, e.code());
    assertEquals(List.of(List.of("y")), data.rows("SELECT name FROM N_account"));
  }

  /** Without prepared statements, and with limits in each transaction. */
  @Test
  void aPoolerMayStandInBetween() {
    Assumptions.assumeTrue(TestDatabase.isPostgres());
    String url = PostgresServer.newSchema();
    TestData other = new TestData(directory.resolve("pooled"));
    try (Database database = Database.open(url + "&prepareThreshold=0")) {
      other.prepare(database);
      try (Changes changes =
          Changes.of(
              database.writers(Writers.Settings.of(Duration.ofSeconds(7))),
              other.storage(),
              database.dialect())) {
        String limit =
            changes.transaction(
                session -> {
                  session.run(new WritePlan(List.of(account(acme, TestData.ACME)), null));
                  return ask(session, "SHOW statement_timeout");
                });
        assertEquals("7s", limit);
      }
    }
  }
}
