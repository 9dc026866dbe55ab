package dev.edmund.store;

import java.sql.SQLException;
import java.time.Duration;

/** Where connections for reading come from. */
interface ReadSource {

  /**
   * Opens a connection.
   *
   * @param statementTime the longest that the database may let a statement run by itself
   */
  ReadConnection connect(Duration statementTime) throws SQLException;

  /** What it means that there is no connection. */
  Failure failure(SQLException e);
}
