package dev.edmund.store;

import dev.edmund.sql.SqliteFunctions;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives a connection the functions that SQLite lacks. */
public final class SqliteRegistration {
  private SqliteRegistration() {}

  /**
   * Registers all of them.
   *
   * @throws SQLException when the connection is closed
   */
  public static void register(Connection connection) throws SQLException {
    for (SqliteFunctions.ScalarFunction function : SqliteFunctions.all()) {
      RegisteredFunction.register(connection, function);
    }
    DecimalSum.register(connection);
  }
}
