package dev.edmund.sql;

/** The statements for what Edmund remembers about a database: names and values in one table. */
public final class MetaSql {
  public static final String TABLE = "edmund_meta";
  public static final String CREATE =
      "CREATE TABLE " + TABLE + " (\n  name TEXT PRIMARY KEY,\n  value TEXT NOT NULL\n)";
  public static final String READ = "SELECT value FROM " + TABLE + " WHERE name = ?";
  public static final String WRITE =
      "INSERT INTO "
          + TABLE
          + " (name, value) VALUES (?, ?)"
          + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

  /** Other processes wait, or give up, from the next write on. */
  public static final String LOCK_OTHERS_OUT = "PRAGMA locking_mode = EXCLUSIVE";

  /** Ends {@link #LOCK_OTHERS_OUT} with the next access. */
  public static final String LET_OTHERS_IN = "PRAGMA locking_mode = NORMAL";

  /** Touches the database and nothing in it. */
  public static final String ACCESS = "SELECT count(*) FROM sqlite_schema";

  private MetaSql() {}
}
