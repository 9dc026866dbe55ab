package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.sql.PostgresDialect;
import dev.edmund.sql.VersionSql;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that write to a PostgreSQL database, opened when they are needed; who waits
 * longest gets the next one.
 */
final class PostgresWriters implements Writers {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresWriters.class);
  private static final int FURTHER_ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 20;
  private static final VersionSql VERSIONS = new VersionSql(new PostgresDialect());
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final PostgresUrl url;
  private final Settings settings;
  private final RowIds rowIds = new TimedRowIds(Clock.systemUTC());
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();

  /** Grows when a connection breaks: those that were opened before are asked before they work. */
  private final AtomicInteger generation = new AtomicInteger();

  private record Idle(WriteSession session, int generation) {}

  PostgresWriters(PostgresUrl url, Settings settings) {
    this.url = url;
    this.settings = settings;
    this.free = new Semaphore(settings.connections(), true);
  }

  @Override
  public <R> R transaction(Function<WriteSession, R> work) {
    return again(() -> once(session -> within(session, work)));
  }

  /**
   * When the connection breaks, a transaction without its commit can be tried again, and a single
   * statement cannot: it takes a connection that is surely there. Behind a pooler the limits of a
   * statement are part of a transaction.
   */
  @Override
  public <R> R single(Function<WriteSession, R> work) {
    return again(
        () ->
            once(
                session ->
                    url.isPooled() || session.quiet().compareTo(QUIET) > 0
                        ? within(session, work)
                        : alone(session, work)));
  }

  private <R> R again(Supplier<R> work) {
    for (int attempt = 1; attempt <= FURTHER_ATTEMPTS; attempt++) {
      try {
        return work.get();
      } catch (ODataException e) {
        if (!e.isPassing()) {
          throw e;
        }
        LOG.debug("A change is tried again", e);
        pause(attempt);
      }
    }
    return work.get();
  }

  /** Those that were in each other's way do not all come back at the same time. */
  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS * attempt));
    } catch (InterruptedException e) {
      throw stopping(e);
    }
  }

  private static ODataException stopping(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ODataException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
  }

  private <R> R once(Function<WriteSession, R> work) {
    acquire();
    try {
      WriteSession session = take();
      try {
        return work.apply(session);
      } finally {
        giveBack(session);
      }
    } finally {
      free.release();
    }
  }

  private static <R> R within(WriteSession session, Function<WriteSession, R> work) {
    boolean done = false;
    try {
      session.begin();
      R result = work.apply(session);
      ODataException doom = session.doom();
      if (doom != null) {
        throw doom;
      }
      session.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        session.abandon();
      }
    }
  }

  private static <R> R alone(WriteSession session, Function<WriteSession, R> work) {
    session.beginSingle();
    try {
      return work.apply(session);
    } finally {
      session.endSingle();
    }
  }

  private void acquire() {
    try {
      if (!free.tryAcquire(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ODataException(
            ErrorCode.UNAVAILABLE, "Too many changes are being made; try again in a moment.");
      }
    } catch (InterruptedException e) {
      throw stopping(e);
    }
  }

  private WriteSession take() {
    for (@Nullable Idle next = idle.poll(); next != null; next = idle.poll()) {
      if (next.generation() == generation.get() || next.session().isAlive()) {
        return next.session();
      }
      next.session().close();
    }
    try {
      return new WriteSession(PostgresWrites.open(url, settings), rowIds, VERSIONS);
    } catch (SQLException e) {
      LOG.warn("There is no connection to the database: {}", e.getMessage());
      throw PostgresFailures.of(e).answer(e);
    }
  }

  private void giveBack(WriteSession session) {
    if (session.isLost()) {
      generation.incrementAndGet();
      LOG.warn("A connection to the database broke");
      session.close();
    } else {
      idle.addFirst(new Idle(session, generation.get()));
    }
  }

  @Override
  public void close() {
    for (@Nullable Idle next = idle.poll(); next != null; next = idle.poll()) {
      next.session().close();
    }
  }
}
