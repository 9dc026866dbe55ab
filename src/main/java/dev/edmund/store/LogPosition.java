package dev.edmund.store;

import dev.edmund.model.storage.ChangeLog;
import dev.edmund.sql.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * How far a change log is.
 *
 * @param mark tells which changes are seen
 * @param epoch another one for each new beginning of the log
 * @param forgotten the place of the last change that it has forgotten
 */
public record LogPosition(String mark, String epoch, long forgotten) {

  /** The position of a log in what a session sees. */
  public static LogPosition read(ReadSession session, ChangeLog log, Dialect dialect) {
    try (Rows rows = session.query(dialect.log().position(log), null)) {
      if (!rows.next()) {
        throw new IllegalStateException("The position is one row");
      }
      return new LogPosition(text(rows, 0), text(rows, 1), Long.parseLong(text(rows, 2)));
    }
  }

  private static String text(Row row, int column) {
    @Nullable Object value = row.value(column);
    return value == null ? "0" : value.toString();
  }
}
