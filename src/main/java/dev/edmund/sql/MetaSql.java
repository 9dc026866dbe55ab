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

  /** Whether Edmund has been here: 1 or 0. */
  public static final String IS_THERE =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '" + TABLE + "'";

  /**
   * One row for each column of each table of a SQLite file: table, column, type, whether it is NOT
   * NULL, and its place in the primary key or 0.
   */
  public static final String COLUMNS =
      "SELECT m.name, p.name, p.type, p.\"notnull\", p.pk FROM sqlite_schema m"
          + " JOIN pragma_table_xinfo(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.cid";

  /** One row for each column of each index that a statement made: table, index, unique, column. */
  public static final String INDEXES =
      "SELECT m.name, i.name, i.\"unique\", c.name FROM sqlite_schema m"
          + " JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c"
          + " WHERE m.type = 'table' AND i.origin = 'c' ORDER BY m.name, i.name, c.seqno";

  /** The indexes and triggers as they were made: table, name and statement. */
  public static final String ATTACHED =
      "SELECT tbl_name, name, sql FROM sqlite_schema"
          + " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY 1, 2";

  /** Other processes wait, or give up, from the next write on. */
  public static final String LOCK_OTHERS_OUT = "PRAGMA locking_mode = EXCLUSIVE";

  /** Ends {@link #LOCK_OTHERS_OUT} with the next access. */
  public static final String LET_OTHERS_IN = "PRAGMA locking_mode = NORMAL";

  /** Touches the database and nothing in it. */
  public static final String ACCESS = "SELECT count(*) FROM sqlite_schema";

  private MetaSql() {}
}
