package dev.edmund.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** A read connection with its prepared statements, which are kept, and its buffer. */
final class Session implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final byte[] buffer = new byte[BUFFER];

  Session(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    connection = config.createConnection(url);
  }

  PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  byte[] buffer() {
    return buffer;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
