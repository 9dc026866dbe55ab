package dev.edmund;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The PostgreSQL server of this JVM, started by the first test that wants it and stopped with the
 * JVM. The property {@code edmund.test.postgres} names another one: the JDBC URL, with user and
 * password, of a database that tests may fill with schemas.
 */
public final class PostgresServer {
  /** A machine may have much else to do. */
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private PostgresServer() {}

  /** The JDBC URL of a new, empty schema; {@code &} can be appended to it. */
  public static String newSchema() {
    String server = Running.URL;
    String name = "t" + ProcessHandle.current().pid() + "_" + SCHEMAS.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(server);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + name + " CASCADE");
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("No schema can be made in " + server, e);
    }
    return server + "&currentSchema=" + name;
  }

  /** Initialised by the first use, once, by the JVM. */
  private static final class Running {
    static final String URL = start();

    private static String start() {
      String given = System.getProperty("edmund.test.postgres", "");
      if (!given.isEmpty()) {
        return given.contains("?") ? given : given + "?";
      }
      try {
        // What survives a crash of the machine is not tested here.
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setPGStartupWait(LONGEST_START)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_connections", "300")
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server.getJdbcUrl("postgres", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
