package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/** What is answered where the data or the values do not allow a statement. */
final class Constraints {
  private static final int PRIMARY_CODE = 0xFF;

  private Constraints() {}

  /** The answer; empty where something else is the matter. */
  static Optional<ODataException> answer(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    boolean sqlite = (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    if (state.startsWith("23") || sqlite) {
      return Optional.of(
          new ODataException(
              ErrorCode.CONFLICT,
              "The data do not allow this: a value is missing, taken, or needed by others.",
              e));
    }
    return state.startsWith("22")
        ? Optional.of(
            new ODataException(
                ErrorCode.INVALID_VALUE, "A value is out of the range of the calculation.", e))
        : Optional.empty();
  }
}
