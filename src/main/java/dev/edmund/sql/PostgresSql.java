package dev.edmund.sql;

import dev.edmund.model.storage.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Statements that only PostgreSQL has. */
public final class PostgresSql {
  /** Version, encoding, and the schema that names without one are looked up in; null for none. */
  public static final String SERVER =
      "SELECT current_setting('server_version_num'), current_setting('server_version'),"
          + " current_setting('server_encoding'), current_schema()";

  /** The first statement of a transaction that sees one state. */
  public static final String ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

  /** Begins a transaction that only reads, and in which nothing takes long. */
  public static final String BEGIN_TRIAL =
      "BEGIN READ ONLY; SET LOCAL statement_timeout = 200; SET LOCAL lock_timeout = 200";

  /** Ends {@link #BEGIN_TRIAL}. */
  public static final String END_TRIAL = "ROLLBACK";

  /**
   * Takes the lock of the schema until the transaction ends, where nobody has it. It is no lock on
   * a table, so that readers go on, and needs no session of its own behind a pooler.
   */
  public static final String TRY_LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtextextended('edmund ' || current_schema(), 0))";

  /** The same, waiting for it. */
  public static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended('edmund ' || current_schema(), 0)) IS NULL";

  /** Takes a lock of the schema with a name, the only bind, until the transaction ends. */
  static final String TURN =
      "SELECT pg_advisory_xact_lock("
          + "hashtextextended('edmund ' || current_schema() || ' ' || ?, 0)) IS NULL";

  private PostgresSql() {}

  /** What shows at the first row whether a query does more than to read. */
  public static String trial(String query) {
    return query + " LIMIT 1";
  }

  /** Has the planner know the rows of tables. */
  public static String analyze(Dialect dialect, List<Table> tables) {
    return "ANALYZE " + names(dialect, tables);
  }

  /** Tells what rows are visible to all, so that indexes alone can answer; not in a transaction. */
  public static String vacuum(Dialect dialect, List<Table> tables) {
    return "VACUUM " + names(dialect, tables);
  }

  /** Lets others read tables, and write to them only when the transaction has ended. */
  public static String lock(Dialect dialect, List<Table> tables) {
    return "LOCK TABLE " + names(dialect, tables) + " IN SHARE ROW EXCLUSIVE MODE";
  }

  private static String names(Dialect dialect, List<Table> tables) {
    return tables.stream().map(t -> dialect.quote(t.name())).collect(Collectors.joining(", "));
  }

  /** Takes whole rows, with a value for each of {@link InsertSql#columns}, as lines of text. */
  public static String copy(Dialect dialect, Table table) {
    return "COPY "
        + dialect.quote(table.name())
        + " ("
        + InsertSql.columns(table).stream()
            .map(c -> dialect.quote(c.name()))
            .collect(Collectors.joining(", "))
        + ") FROM STDIN";
  }
}
