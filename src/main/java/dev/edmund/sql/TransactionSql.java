package dev.edmund.sql;

/** The statements around those that change rows. */
public final class TransactionSql {
  /** No other connection can begin to write until this one ends. */
  public static final String BEGIN_ALONE = "BEGIN IMMEDIATE";

  public static final String COMMIT = "COMMIT";
  public static final String ROLLBACK = "ROLLBACK";

  /** From here on all can be undone; of several the last one counts. */
  public static final String MARK = "SAVEPOINT edmund";

  /** Undoes all since the mark, which stays. */
  public static final String UNDO = "ROLLBACK TO SAVEPOINT edmund";

  /** Forgets the mark. */
  public static final String UNMARK = "RELEASE SAVEPOINT edmund";

  private TransactionSql() {}

  /** The limits of the transaction that has begun, in a session that is not ours alone. */
  public static String limits(long statementMillis, long lockMillis) {
    return "SET LOCAL statement_timeout = "
        + statementMillis
        + "; SET LOCAL lock_timeout = "
        + lockMillis;
  }
}
