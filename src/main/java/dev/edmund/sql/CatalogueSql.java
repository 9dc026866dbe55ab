package dev.edmund.sql;

/**
 * Questions about the tables that are there.
 *
 * @param isThere whether Edmund has been here: 1 or 0
 * @param columns one row for each column of each table: table, column, type as {@link
 *     Dialect#columnType} spells it, 1 where it may not be null and else 0, and its place in the
 *     primary key or 0
 * @param indexes one row for each column of each index that a statement made: table, index, 1 where
 *     it is unique, 2 where it is one of words and else 0, column
 * @param attached the indexes and triggers as they were made, without those that are part of an
 *     index of words: table, name and statement
 */
public record CatalogueSql(String isThere, String columns, String indexes, String attached) {
  public static final CatalogueSql SQLITE =
      new CatalogueSql(
          "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '"
              + MetaSql.TABLE
              + "'",
          "SELECT m.name, p.name, p.type, p.\"notnull\", p.pk FROM sqlite_schema m"
              + " JOIN pragma_table_xinfo(m.name) p WHERE m.type = 'table'"
              + " ORDER BY m.name, p.cid",
          "SELECT t, i, kind, c FROM ("
              + "SELECT m.name AS t, i.name AS i, i.\"unique\" AS kind, c.name AS c, c.seqno AS n"
              + " FROM sqlite_schema m"
              + " JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c"
              + " WHERE m.type = 'table' AND i.origin = 'c'"
              + " UNION ALL SELECT t.tbl_name, w.name, 2, '', 0"
              + ofWords()
              + " AND t.name = w.name || '_insert') ORDER BY t, i, n",
          "SELECT tbl_name, name, sql FROM sqlite_schema"
              + " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
              + " AND name NOT IN (SELECT t.name"
              + ofWords()
              + " AND t.name IN (w.name || '_insert', w.name || '_delete', w.name || '_update'))"
              + " ORDER BY 1, 2");

  /** Of the current schema only; whatever takes the name of a table there counts as one. */
  public static final CatalogueSql POSTGRES =
      new CatalogueSql(
          "SELECT count(*)" + tables("c") + " AND c.relname = '" + MetaSql.TABLE + "'",
          "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)"
              + " || CASE WHEN o.collname = 'C' THEN ' COLLATE \"C\"' ELSE '' END,"
              + " CASE WHEN a.attnotnull THEN 1 ELSE 0 END,"
              + " coalesce(array_position(k.conkey, a.attnum), 0)"
              + " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
              + " LEFT JOIN pg_collation o ON o.oid = a.attcollation"
              + " LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'"
              + " WHERE c.relnamespace = quote_ident(current_schema()::text)::regnamespace"
              + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
              + " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum",
          "SELECT c.relname, x.relname,"
              + " CASE WHEN m.amname = 'gin' THEN 2 WHEN i.indisunique THEN 1 ELSE 0 END,"
              + " coalesce(a.attname, '')"
              + " FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid"
              + " JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam"
              + " CROSS JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY k(attnum, place)"
              + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum"
              + " WHERE c.relnamespace = quote_ident(current_schema()::text)::regnamespace AND c.relkind IN ('r', 'p')"
              + " AND NOT EXISTS (SELECT 1 FROM pg_constraint u WHERE u.conindid = x.oid)"
              + " ORDER BY c.relname, x.relname, k.place",
          "SELECT c.relname, x.relname, pg_get_indexdef(x.oid)"
              + " FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid"
              + " JOIN pg_class x ON x.oid = i.indexrelid"
              + " WHERE c.relnamespace = quote_ident(current_schema()::text)::regnamespace AND c.relkind IN ('r', 'p')"
              + " AND NOT EXISTS (SELECT 1 FROM pg_constraint u WHERE u.conindid = x.oid)"
              + " UNION ALL SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid)"
              + " FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal"
              + " WHERE c.relnamespace = quote_ident(current_schema()::text)::regnamespace ORDER BY 1, 2");

  /** The FTS5 tables that triggers fill. */
  private static String ofWords() {
    return " FROM sqlite_schema w JOIN sqlite_schema t"
        + " WHERE w.sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%' AND t.type = 'trigger'";
  }

  private static String tables(String alias) {
    return " FROM pg_class "
        + alias
        + " WHERE "
        + alias
        + ".relnamespace = quote_ident(current_schema()::text)::regnamespace AND "
        + alias
        + ".relkind IN ('r', 'p')";
  }
}
