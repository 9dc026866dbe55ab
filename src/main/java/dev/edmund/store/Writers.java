package dev.edmund.store;

import java.time.Duration;
import java.util.function.Function;

/** The connections that change data. Called from many threads. */
public interface Writers extends AutoCloseable {

  /**
   * Does work in one transaction. An exception undoes all of it. What conflicts with others only by
   * chance is tried again, with the work called once more.
   *
   * @return what the work gives, when it is safe in the database
   * @throws dev.edmund.core.ODataException when there is no connection in time, or the database
   *     fails
   */
  <R> R transaction(Function<WriteSession, R> work);

  /**
   * The same for work that runs one statement which changes rows, where such a statement may be a
   * transaction by itself: what the work does behind it is then no part of the transaction.
   */
  default <R> R single(Function<WriteSession, R> work) {
    return transaction(work);
  }

  @Override
  void close();

  /**
   * How they behave.
   *
   * @param connections how many there are at most, where a database takes more than one writer
   * @param statementTime how long work in one transaction, or each statement of it, may take
   * @param lockTime how long it waits for others to finish with a row
   * @param longestWait how long work waits for its turn before it is refused
   */
  record Settings(
      int connections, Duration statementTime, Duration lockTime, Duration longestWait) {
    private static final int CONNECTIONS = 16;
    private static final Duration LOCK = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(10);

    /** What is right for a service. */
    public static Settings of(Duration statementTime) {
      return new Settings(CONNECTIONS, statementTime, LOCK, WAIT);
    }
  }
}
