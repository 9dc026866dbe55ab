package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.sql.Statement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections are few, lent in order, and taken back from work that runs too long. */
@Timeout(60)
final class ReadPoolTest {
  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";
  private static final Statement FOREVER =
      statement(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
  private static final Statement ONE = statement("SELECT 1");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private String url = "";

  @BeforeEach
  void createDatabase() {
    url = "jdbc:sqlite:" + folder.resolve("x.db");
    Database.open(url).close();
  }

  private static Statement statement(String text, Object... binds) {
    List<Statement.Bind> values = new ArrayList<>();
    for (Object bind : binds) {
      values.add(new Statement.Value(bind));
    }
    return new Statement(text, values);
  }

  private ReadPool pool(int size, long statementMillis, long waitMillis) {
    return ReadPool.open(
        url, size, Duration.ofMillis(statementMillis), Duration.ofMillis(waitMillis));
  }

  private static long first(ReadSession session, Statement statement) {
    try (Rows rows = session.query(statement, null)) {
      return rows.next() && rows.value(0) instanceof Long number ? number : -1;
    }
  }

  private static void assertWorks(ReadPool pool) {
    long answer = pool.read(session -> first(session, ONE));
    assertEquals(1L, answer);
  }

  private static void assertUnavailable(ODataException e, String words) {
    assertEquals(ErrorCode.UNAVAILABLE, e.code());
    assertTrue(String.valueOf(e.getMessage()).contains(words), e::getMessage);
  }

  @Test
  void aStatementIsCancelledAtTheLimitAndTheConnectionGoesOn() {
    try (ReadPool pool = pool(1, 300, 1_000)) {
      for (int i = 0; i < 3; i++) {
        ODataException e =
            assertThrows(ODataException.class, () -> pool.read(s -> first(s, FOREVER)));
        assertUnavailable(e, "statementTime");
        assertWorks(pool);
      }
    }
  }

  /** The limit is for all statements of the work together, however short each of them is. */
  @Test
  void manyShortStatementsAreCancelledToo() {
    try (ReadPool pool = pool(1, 300, 1_000)) {
      ODataException e =
          assertThrows(
              ODataException.class,
              () ->
                  pool.read(
                      session -> {
                        while (true) {
                          first(
                              session,
                              statement(
                                  NUMBERS.replace("SELECT i FROM", "SELECT count(*) FROM"),
                                  2_000L));
                        }
                      }));
      assertUnavailable(e, "statementTime");
      assertWorks(pool);
    }
  }

  @Test
  void rowsOfAStatementThatIsReadSlowlyEndAtTheLimit() {
    try (ReadPool pool = pool(1, 300, 1_000)) {
      ODataException e =
          assertThrows(
              ODataException.class,
              () ->
                  pool.read(
                      session -> {
                        long read = 0;
                        try (Rows rows = session.query(statement(NUMBERS, Long.MAX_VALUE), null)) {
                          while (rows.next()) {
                            read++;
                          }
                        }
                        return read;
                      }));
      assertUnavailable(e, "statementTime");
      long last = pool.read(s -> lastOf(s, 2L));
      assertEquals(2L, last);
    }
  }

  private static long lastOf(ReadSession session, long count) {
    long last = 0;
    try (Rows rows = session.query(statement(NUMBERS, count), null)) {
      while (rows.next()) {
        last = rows.value(0) instanceof Long number ? number : -1;
      }
    }
    return last;
  }

  @Test
  void aPoolThatIsUsedUpRefusesAfterTheWait() throws InterruptedException {
    try (ReadPool pool = pool(1, 60_000, 200)) {
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Thread holder = new Thread(() -> pool.read(s -> hold(held, release)));
      holder.start();
      held.await();
      long begun = System.nanoTime();
      ODataException e = assertThrows(ODataException.class, () -> pool.read(s -> first(s, ONE)));
      assertUnavailable(e, "Too many requests");
      assertFalse(System.nanoTime() - begun < 200_000_000L, "it waits before it refuses");
      release.countDown();
      holder.join();
      assertWorks(pool);
    }
  }

  private static boolean hold(CountDownLatch held, CountDownLatch release) {
    held.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void whoWaitsLongestIsServedFirst() throws InterruptedException {
    try (ReadPool pool = pool(1, 60_000, 30_000)) {
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Thread holder = new Thread(() -> pool.read(s -> hold(held, release)));
      holder.start();
      held.await();
      List<Integer> served = Collections.synchronizedList(new ArrayList<>());
      List<Thread> waiters = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int number = i;
        Thread waiter = new Thread(() -> pool.read(s -> served.add(number)));
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
          Thread.onSpinWait();
        }
        waiters.add(waiter);
      }
      release.countDown();
      for (Thread waiter : waiters) {
        waiter.join();
      }
      holder.join();
      assertEquals(List.of(0, 1, 2, 3, 4, 5), served);
    }
  }

  @Test
  void aConnectionComesBackFromWorkThatFails() {
    try (ReadPool pool = pool(1, 60_000, 200)) {
      for (int i = 0; i < 3; i++) {
        assertThrows(
            IllegalStateException.class,
            () ->
                pool.read(
                    s -> {
                      throw new IllegalStateException("work fails");
                    }));
      }
      assertWorks(pool);
    }
  }

  /** An expansion into the same type runs one text at several levels at once. */
  @Test
  void oneTextCanRunAtSeveralLevels() {
    try (ReadPool pool = pool(1, 60_000, 200)) {
      for (int round = 0; round < 2; round++) {
        List<String> seen = new ArrayList<>();
        pool.read(
            session -> {
              try (Rows outer = session.query(statement(NUMBERS, 3L), null)) {
                while (outer.next()) {
                  try (Rows middle = session.query(statement(NUMBERS, 2L), null)) {
                    while (middle.next()) {
                      try (Rows inner =
                          session.query(
                              new Statement(NUMBERS, List.of(new Statement.ParentColumn(0))),
                              outer)) {
                        while (inner.next()) {
                          seen.add(outer.value(0) + "" + middle.value(0) + inner.value(0));
                        }
                      }
                    }
                  }
                }
              }
              return true;
            });
        assertEquals(
            List.of(
                "111", "121", "211", "212", "221", "222", "311", "312", "313", "321", "322", "323"),
            seen);
      }
    }
  }

  /** More texts than are kept, each used twice. */
  @Test
  void statementsThatWereForgottenArePreparedAgain() {
    try (ReadPool pool = pool(1, 60_000, 200)) {
      for (int round = 0; round < 2; round++) {
        for (long i = 0; i < 600; i++) {
          Statement one = statement("SELECT ? /* " + i + " */", i);
          long answer = pool.read(s -> first(s, one));
          assertEquals(i, answer);
        }
      }
    }
  }

  /** A statement beyond what SQLite can take is the sender's to change. */
  @Test
  void aStatementThatIsTooDeepIsALimit() {
    Statement deep = statement("SELECT " + "-(".repeat(1_500) + "1" + ")".repeat(1_500));
    try (ReadPool pool = pool(1, 60_000, 200)) {
      ODataException e = assertThrows(ODataException.class, () -> pool.read(s -> first(s, deep)));
      assertEquals(ErrorCode.LIMIT_EXCEEDED, e.code());
      assertWorks(pool);
    }
  }
}
