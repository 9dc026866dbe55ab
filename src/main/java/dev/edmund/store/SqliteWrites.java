package dev.edmund.store;

import dev.edmund.sql.TransactionSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/**
 * The connection that writes to a SQLite file.
 *
 * @param plain runs what has no binds
 * @param canceller interrupts whatever runs on the connection
 */
record SqliteWrites(Connection jdbc, Statement plain, Statement canceller)
    implements WriteConnection {
  private static final String BROKEN = "constraint failed: ";

  static SqliteWrites open(String jdbcUrl) throws SQLException {
    Connection connection = SqliteDatabase.connect(jdbcUrl);
    SqliteRegistration.register(connection);
    return new SqliteWrites(connection, connection.createStatement(), connection.createStatement());
  }

  @Override
  public void execute(String sql) throws SQLException {
    plain.execute(sql);
  }

  @Override
  public void begin() throws SQLException {
    execute(TransactionSql.BEGIN_ALONE);
  }

  @Override
  public void end() throws SQLException {
    execute(TransactionSql.COMMIT);
  }

  @Override
  public void abandon() throws SQLException {
    execute(TransactionSql.ROLLBACK);
  }

  @Override
  public void beginSingle() throws SQLException {
    begin();
  }

  @Override
  public void endSingle() throws SQLException {
    end();
  }

  /** Others may be in the same transaction: what this one has done is behind a mark. */
  @Override
  public void restart() throws SQLException {
    execute(TransactionSql.UNDO);
  }

  @Override
  public void beginReading() throws SQLException {
    execute(TransactionSql.READ_ONLY);
  }

  @Override
  public void endReading() throws SQLException {
    execute(TransactionSql.READ_WRITE);
  }

  @Override
  public void cancel() throws SQLException {
    canceller.cancel();
  }

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
  public Optional<ConstraintException> broken(SQLException e) {
    int code = e.getErrorCode();
    if ((code & 0xFF) != SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
      return Optional.empty();
    }
    String message = String.valueOf(e.getMessage());
    int start = message.indexOf(BROKEN);
    String place =
        start < 0 ? "" : message.substring(start + BROKEN.length()).replaceFirst("\\)$", "");
    return Optional.of(new ConstraintException(kind(message), place, e));
  }

  private static ConstraintException.Kind kind(String message) {
    if (message.contains("UNIQUE ") || message.contains("PRIMARY KEY ")) {
      return ConstraintException.Kind.UNIQUE;
    }
    if (message.contains("NOT NULL ")) {
      return ConstraintException.Kind.REQUIRED;
    }
    return message.contains("FOREIGN KEY ")
        ? ConstraintException.Kind.REFERENCE
        : ConstraintException.Kind.OTHER;
  }

  @Override
  public void close() throws SQLException {
    jdbc.close();
  }
}
