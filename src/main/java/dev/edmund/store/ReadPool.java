package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few read-only connections, opened when they are needed. Who waits longest for one gets the next
 * that comes free, unless somebody asks at that very moment: strict order would cost a switch of
 * threads for every read. Work on one ends when it takes longer than the limit.
 *
 * <p>The connection that was used last is used next, so that those that are not needed are seen to
 * be idle and are closed.
 */
public final class ReadPool implements Reads, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final long WATCH_MILLIS = 100;

  private final ReadSource source;
  private final LinkedBlockingDeque<ReadSlot> idle;
  private final List<ReadSlot> all;
  private final Thread watch;
  private final Settings settings;

  /** Grows when a connection breaks: those that were opened before are asked before they work. */
  private final AtomicInteger generation = new AtomicInteger();

  /**
   * How a pool behaves.
   *
   * @param size how many connections there are at most
   * @param statementTime how long work on one may take
   * @param longestWait how long work waits for a free connection before it is refused
   * @param idleTime after which an unused connection is closed
   * @param kept how many are not closed for that
   */
  record Settings(
      int size, Duration statementTime, Duration longestWait, Duration idleTime, int kept) {
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final int KEPT = 4;

    static Settings of(int size, Duration statementTime, Duration longestWait) {
      return new Settings(size, statementTime, longestWait, IDLE, KEPT);
    }
  }

  private ReadPool(ReadSource source, Settings settings) {
    this.source = source;
    this.settings = settings;
    this.all = Stream.generate(ReadSlot::new).limit(settings.size()).toList();
    this.idle = new LinkedBlockingDeque<>(all);
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
        closeUnused();
      }
    } catch (InterruptedException e) {
      // The pool is closed, and nothing is left to watch.
    }
  }

  private void closeUnused() {
    long before = System.nanoTime() - settings.idleTime().toNanos();
    long open = all.stream().filter(ReadSlot::isOpen).count();
    Iterator<ReadSlot> longestUnused = idle.descendingIterator();
    while (open > settings.kept() && longestUnused.hasNext()) {
      ReadSlot slot = longestUnused.next();
      if (slot.isUnusedSince(before) && idle.remove(slot)) {
        slot.close();
        idle.addLast(slot);
        open--;
      }
    }
  }

  /**
   * A pool over a database that needs no other credentials than its URL has.
   *
   * @param size how many connections at most; about two for each core where SQLite is read
   */
  public static ReadPool open(String jdbcUrl, int size, Duration statementTime) {
    return open(jdbcUrl, size, statementTime, LONGEST_WAIT);
  }

  /** The same with another wait for a free connection. */
  static ReadPool open(String jdbcUrl, int size, Duration statementTime, Duration longestWait) {
    ReadSource source =
        PostgresUrl.isOne(jdbcUrl)
            ? new PostgresReads(PostgresUrl.parse(jdbcUrl, Credentials.NONE))
            : new SqliteReads(jdbcUrl);
    return open(source, Settings.of(size, statementTime, longestWait));
  }

  static ReadPool open(ReadSource source, int size, Duration statementTime) {
    return open(source, Settings.of(size, statementTime, LONGEST_WAIT));
  }

  /** Opens one connection, to see that it can be done. */
  static ReadPool open(ReadSource source, Settings settings) {
    ReadPool pool = new ReadPool(source, settings);
    try {
      pool.read(session -> true);
      return pool;
    } catch (ODataException e) {
      pool.close();
      throw new DatabaseException("The database cannot be opened for reading.", e);
    }
  }

  /**
   * Does work on one of the connections, as soon as one is free: a statement or two that give few
   * rows, each of which sees the state at its own start.
   */
  @Override
  public <R> R read(Function<ReadSession, R> work) {
    return lend(work);
  }

  /**
   * Does work whose statements all see one state of the data, and that may read many rows: they
   * come from the database a few at a time.
   */
  @Override
  public <R> R snapshot(Function<ReadSession, R> work) {
    return lend(session -> session.snapshot(work));
  }

  @Override
  public Retries retries() {
    return Retries.USUAL;
  }

  private <R> R lend(Function<ReadSession, R> work) {
    ReadSlot slot = take();
    try {
      ReadSession session = open(slot);
      slot.begin(System.nanoTime() + settings.statementTime().toNanos());
      try {
        return work.apply(session);
      } finally {
        slot.end(System.nanoTime());
      }
    } finally {
      giveBack(slot);
    }
  }

  private ReadSession open(ReadSlot slot) {
    int now = generation.get();
    try {
      return slot.open(source, settings.statementTime(), now);
    } catch (SQLException e) {
      Failure failure = source.failure(e);
      LOG.warn("There is no connection to the database: {}", e.getMessage());
      throw failure.answer(e);
    }
  }

  private void giveBack(ReadSlot slot) {
    if (slot.isLost()) {
      generation.incrementAndGet();
      LOG.warn("A connection to the database broke");
    }
    if (slot.isSpoiled()) {
      slot.close();
    }
    if (slot.isOpen()) {
      idle.addFirst(slot);
    } else {
      idle.addLast(slot);
    }
  }

  private ReadSlot take() {
    try {
      ReadSlot slot = idle.poll(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS);
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

  /** How many connections are open. */
  long open() {
    return all.stream().filter(ReadSlot::isOpen).count();
  }

  @Override
  public void close() {
    watch.interrupt();
    all.forEach(ReadSlot::close);
  }
}
