package dev.edmund.bench.floor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/** A read connection with its prepared statements, which are kept, and its buffer. */
final class Session implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;
  private static final int FETCHED = 1_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final byte[] buffer = new byte[BUFFER];
  private final boolean cursors;

  Session(String url) throws SQLException {
    cursors = FloorSql.of(url) == FloorSql.POSTGRESQL;
    connection = cursors ? postgres(url) : sqlite(url);
  }

  private static Connection sqlite(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection(url);
  }

  /** Columns come as text, which is what JSON wants, and bytes as they are. */
  private static Connection postgres(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("binaryTransfer", "false");
    properties.setProperty("binaryTransferEnable", "bytea");
    return DriverManager.getConnection(url, properties);
  }

  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** Has a result of any size come in parts, until {@link #finish}. */
  void stream(PreparedStatement statement) throws SQLException {
    if (cursors) {
      connection.setAutoCommit(false);
      statement.setFetchSize(FETCHED);
    }
  }

  /** Ends what {@link #stream} began. */
  void finish() throws SQLException {
    if (cursors) {
      connection.setAutoCommit(true);
    }
  }

  byte[] buffer() {
    return buffer;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
