package dev.edmund.store;

import dev.edmund.core.ODataException;
import dev.edmund.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers, asked on a connection of its own, so that the answer does not
 * depend on how busy the others are, and once a second at most, however often it is wanted.
 */
public final class Readiness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Statement QUESTION = new Statement("SELECT 1", List.of());

  private final ReadPool pool;
  private final ExecutorService asking =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "edmund-readiness");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Future<Boolean> asked;
  private long askedAt;

  private Readiness(ReadPool pool) {
    this.pool = pool;
  }

  /** Asks a database that is open. */
  public static Readiness of(Database database) {
    return new Readiness(database.readers(1, PATIENCE));
  }

  /** Whether the database answered within a second, or less than a second ago. */
  public boolean isReady() {
    try {
      return question().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The question that is on its way or was answered a moment ago, else a new one. */
  private synchronized Future<Boolean> question() {
    long now = System.nanoTime();
    Future<Boolean> last = asked;
    if (last == null || (last.isDone() && now - askedAt > PATIENCE.toNanos())) {
      last = asking.submit(this::ask);
      asked = last;
      askedAt = now;
    }
    return last;
  }

  private boolean ask() {
    try {
      return pool.read(session -> session.hasRow(QUESTION));
    } catch (ODataException e) {
      return false;
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
    pool.close();
  }
}
