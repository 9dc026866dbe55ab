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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A few read-only connections. Who waits longest for one gets the next that comes free, unless
 * somebody asks at that very moment: strict order would cost a switch of threads for every read.
 * Work on one ends when it takes longer than the limit.
 */
public final class ReadPool implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int BUSY_MILLISECONDS = 10_000;
  private static final long WATCH_MILLIS = 100;

  private final BlockingQueue<Slot> idle;
  private final List<Slot> all;
  private final Thread watch;
  private final Duration statementTime;
  private final Duration longestWait;

  private ReadPool(List<ReadSession> sessions, Duration statementTime, Duration longestWait) {
    this.longestWait = longestWait;
    this.all = sessions.stream().map(Slot::new).toList();
    this.idle = new ArrayBlockingQueue<>(all.size(), false, all);
    this.statementTime = statementTime;
    this.watch = new Thread(this::watch, "edmund-statement-time");
    watch.setDaemon(true);
    watch.start();
  }

  /** One look at all of them now and then costs a read nothing; a timer for each would. */
  private void watch() {
    try {
      while (true) {
        Thread.sleep(WATCH_MILLIS);
        all.forEach(slot -> slot.cancelBeyond(System.nanoTime()));
      }
    } catch (InterruptedException e) {
      // The pool is closed, and nothing is left to watch.
    }
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
    Slot slot = take();
    slot.begin(System.nanoTime() + statementTime.toNanos());
    try {
      return work.apply(slot.session);
    } finally {
      slot.end();
      idle.add(slot);
    }
  }

  /** A connection and until when the work on it may take. */
  private static final class Slot {
    private final ReadSession session;
    private boolean lent;
    private long deadline;

    Slot(ReadSession session) {
      this.session = session;
    }

    synchronized void begin(long until) {
      lent = true;
      deadline = until;
    }

    /** After this a cancellation that comes late does not hit the work that comes next. */
    synchronized void end() {
      lent = false;
    }

    /** Called again and again: between two statements there is nothing to cancel. */
    synchronized void cancelBeyond(long now) {
      if (lent && now - deadline > 0) {
        session.cancel();
      }
    }
  }

  private Slot take() {
    try {
      Slot slot = idle.poll(longestWait.toMillis(), TimeUnit.MILLISECONDS);
      if (slot == null) {
        throw new ODataException(
            ErrorCode.UNAVAILABLE, "Too many requests are being answered; try again in a moment.");
      }
      return slot;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ODataException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
    }
  }

  @Override
  public void close() {
    watch.interrupt();
    all.forEach(slot -> slot.session.close());
  }
}
