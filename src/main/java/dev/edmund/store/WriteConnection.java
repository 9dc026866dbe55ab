package dev.edmund.store;

import java.sql.SQLException;
import java.util.Optional;

/**
 * A connection for writing: {@link #begin} begins a transaction, {@link #end} commits it and {@link
 * #abandon} undoes it.
 */
interface WriteConnection extends ReadConnection {

  /** Runs a statement without binds that gives nothing. */
  void execute(String sql) throws SQLException;

  /**
   * Has each statement be a transaction by itself until {@link #endSingle}, so that none takes a
   * trip of its own to be committed.
   */
  void beginSingle() throws SQLException;

  /** Ends {@link #beginSingle}. */
  void endSingle() throws SQLException;

  /** Undoes what the transaction has done, and goes on with it as if it had just begun. */
  void restart() throws SQLException;

  /** Until {@link #endReading} the transaction takes no statement that changes data. */
  void beginReading() throws SQLException;

  /** Ends {@link #beginReading}, whatever became of the statements since then. */
  void endReading() throws SQLException;

  /** The rule of a table that a failure is about; empty where it is about none. */
  Optional<ConstraintException> broken(SQLException e);
}
