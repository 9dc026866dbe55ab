package dev.edmund.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Single values, which every start asks for. JDBI would begin its parser of SQL and its flight
 * recorder events for them, a tenth of the processor time of a start.
 */
public final class Scalar {
  private Scalar() {}

  /** The value in the first row; empty where there is no row. */
  public static Optional<String> text(Handle handle, String sql, String... binds) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      for (int i = 0; i < binds.length; i++) {
        statement.setString(i + 1, binds[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  /** The number in the first row; 0 where there is none. */
  public static long number(Handle handle, String sql, String... binds) {
    return text(handle, sql, binds).map(Long::parseLong).orElse(0L);
  }
}
