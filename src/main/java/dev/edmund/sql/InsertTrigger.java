package dev.edmund.sql;

/**
 * A trigger that does something for each row that is added to a table, and what does the same for
 * many rows at once, which is several times faster.
 *
 * @param create makes the trigger
 * @param drop takes it away
 * @param forRows does its work for the rows of a range of row ids; the first and the last are bound
 */
public record InsertTrigger(String create, String drop, String forRows) {
  /** How many triggers were made by a statement, which is bound. */
  public static final String PRESENT =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND sql = ?";
}
