package dev.edmund.sql;

import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Changes are numbered as they come: there is one writer at a time, so that who sees a number sees
 * all that are lower.
 */
record SqliteLog(Dialect dialect) implements LogSql {
  private static final String INSERT = "insert";
  private static final List<String> EVENTS = List.of(INSERT, "update", "delete");
  private static final String NOW = "unixepoch()";

  @Override
  public List<String> create(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    return List.of(
        "CREATE TABLE "
            + text.name()
            + " (\n  position INTEGER PRIMARY KEY,\n  "
            + text.definitions()
            + "\n)");
  }

  @Override
  public List<String> attach(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    List<String> statements = new ArrayList<>();
    String root = log.origin().table().name();
    String insert = insert(text);
    String gone = insert + " VALUES (" + NOW + ", " + text.values("OLD") + ");";
    String left = insert + " SELECT " + NOW + ", " + text.values("OLD") + " WHERE " + other(text);
    statements.add(onNewRow(text, root));
    statements.add(trigger(text, root, "update", added(text) + " " + left + ";"));
    statements.add(trigger(text, root, "delete", gone));
    String ofPart =
        insert
            + (" SELECT " + NOW + ", " + text.values("r") + " FROM " + dialect.quote(root))
            + (" r WHERE r." + dialect.quote(log.origin().rowId().name()) + " IN (");
    for (ChangeLog.Part part : log.parts()) {
      String owner = dialect.quote(part.owner().name());
      String table = part.table().name();
      statements.add(trigger(text, table, INSERT, ofPart + "NEW." + owner + ");"));
      statements.add(
          trigger(text, table, "update", ofPart + "NEW." + owner + ", OLD." + owner + ");"));
      statements.add(trigger(text, table, "delete", ofPart + "OLD." + owner + ");"));
    }
    return statements;
  }

  private static String insert(LogText text) {
    return "INSERT INTO " + text.name() + " (changed, " + text.columns() + ")";
  }

  private String onNewRow(LogText text, String root) {
    return trigger(text, root, INSERT, added(text));
  }

  private static String added(LogText text) {
    return insert(text) + " VALUES (" + NOW + ", " + text.values("NEW") + ");";
  }

  @Override
  public Optional<InsertTrigger> onInsert(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    String root = log.origin().table().name();
    String rowId = "r." + dialect.quote(log.origin().rowId().name());
    return Optional.of(
        new InsertTrigger(
            onNewRow(text, root),
            "DROP TRIGGER " + text.name(root, INSERT),
            insert(text)
                + (" SELECT " + NOW + ", " + text.values("r") + " FROM " + dialect.quote(root))
                + (" r WHERE " + rowId + " BETWEEN ? AND ? ORDER BY " + rowId)));
  }

  /** Whether an entity was another one before. */
  private String other(LogText text) {
    return text.identity().stream()
        .map(Column::name)
        .map(dialect::quote)
        .map(name -> "OLD." + name + " IS NOT NEW." + name)
        .collect(Collectors.joining(" OR "));
  }

  private String trigger(LogText text, String table, String event, String does) {
    return "CREATE TRIGGER "
        + text.name(table, event)
        + " AFTER "
        + event.toUpperCase(java.util.Locale.ROOT)
        + " ON "
        + dialect.quote(table)
        + " BEGIN "
        + does
        + " END";
  }

  @Override
  public List<String> detach(ChangeLog log) {
    LogText text = new LogText(dialect, log);
    List<String> tables = new ArrayList<>(List.of(log.origin().table().name()));
    log.parts().forEach(part -> tables.add(part.table().name()));
    return tables.stream()
        .flatMap(t -> EVENTS.stream().map(e -> "DROP TRIGGER IF EXISTS " + text.name(t, e)))
        .toList();
  }

  @Override
  public String mark(ChangeLog log) {
    return "(SELECT coalesce(max(position), 0) FROM " + dialect.quote(log.name()) + ")";
  }

  @Override
  public String since(String position, String mark, Function<Object, String> bind) {
    return position + " > " + bind.apply(Long.valueOf(mark));
  }

  @Override
  public boolean covers(String mark, String now, long forgotten) {
    long seen = Long.parseLong(mark);
    return forgotten <= seen && seen <= Long.parseLong(now);
  }
}
