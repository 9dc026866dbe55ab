package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.sql.SqliteFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A few read-only connections, handed out in the order they are asked for. Work on one ends when it
 * takes longer than the limit.
 */
public final class ReadPool implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int BUSY_MILLISECONDS = 10_000;
  private static final long CANCEL_AGAIN = 100;

  private final BlockingQueue<ReadSession> idle;
  private final List<ReadSession> all;
  private final ScheduledThreadPoolExecutor watch;
  private final Duration statementTime;
  private final Duration longestWait;

  private ReadPool(List<ReadSession> all, Duration statementTime, Duration longestWait) {
    this.longestWait = longestWait;
    this.all = List.copyOf(all);
    this.idle = new ArrayBlockingQueue<>(all.size(), true, all);
    this.statementTime = statementTime;
    this.watch =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "edmund-statement-time");
              thread.setDaemon(true);
              return thread;
            });
    watch.setRemoveOnCancelPolicy(true);
  }

  /**
   * Opens the connections.
   *
   * @param size how many; about two for each core
   */
  public static ReadPool open(String jdbcUrl, int size, Duration statementTime) {
    return open(jdbcUrl, size, statementTime, LONGEST_WAIT);
  }

  /**
   * Opens the connections.
   *
   * @param longestWait how long work waits for a free connection before it is refused
   */
  static ReadPool open(String jdbcUrl, int size, Duration statementTime, Duration longestWait) {
    List<ReadSession> sessions = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        sessions.add(new ReadSession(connect(jdbcUrl)));
      }
    } catch (SQLException e) {
      sessions.forEach(ReadSession::close);
      throw new DatabaseException("The database cannot be opened for reading.", e);
    }
    return new ReadPool(sessions, statementTime, longestWait);
  }

  private static Connection connect(String jdbcUrl) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(jdbcUrl);
    Connection connection = source.getConnection();
    for (SqliteFunctions.ScalarFunction function : SqliteFunctions.all()) {
      RegisteredFunction.register(connection, function);
    }
    return connection;
  }

  /** Does work on one of the connections, as soon as one is free. */
  public <R> R read(Function<ReadSession, R> work) {
    ReadSession session = take();
    Lease lease = new Lease(session);
    // Again and again: between two statements there is nothing to cancel.
    Future<?> limit =
        watch.scheduleWithFixedDelay(
            lease::cancel, statementTime.toMillis(), CANCEL_AGAIN, TimeUnit.MILLISECONDS);
    try {
      return work.apply(session);
    } finally {
      limit.cancel(false);
      lease.end();
      idle.add(session);
    }
  }

  /** Keeps a cancellation that comes late from the work that has the connection next. */
  private static final class Lease {
    private final ReadSession session;
    private boolean ended;

    Lease(ReadSession session) {
      this.session = session;
    }

    synchronized void cancel() {
      if (!ended) {
        session.cancel();
      }
    }

    synchronized void end() {
      ended = true;
    }
  }

  private ReadSession take() {
    try {
      ReadSession session = idle.poll(longestWait.toMillis(), TimeUnit.MILLISECONDS);
      if (session == null) {
        throw new ODataException(
            ErrorCode.UNAVAILABLE, "Too many requests are being answered; try again in a moment.");
      }
      return session;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ODataException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    all.forEach(ReadSession::close);
  }
}
