package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.sql.SqliteFunctions;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;

/** What a failure of the database means to the sender of a request. */
final class SqlFailures {
  private SqlFailures() {}

  static ODataException translate(SQLException e) {
    int code = e.getErrorCode() & 0xFF;
    if (code == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
      return new ODataException(
          ErrorCode.UNAVAILABLE,
          "The request took longer than the limit statementTime allows; ask for less at once.",
          e);
    }
    if (String.valueOf(e.getMessage()).contains(SqliteFunctions.INTEGER_OVERFLOW)) {
      return new ODataException(
          ErrorCode.INVALID_VALUE,
          "An integer of the calculation needs more than 64 bits; cast an operand to Edm.Decimal.",
          e);
    }
    if (isTooComplex(e, code)) {
      return new ODataException(
          ErrorCode.LIMIT_EXCEEDED,
          "The request is more complex than the database can answer; ask for less at once.",
          e);
    }
    if (isBusy(code)) {
      return new ODataException(
          ErrorCode.UNAVAILABLE, "The database is busy; try again in a moment.", e);
    }
    return new ODataException(ErrorCode.INTERNAL, "The database could not answer the request.", e);
  }

  /** Whether another process holds the database. */
  static boolean isBusy(JdbiException e) {
    return e.getCause() instanceof SQLException cause && isBusy(cause.getErrorCode() & 0xFF);
  }

  private static boolean isBusy(int code) {
    return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code;
  }

  /** What the database has to say, in one line. */
  static String reason(JdbiException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
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
