package dev.edmund.store.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Cell;
import dev.edmund.plan.write.Precondition;
import dev.edmund.plan.write.Slot;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WritePlan;
import dev.edmund.store.Writers;
import dev.edmund.store.load.TestData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes by many threads at once (Part 1, 11.4.1.1). */
@Timeout(120)
final class ConcurrentChangesTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 25;
  private static final String SCHEMA =
      "<EntityType Name='counter'><Key><PropertyRef Name='id'/></Key>"
          + "<Property Name='id' Type='Edm.Int32' Nullable='false'/>"
          + "<Property Name='n' Type='Edm.Int64'/>"
          + "<Property Name='v' Type='Edm.Int64'/></EntityType>"
          + "<EntityContainer Name='C'><EntitySet Name='counters' EntityType='N.counter'>"
          + "<Annotation Term='Org.OData.Core.V1.OptimisticConcurrency'><Collection>"
          + "<PropertyPath>v</PropertyPath></Collection></Annotation>"
          + "</EntitySet></EntityContainer>";

  @TempDir Path directory = Path.of("");
  private ChangedData data;
  private Slot counter;

  @BeforeEach
  void open() {
    data =
        new ChangedData(
            TestData.of(directory, SCHEMA), Writers.Settings.of(Duration.ofSeconds(30)));
    counter = data.slot(0, "counter");
  }

  @AfterEach
  void close() {
    data.close();
  }

  private Step.Insert add(long id) {
    return data.insert(counter, "counters", "id", id, "n", 0L);
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void byAll(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(
            threads.submit(
                () -> {
                  work.run(thread);
                  return true;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What a client does: read, change what was read, say which version that was. */
  @Test
  void eightThreadsWithVersionsOverOneRowLoseNothing() throws Exception {
    data.take(add(1));
    byAll(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            while (!incremented()) {
              Thread.onSpinWait();
            }
          }
        });
    String all = Integer.toString(THREADS * ROUNDS);
    assertEquals(
        List.of(List.of(all, Integer.toString(THREADS * ROUNDS + 1))),
        data.rows("SELECT n, v FROM N_counter"));
  }

  private boolean incremented() {
    List<String> read = data.rows("SELECT n, v FROM N_counter").get(0);
    Precondition unchanged = new Precondition.Match(List.of(Long.valueOf(read.get(1))));
    try {
      data.take(
          data.find(counter, 1L, null, unchanged),
          data.update(counter, "n", Long.parseLong(read.get(0)) + 1));
      return true;
    } catch (ODataException e) {
      assertEquals(ErrorCode.PRECONDITION_FAILED, e.code());
      return false;
    }
  }

  @Test
  void aVersionGrowsOnceWithEachChange() {
    data.take(add(1), data.update(counter, "n", 5L));
    assertEquals(List.of(List.of("5", "1")), data.rows("SELECT n, v FROM N_counter"));
    data.take(data.find(counter, 1L), data.update(counter, "n", 6L), data.update(counter, "n", 7L));
    assertEquals(List.of(List.of("7", "2")), data.rows("SELECT n, v FROM N_counter"));
    data.take(data.find(counter, 1L), new Step.Update(counter, List.of()));
    assertEquals(List.of(List.of("7", "3")), data.rows("SELECT n, v FROM N_counter"));
    Precondition differs = new Precondition.Differs(List.of(3L));
    assertThrows(
        ODataException.class,
        () -> data.take(data.find(counter, 1L, null, differs), data.update(counter, "n", 1L)));
  }

  /** Each second one adds a row and then one that is there. */
  @Test
  void whatFailsDoesNotHurtWhatIsDoneAlongWithIt() throws Exception {
    data.take(add(0));
    byAll(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            long id = 1 + thread + (long) THREADS * i;
            if (thread % 2 == 0) {
              data.take(add(id));
            } else {
              ODataException e =
                  assertThrows(
                      ODataException.class,
                      () ->
                          data.take(
                              add(id), data.insert(data.slot(1, "counter"), "counters", "id", 0L)));
              assertEquals(ErrorCode.CONFLICT, e.code());
            }
          }
        });
    assertEquals(
        List.of(List.of(Integer.toString(1 + THREADS / 2 * ROUNDS))),
        data.rows("SELECT count(*) FROM N_counter"));
    assertEquals(
        List.of(List.of("0")),
        data.rows("SELECT count(*) FROM N_counter WHERE id % 2 = 0 AND id > 0"));
  }

  /** Half of them fail with a part and go on: of each nothing is left but what they did then. */
  @Test
  void whoGoesOnAfterAFailureKeepsTheRest() throws Exception {
    data.take(add(0));
    byAll(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            long id = 1 + thread + (long) THREADS * i;
            data.changes()
                .transaction(
                    session -> {
                      if (thread % 2 == 0) {
                        Step.Insert known =
                            data.insert(data.slot(1, "counter"), "counters", "id", 0L);
                        WritePlan bad = new WritePlan(List.of(add(-id), known), null);
                        assertThrows(ODataException.class, () -> session.run(bad));
                      }
                      return session.run(new WritePlan(List.of(add(id)), null));
                    });
          }
        });
    assertEquals(
        List.of(List.of(Integer.toString(1 + THREADS * ROUNDS), "0")),
        data.rows("SELECT count(*), min(id) FROM N_counter"));
  }

  /** The first one adds it, the others find it: none is told of a conflict. */
  @Test
  void whoAddsOrChangesAtTheSameTimeIsNotInConflict() throws Exception {
    for (long round = 0; round < 5; round++) {
      long id = round;
      byAll(
          thread ->
              data.take(
                  data.find(counter, id, null, Precondition.NONE),
                  new Step.Choose(
                      counter,
                      List.of(data.update(counter, "n", 7L)),
                      List.of(data.insert(counter, "counters", "id", id)))));
    }
    assertEquals(
        List.of(List.of("5", Integer.toString(5 * THREADS))),
        data.rows("SELECT count(*), sum(v) FROM N_counter"));
  }

  @Test
  void aServersNumbersAreEachGivenOnce() throws Exception {
    byAll(
        thread -> {
          for (int i = 0; i < 5; i++) {
            data.take(
                new Step.Insert(
                    counter,
                    data.container("counters"),
                    null,
                    List.of(new Cell(data.column(counter.type(), "id"), new Cell.Next()))));
          }
        });
    assertEquals(
        List.of(List.of("1", Integer.toString(5 * THREADS))),
        data.rows("SELECT min(id), max(id) FROM N_counter"));
  }
}
