package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The functions in a schema of PostgreSQL. */
final class PostgresFunctionsTest {
  @Test
  void areMadeInTheSchemaOfTheTablesAndAgain() throws SQLException {
    try (Connection connection = DriverManager.getConnection(PostgresServer.newSchema());
        java.sql.Statement statement = connection.createStatement()) {
      for (int round = 0; round < 2; round++) {
        for (String sql : PostgresFunctions.statements()) {
          statement.execute(sql);
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT count(*) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
                  + " AND proname LIKE 'edmund\\_%'")) {
        assertTrue(rows.next());
        assertTrue(rows.getInt(1) > 20);
      }
      try (var rows = statement.executeQuery("SELECT edmund_upper('äß')")) {
        assertTrue(rows.next());
        assertEquals("ÄSS", rows.getString(1));
      }
    }
  }
}
