package dev.edmund.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Read-only connections to a SQLite file. */
record SqliteReads(String jdbcUrl) implements ReadSource {
  private static final int BUSY_MILLISECONDS = 10_000;

  @Override
  public ReadConnection connect(Duration statementTime) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(jdbcUrl);
    Connection connection = source.getConnection();
    SqliteRegistration.register(connection);
    return new Open(connection, connection.createStatement());
  }

  @Override
  public Failure failure(SQLException e) {
    return SqliteFailures.of(e);
  }

  /**
   * One of them.
   *
   * @param canceller interrupts whatever runs on the connection
   */
  private record Open(Connection jdbc, Statement canceller) implements ReadConnection {
    @Override
    public void cancel() throws SQLException {
      canceller.cancel();
    }

    /** Each statement sees the state at its start; what is read together is a chunk of one. */
    @Override
    public void begin() {}

    @Override
    public void end() {}

    @Override
    public void abandon() {}

    /** Rows are made as they are asked for. */
    @Override
    public int fetchSize() {
      return 0;
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public Failure failure(SQLException e) {
      return SqliteFailures.of(e);
    }

    @Override
    public void close() throws SQLException {
      jdbc.close();
    }
  }
}
