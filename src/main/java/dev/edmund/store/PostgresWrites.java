package dev.edmund.store;

import dev.edmund.sql.TransactionSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A connection that writes to a PostgreSQL database.
 *
 * @param limits what each transaction begins with; empty where the session has its limits
 */
record PostgresWrites(Connection jdbc, PGConnection server, Statement plain, String limits)
    implements WriteConnection {
  private static final int FETCH_SIZE = 500;
  private static final int ALIVE_SECONDS = 1;

  static PostgresWrites open(PostgresUrl url, Writers.Settings settings) throws SQLException {
    Connection connection =
        PostgresReads.connect(url, url.changing(settings.statementTime(), settings.lockTime()));
    try {
      // BEGIN goes along with the first statement.
      connection.setAutoCommit(false);
      String limits =
          url.isPooled()
              ? TransactionSql.limits(
                  settings.statementTime().toMillis(), settings.lockTime().toMillis())
              : "";
      return new PostgresWrites(
          connection, connection.unwrap(PGConnection.class), connection.createStatement(), limits);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void execute(String sql) throws SQLException {
    plain.execute(sql);
  }

  @Override
  public void begin() throws SQLException {
    if (!limits.isEmpty()) {
      execute(limits);
    }
  }

  @Override
  public void beginSingle() throws SQLException {
    jdbc.setAutoCommit(true);
  }

  @Override
  public void endSingle() throws SQLException {
    jdbc.setAutoCommit(false);
  }

  @Override
  public void end() throws SQLException {
    jdbc.commit();
  }

  @Override
  public void abandon() throws SQLException {
    jdbc.rollback();
  }

  @Override
  public void restart() throws SQLException {
    abandon();
    begin();
  }

  @Override
  public void beginReading() throws SQLException {
    execute(TransactionSql.BEGIN_READING);
  }

  @Override
  public void endReading() throws SQLException {
    execute(TransactionSql.END_READING);
  }

  @Override
  public void cancel() throws SQLException {
    server.cancelQuery();
  }

  @Override
  public int fetchSize() {
    return FETCH_SIZE;
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
  public Optional<ConstraintException> broken(SQLException e) {
    ServerErrorMessage server =
        e instanceof PSQLException known ? known.getServerErrorMessage() : null;
    if (server == null) {
      return Optional.empty();
    }
    return switch (String.valueOf(e.getSQLState())) {
      case "23505" -> broken(ConstraintException.Kind.UNIQUE, server.getConstraint(), e);
      case "23502" ->
          broken(
              ConstraintException.Kind.REQUIRED, server.getTable() + "." + server.getColumn(), e);
      case "23503" -> broken(ConstraintException.Kind.REFERENCE, server.getConstraint(), e);
      case "23514", "22001" -> broken(ConstraintException.Kind.OTHER, server.getConstraint(), e);
      default -> Optional.empty();
    };
  }

  private static Optional<ConstraintException> broken(
      ConstraintException.Kind kind, @Nullable String place, SQLException e) {
    return Optional.of(new ConstraintException(kind, place == null ? "" : place, e));
  }

  @Override
  public void close() throws SQLException {
    jdbc.close();
  }
}
