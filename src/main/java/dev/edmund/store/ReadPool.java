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

  private final BlockingQueue<ReadSession> idle;
  private final List<ReadSession> all;
  private final ScheduledThreadPoolExecutor watch;
  private final Duration statementTime;

  private ReadPool(List<ReadSession> all, Duration statementTime) {
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
    List<ReadSession> sessions = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        sessions.add(new ReadSession(connect(jdbcUrl)));
      }
    } catch (SQLException e) {
      sessions.forEach(ReadSession::close);
      throw new DatabaseException("The database cannot be opened for reading.", e);
    }
    return new ReadPool(sessions, statementTime);
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
    Future<?> limit =
        watch.schedule(session::cancel, statementTime.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return work.apply(session);
    } finally {
      limit.cancel(false);
      idle.add(session);
    }
  }

  private ReadSession take() {
    try {
      ReadSession session = idle.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
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
