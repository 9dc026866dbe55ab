package dev.edmund.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Corpus;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.PostgresDialect;
import dev.edmund.sql.SchemaSql;
import dev.edmund.sql.SqliteDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables and indexes of every document of a real service can be made. */
class CorpusTablesTest {
  static List<Path> documents() {
    return Corpus.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void sqliteMakesTablesAndIndexes(Path file) throws SQLException {
    Storage storage = Model.load(file).storage();
    SchemaSql sql = new SchemaSql(new SqliteDialect());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      for (String ddl : sql.tables(storage)) {
        statement.execute(ddl);
      }
      for (String ddl : sql.indexes(storage)) {
        statement.execute(ddl);
      }
      try (ResultSet rows =
          statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE type = 'table'")) {
        assertTrue(rows.next());
        assertEquals(storage.tables().size(), rows.getInt(1));
      }
    }
  }

  /** All in one transaction that is given up, so that nothing is left of thousands of tables. */
  @ParameterizedTest
  @MethodSource("documents")
  void postgresMakesTablesAndIndexes(Path file) throws SQLException {
    Storage storage = Model.load(file).storage();
    SchemaSql sql = new SchemaSql(new PostgresDialect());
    try (Connection connection = DriverManager.getConnection(PostgresServer.newSchema());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String ddl : sql.tables(storage)) {
        statement.execute(ddl);
      }
      for (String ddl : sql.indexes(storage)) {
        statement.execute(ddl);
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT count(*) FROM pg_class WHERE relkind = 'r'"
                  + " AND relnamespace = current_schema()::regnamespace")) {
        assertTrue(rows.next());
        assertEquals(storage.tables().size(), rows.getInt(1));
      }
      connection.rollback();
    }
  }
}
