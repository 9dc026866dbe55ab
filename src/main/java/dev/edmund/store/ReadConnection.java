package dev.edmund.store;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection for reading, with what each kind of database does in its own way. */
interface ReadConnection extends AutoCloseable {
  Connection jdbc();

  /** Stops the statement that is running; called from another thread. */
  void cancel() throws SQLException;

  /** From here on all statements see one state of the data, and rows come a few at a time. */
  void begin() throws SQLException;

  /** Ends {@link #begin} where all went well. */
  void end() throws SQLException;

  /** Ends {@link #begin} where something failed. */
  void abandon() throws SQLException;

  /** Rows that come at a time now; 0 where the driver decides. */
  int fetchSize();

  /** Whether the database still answers on this connection. */
  boolean isAlive();

  Failure failure(SQLException e);

  @Override
  void close() throws SQLException;
}
