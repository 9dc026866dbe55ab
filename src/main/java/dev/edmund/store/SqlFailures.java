package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.sql.SQLException;
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
    if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
      return new ODataException(
          ErrorCode.UNAVAILABLE, "The database is busy; try again in a moment.", e);
    }
    return new ODataException(ErrorCode.INTERNAL, "The database could not answer the request.", e);
  }
}
