package dev.edmund.store;

import dev.edmund.sql.SqliteFunctions;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What SQLite means by a failure. */
final class SqliteFailures {
  private SqliteFailures() {}

  static Failure of(SQLException e) {
    int code = e.getErrorCode() & 0xFF;
    if (code == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
      return Failure.TIMEOUT;
    }
    if (String.valueOf(e.getMessage()).contains(SqliteFunctions.INTEGER_OVERFLOW)) {
      return Failure.OVERFLOW;
    }
    if (isTooComplex(e, code)) {
      return Failure.TOO_COMPLEX;
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return Failure.FULL;
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
      return Failure.READ_ONLY;
    }
    return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code
        ? Failure.BUSY
        : Failure.OTHER;
  }

  /**
   * Whether a statement is beyond a limit of SQLite, such as the depth of an expression. It tells
   * most of them by their message only.
   */
  private static boolean isTooComplex(SQLException e, int code) {
    String message = String.valueOf(e.getMessage());
    return code == SQLiteErrorCode.SQLITE_TOOBIG.code
        || (code == SQLiteErrorCode.SQLITE_ERROR.code
            && (message.contains("too large")
                || message.contains("too many")
                || message.contains("stack overflow")
                || message.contains("Recursion limit")
                || message.contains("at most")));
  }
}
