package dev.edmund.sql;

import dev.edmund.model.storage.ChangeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A change has the number of its transaction, and a mark is a snapshot: a number would not do, as
 * transactions end in another order than they begin in, and a sequence has gaps that are filled
 * later. What a snapshot does not see comes after it, whatever its number is.
 *
 * <p>The triggers run once for a statement: COPY of many rows calls them once.
 */
record PostgresLog(Dialect dialect) implements LogSql {
  private static final String NUMBER = "pg_current_xact_id()::text::bigint";
  private static final String NOW = "extract(epoch FROM now())::bigint";

  private enum Event {
    INSERT("added", "NEW TABLE AS added"),
    UPDATE("added", "OLD TABLE AS gone NEW TABLE AS added"),
    DELETE("gone", "OLD TABLE AS gone");

    private final String rows;
    private final String referencing;

    Event(String rows, String referencing) {
      this.rows = rows;
      this.referencing = referencing;
    }

    private String suffix() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public List<String> create(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    return List.of(
        "CREATE TABLE "
            + text.name()
            + " (\n  position bigint NOT NULL,\n  "
            + text.definitions()
            + "\n)",
        "CREATE INDEX ON " + text.name() + " (position)");
  }

  @Override
  public List<String> attach(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    List<String> statements = new ArrayList<>();
    String root = log.origin().table().name();
    String rowId = dialect.quote(log.origin().rowId().name());
    for (Event event : Event.values()) {
      statements.addAll(
          trigger(text, root, event, event.rows + " r", event == Event.UPDATE ? "gone r" : ""));
    }
    statements.addAll(truncation(text, root, dialect.quote(root) + " r"));
    for (ChangeLog.Part part : log.parts()) {
      String table = part.table().name();
      String owner = dialect.quote(part.owner().name());
      String of = dialect.quote(root) + " r WHERE r." + rowId + " IN (SELECT " + owner + " FROM ";
      for (Event event : Event.values()) {
        statements.addAll(
            trigger(
                text,
                table,
                event,
                of + event.rows + ")",
                event == Event.UPDATE ? of + "gone)" : ""));
      }
      statements.addAll(truncation(text, table, of + dialect.quote(table) + ")"));
    }
    return statements;
  }

  private List<String> trigger(
      LogText text, String table, Event event, String rows, String moreRows) {
    String name = text.name(table, event.suffix());
    return List.of(
        function(text, name, rows, moreRows),
        "CREATE TRIGGER "
            + name
            + " AFTER "
            + event
            + " ON "
            + dialect.quote(table)
            + " REFERENCING "
            + event.referencing
            + " FOR EACH STATEMENT EXECUTE FUNCTION "
            + name
            + "()");
  }

  private List<String> truncation(LogText text, String table, String rows) {
    String name = text.name(table, "truncate");
    return List.of(
        function(text, name, rows, ""),
        ("CREATE TRIGGER " + name + " BEFORE TRUNCATE ON " + dialect.quote(table))
            + (" FOR EACH STATEMENT EXECUTE FUNCTION " + name + "()"));
  }

  /**
   * It runs with the rights of who made it, and looks for names where he does: whoever may change
   * the table is logged, and need not know of the log.
   */
  private String function(LogText text, String name, String rows, String moreRows) {
    String select = "SELECT " + NUMBER + ", " + NOW + ", " + text.values("r") + " FROM ";
    return "CREATE OR REPLACE FUNCTION "
        + name
        + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$"
        + " BEGIN INSERT INTO "
        + text.name()
        + " (position, changed, "
        + text.columns()
        + ") "
        + (select + rows)
        + (moreRows.isEmpty() ? "" : " UNION " + select + moreRows)
        + "; RETURN NULL; END $$";
  }

  /** The triggers take many rows as it is. */
  @Override
  public Optional<InsertTrigger> onInsert(ChangeLog log) {
    return Optional.empty();
  }

  /** With the functions go the triggers that call them. */
  @Override
  public List<String> detach(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    List<String> tables = new ArrayList<>(List.of(log.origin().table().name()));
    log.parts().forEach(part -> tables.add(part.table().name()));
    List<String> statements = new ArrayList<>();
    for (String table : tables) {
      for (String event : List.of("insert", "update", "delete", "truncate")) {
        statements.add("DROP FUNCTION IF EXISTS " + text.name(table, event) + "() CASCADE");
      }
    }
    return statements;
  }

  @Override
  public String mark(ChangeLog log) {
    return "pg_current_snapshot()::text";
  }

  /** The first test is for the index. */
  @Override
  public String since(String position, String mark, Function<Object, String> bind) {
    return position
        + " >= "
        + bind.apply(number(mark, 0))
        + " AND NOT pg_visible_in_snapshot("
        + position
        + "::text::xid8, CAST("
        + bind.apply(mark)
        + " AS pg_snapshot))";
  }

  /** The lowest number of a transaction that a snapshot may not see, or the first it knows not. */
  private static Long number(String snapshot, int place) {
    return Long.valueOf(snapshot.split(":", -1)[place]);
  }

  @Override
  public boolean covers(String mark, String now, long forgotten) {
    return forgotten < number(mark, 0) && number(mark, 1) <= number(now, 1);
  }
}
