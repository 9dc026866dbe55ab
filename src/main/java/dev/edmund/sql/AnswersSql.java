package dev.edmund.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements for the answers that are kept for requests that may be repeated. The texts are the
 * same on all databases.
 */
public final class AnswersSql {
  public static final String TABLE = "edmund_answers";

  /** The table, and what finds old answers; nothing where they are there. */
  public static final List<String> CREATE =
      List.of(
          "CREATE TABLE IF NOT EXISTS "
              + TABLE
              + " (\n  client TEXT NOT NULL,\n  id TEXT NOT NULL,\n  request TEXT NOT NULL,"
              + "\n  kept_until BIGINT NOT NULL,\n  status BIGINT,\n  headers TEXT,\n  body TEXT,"
              + "\n  PRIMARY KEY (client, id)\n)",
          "CREATE INDEX IF NOT EXISTS " + TABLE + "_kept ON " + TABLE + " (kept_until)");

  /** So few that no change waits long for those that were made before it. */
  private static final int MOST_FORGOTTEN = 100;

  private AnswersSql() {}

  /**
   * Takes an id. One row where it is taken now; none where there is an answer that counts. Who does
   * the same in another transaction waits for the end of this one.
   */
  public static Statement claim(String client, String id, String request, long until, long now) {
    return statement(
        "INSERT INTO "
            + TABLE
            + " AS a (client, id, request, kept_until) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (client, id) DO UPDATE SET request = excluded.request,"
            + " kept_until = excluded.kept_until WHERE a.kept_until < ? RETURNING id",
        client,
        id,
        request,
        until,
        now);
  }

  /** One row: request, status, headers, body. */
  public static Statement read(String client, String id) {
    return statement(
        "SELECT request, status, headers, body FROM " + TABLE + " WHERE client = ? AND id = ?",
        client,
        id);
  }

  /** Completes what was claimed. */
  public static Statement keep(String client, String id, long status, String headers, String body) {
    return statement(
        "UPDATE " + TABLE + " SET status = ?, headers = ?, body = ? WHERE client = ? AND id = ?",
        status,
        headers,
        body,
        client,
        id);
  }

  /** Drops some of the answers that do not count any more. */
  public static Statement forget(long now) {
    return statement(
        "DELETE FROM "
            + TABLE
            + " WHERE (client, id) IN (SELECT client, id FROM "
            + TABLE
            + " WHERE kept_until < ? ORDER BY kept_until LIMIT "
            + MOST_FORGOTTEN
            + ")",
        now);
  }

  private static Statement statement(String text, Object... values) {
    List<Statement.Bind> binds = new ArrayList<>();
    for (Object value : values) {
      binds.add(new Statement.Value(value));
    }
    return new Statement(text, binds);
  }
}
