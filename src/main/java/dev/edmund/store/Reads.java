package dev.edmund.store;

import java.util.function.Function;

/** Where data are read: connections of their own, or a transaction that has begun. */
public interface Reads {

  /**
   * Does work of a statement or two that give few rows, each of which sees the state at its own
   * start.
   */
  <R> R read(Function<ReadSession, R> work);

  /** Does work whose statements all see one state of the data, and that may read many rows. */
  <R> R snapshot(Function<ReadSession, R> work);

  /** Whether a read that failed may be done again, or only the transaction that it belongs to. */
  Retries retries();
}
