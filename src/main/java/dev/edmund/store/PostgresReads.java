package dev.edmund.store;

import dev.edmund.sql.PostgresSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** Read-only connections to a PostgreSQL database. */
record PostgresReads(PostgresUrl url) implements ReadSource {
  private static final int FETCH_SIZE = 500;
  private static final int ALIVE_SECONDS = 1;

  @Override
  public ReadConnection connect(Duration statementTime) throws SQLException {
    Connection connection = connect(url, url.reading(statementTime));
    try {
      // The driver remembers it for the next BEGIN; the session is not changed.
      connection.setReadOnly(true);
      return new Open(connection, connection.unwrap(PGConnection.class), url.isPooled());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Not by DriverManager, which does not see the driver from every class loader. */
  static Connection connect(PostgresUrl url, java.util.Properties properties) throws SQLException {
    Connection connection = new Driver().connect(url.base(), properties);
    if (connection == null) {
      throw new SQLException("The driver does not know " + url.base());
    }
    return connection;
  }

  @Override
  public Failure failure(SQLException e) {
    return PostgresFailures.of(e);
  }

  /**
   * One of them.
   *
   * @param pooled whether the session may be another one in each transaction
   */
  private record Open(Connection jdbc, PGConnection server, boolean pooled)
      implements ReadConnection {
    @Override
    public void cancel() throws SQLException {
      server.cancelQuery();
    }

    /** BEGIN goes along with the first statement. */
    @Override
    public void begin() throws SQLException {
      jdbc.setAutoCommit(false);
      if (pooled) {
        try (Statement statement = jdbc.createStatement()) {
          statement.execute(PostgresSql.ONE_STATE);
        }
      }
    }

    @Override
    public void end() throws SQLException {
      jdbc.commit();
      jdbc.setAutoCommit(true);
    }

    @Override
    public void abandon() throws SQLException {
      jdbc.rollback();
      jdbc.setAutoCommit(true);
    }

    /** The driver reads by a cursor inside a transaction only. */
    @Override
    public int fetchSize() {
      try {
        return jdbc.getAutoCommit() ? 0 : FETCH_SIZE;
      } catch (SQLException e) {
        return 0;
      }
    }

    @Override
    public boolean isAlive() {
      try {
        return jdbc.isValid(ALIVE_SECONDS);
      } catch (SQLException e) {
        return false;
      }
    }

    @Override
    public Failure failure(SQLException e) {
      return PostgresFailures.of(e);
    }

    @Override
    public void close() throws SQLException {
      jdbc.close();
    }
  }
}
