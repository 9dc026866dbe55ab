package dev.edmund.sql;

import dev.edmund.model.storage.ChangeLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a database logs changes: triggers write a row for each change in the transaction that makes
 * it, whoever does. A mark tells which changes somebody has seen.
 */
public interface LogSql {
  /** So many rows are forgotten at once that no change waits long. */
  int MOST_FORGOTTEN = 10_000;

  /** What makes the table of a log. */
  List<String> create(ChangeLog log);

  /** What begins to log. */
  List<String> attach(ChangeLog log);

  /** What logs rows that are added to the table of the entities; empty where it does so by many. */
  Optional<InsertTrigger> onInsert(ChangeLog log);

  /** What ends it, or does nothing where it has not begun. */
  List<String> detach(ChangeLog log);

  /** A value that is the mark of what a statement sees. */
  String mark(ChangeLog log);

  /**
   * A test whether a change was not seen when a mark was made.
   *
   * @param position the place of the change; text without binds
   * @param bind takes a value that is bound, and returns what stands for it
   */
  String since(String position, String mark, Function<Object, String> bind);

  /**
   * Whether a log has all changes since a mark.
   *
   * @param now the mark of the present
   * @param forgotten the place of the last change that the log has forgotten
   */
  boolean covers(String mark, String now, long forgotten);

  /**
   * One row: the mark of what is seen, the epoch of the log, the place of what it has forgotten.
   */
  default Statement position(ChangeLog log) {
    String meta = "(SELECT value FROM " + MetaSql.TABLE + " WHERE name = ?)";
    return new Statement(
        "SELECT " + mark(log) + ", " + meta + ", " + meta,
        List.of(
            new Statement.Value(epochName(log.name())),
            new Statement.Value(forgottenName(log.name()))));
  }

  /** Under which name Edmund remembers the epoch of a log: another one for each new beginning. */
  static String epochName(String log) {
    return log + " epoch";
  }

  /** Under which name Edmund remembers the place of the last change that a log has forgotten. */
  static String forgottenName(String log) {
    return log + " forgotten";
  }

  /**
   * One row: the place of the last of the oldest changes that may be forgotten, and how many these
   * are. The newest change stays, so that places go on from it.
   */
  static Statement oldest(Dialect dialect, ChangeLog log, long changedBefore) {
    String name = dialect.quote(log.name());
    return new Statement(
        ("SELECT max(p.position), count(*) FROM (SELECT position, changed FROM " + name)
            + (" ORDER BY position LIMIT " + MOST_FORGOTTEN + ") p")
            + (" WHERE p.changed < ? AND p.position < (SELECT max(position) FROM " + name + ")"),
        List.of(new Statement.Value(changedBefore)));
  }

  /** Forgets the changes up to a place. */
  static Statement forget(Dialect dialect, ChangeLog log, long position) {
    return new Statement(
        "DELETE FROM " + dialect.quote(log.name()) + " WHERE position <= ?",
        List.of(new Statement.Value(position)));
  }

  /** Remembers the place of the last change that was forgotten. */
  static Statement forgotten(ChangeLog log, long position) {
    return new Statement(
        MetaSql.WRITE,
        List.of(
            new Statement.Value(forgottenName(log.name())),
            new Statement.Value(Long.toString(position))));
  }
}
