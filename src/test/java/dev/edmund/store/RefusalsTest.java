package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a database that another process holds. */
final class RefusalsTest {
  @TempDir Path directory = Path.of("");

  @Test
  void aFileThatAnotherProcessChangesIsNamed() throws SQLException {
    Path file = directory.resolve("held.db");
    String url = "jdbc:sqlite:" + file;
    try (Database database = Database.open(url);
        Connection holder = DriverManager.getConnection(url);
        Statement hold = holder.createStatement();
        Connection other = DriverManager.getConnection(url + "?busy_timeout=0");
        Statement write = other.createStatement()) {
      hold.execute("BEGIN IMMEDIATE");
      SQLException busy =
          assertThrows(SQLException.class, () -> write.execute("CREATE TABLE t (c)"));
      assertEquals(
          "The database "
              + file
              + " is being changed by another process; try again when it is done.",
          Refusals.of(database, new ConnectionException(busy)).getMessage());
      assertEquals(
          "The database " + file + " could not be changed, and is as it was: full.",
          Refusals.of(database, new ConnectionException(new SQLException("full"))).getMessage());
    }
  }
}
