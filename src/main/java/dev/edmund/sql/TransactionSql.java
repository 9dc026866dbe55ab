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

  /** From here to the end of the part nothing can be changed. */
  public static final String BEGIN_READING =
      "SAVEPOINT edmund_reading; SET LOCAL transaction_read_only = on";

  /** Ends the part, and the transaction goes on as it was before. */
  public static final String END_READING =
      "ROLLBACK TO SAVEPOINT edmund_reading; RELEASE SAVEPOINT edmund_reading";

  /** From here on a connection to SQLite takes no statement that changes data. */
  public static final String READ_ONLY = "PRAGMA query_only = 1";

  /** Ends {@link #READ_ONLY}. */
  public static final String READ_WRITE = "PRAGMA query_only = 0";

  private TransactionSql() {}

  /** The limits of the transaction that has begun, in a session that is not ours alone. */
  public static String limits(long statementMillis, long lockMillis) {
    return "SET LOCAL statement_timeout = "
        + statementMillis
        + "; SET LOCAL lock_timeout = "
        + lockMillis;
  }
}
