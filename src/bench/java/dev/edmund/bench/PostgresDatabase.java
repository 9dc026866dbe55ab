package dev.edmund.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database.
 *
 * @param server the server, where the benchmark started it
 */
record PostgresDatabase(String url, @Nullable EmbeddedPostgres server) implements Database {
  private static final String KIND = "postgresql";
  private static final String PREFIX = "jdbc:postgresql:";

  static PostgresDatabase prepare(Settings settings, Children children)
      throws IOException, SQLException {
    PostgresDatabase database = open(settings);
    try {
      if (!database.isFilled()) {
        Database.generate(settings, children, database.url);
      }
      return database;
    } catch (IOException | SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static PostgresDatabase open(Settings settings) throws IOException, SQLException {
    String wanted = settings.database();
    if (wanted.startsWith(PREFIX)) {
      return new PostgresDatabase(wanted, null);
    }
    if (!wanted.equals(KIND)) {
      throw new BenchmarkException(
          "There is no benchmark for " + wanted + ": choose sqlite, postgresql or a JDBC URL.");
    }
    Path directory = settings.directory().resolve("postgres").toAbsolutePath();
    Files.createDirectories(directory.getParent());
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setServerConfig("shared_buffers", "512MB")
            .start();
    String name = "edmund_" + settings.rows();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (!has(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        statement.execute("CREATE DATABASE " + name);
      }
    }
    return new PostgresDatabase(server.getJdbcUrl("postgres", name), server);
  }

  private boolean isFilled() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      return has(statement, "SELECT 1 WHERE to_regclass('mscrm_connection') IS NOT NULL");
    }
  }

  private static boolean has(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Database copy(String purpose) throws SQLException {
    String from = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    String name = from + "_" + purpose;
    String copy = url.replaceFirst("/" + from + "(?=\\?|$)", "/" + name);
    drop(name);
    execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + from + "\"");
    return new DatabaseCopy(KIND, copy, () -> drop(name));
  }

  private void drop(String name) throws SQLException {
    execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
