package dev.edmund.store.write;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.store.Database;
import dev.edmund.store.Writers;
import dev.edmund.store.load.TestData;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL server that stops at once, without an end to anything, and starts again. */
@Timeout(180)
final class ServerCrashTest {
  private static final int THREADS = 4;
  private static final int MADE_BEFORE = 300;
  private static final int ATTEMPTS = 5;

  @TempDir Path directory = Path.of("");
  private boolean crashed;

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("server"))
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("fsync", "off")
            // Off where nobody says so; a commit would be told before it is in the log.
            .setServerConfig("synchronous_commit", "on")
            .start();
    return server;
  }

  /** Processes of the server before may hold its memory, or its port, for a while. */
  private EmbeddedPostgres startAgain(int port) throws IOException {
    for (int i = 1; i < ATTEMPTS; i++) {
      try {
        return start(port);
      } catch (IOException | IllegalStateException e) {
        assertTrue(Files.exists(directory.resolve("server")), e::toString);
      }
    }
    return start(port);
  }

  // What "pg_ctl stop -m immediate" does.
  private void crash() throws Exception {
    Path note = directory.resolve("server").resolve("postmaster.pid");
    long server = Long.parseLong(Files.readAllLines(note).get(0).strip());
    ProcessHandle process = ProcessHandle.of(server).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", Long.toString(server)).start().waitFor();
    process.onExit().get(1, TimeUnit.MINUTES);
    crashed = true;
  }

  @Test
  void whatWasMadeIsThereAfterTheCrashAndChangesGoOn() throws Exception {
    EmbeddedPostgres first = start(0);
    int port = first.getPort();
    String url = first.getJdbcUrl("postgres", "postgres");
    TestData data = new TestData(directory);
    Set<Long> made = new HashSet<>();
    try (Database database = Database.open(url)) {
      data.prepare(database);
      try (Changes changes =
          Changes.of(
              database.writers(Writers.Settings.of(Duration.ofSeconds(30))),
              data.storage(),
              database.dialect())) {
        CrashWriter writer = new CrashWriter(changes, data);
        writeUntilTheCrash(writer, made);
        first.close(); // It finds no server, says so in the log and lets go of the folder.
        EmbeddedPostgres second = startAgain(port);
        try {
          writer.write(999_999);
          made.add(999_999L);
          CrashTest.assertWhole(url, made);
        } finally {
          second.close();
        }
      }
    } finally {
      if (!crashed) {
        first.close();
      }
    }
  }

  private void writeUntilTheCrash(CrashWriter writer, Set<Long> made) throws Exception {
    AtomicLong next = new AtomicLong();
    CountDownLatch enough = new CountDownLatch(MADE_BEFORE);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      threads.execute(
          () -> {
            try {
              writer.writeAll(
                  next,
                  number -> {
                    synchronized (made) {
                      made.add(number);
                    }
                    enough.countDown();
                  });
            } catch (RuntimeException e) {
              // The server is gone.
              enough.countDown();
            }
          });
    }
    assertTrue(enough.await(1, TimeUnit.MINUTES));
    crash();
    threads.shutdown();
    assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES), "each thread was told");
    assertFalse(made.isEmpty());
  }
}
