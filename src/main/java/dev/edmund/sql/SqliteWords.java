package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An FTS5 table beside the table, without a copy of the texts, that triggers keep current: whoever
 * writes a row writes its words in the same transaction.
 */
final class SqliteWords implements WordIndexes {
  /** Small numbers stand for the columns: FTS5 keeps some names to itself. */
  private static final String COLUMN = "c";

  private static final String INSERTED = "_insert";

  private final Dialect dialect;

  SqliteWords(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public List<String> create(Table table, Table.Index index) {
    String words = dialect.quote(index.name());
    String on = dialect.quote(table.name());
    String rowId = rowId(table);
    String names = names(index);
    String add = add(table, index);
    String remove =
        "INSERT INTO "
            + words
            + " ("
            + words
            + ", rowid"
            + names
            + ") VALUES ('delete', old."
            + rowId
            + texts(index, "old.")
            + ")";
    return List.of(
        "CREATE VIRTUAL TABLE "
            + words
            + " USING fts5("
            + names.substring(2)
            + ", content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')",
        addAll(table, index),
        onNewRow(table, index),
        trigger(index, "_delete", "AFTER DELETE", on, "", remove),
        trigger(
            index,
            "_update",
            "AFTER UPDATE OF " + rowId + columns(index),
            on,
            " WHEN " + changed(rowId, index),
            remove + "; " + add));
  }

  private static String names(Table.Index index) {
    return IntStream.range(0, index.columns().size())
        .mapToObj(i -> ", " + COLUMN + i)
        .collect(Collectors.joining());
  }

  private String insert(Table.Index index) {
    return "INSERT INTO " + dialect.quote(index.name()) + " (rowid" + names(index) + ")";
  }

  private String add(Table table, Table.Index index) {
    return insert(index) + " VALUES (new." + rowId(table) + texts(index, "new.") + ")";
  }

  private String addAll(Table table, Table.Index index) {
    return insert(index)
        + (" SELECT " + rowId(table) + texts(index, "") + " FROM ")
        + dialect.quote(table.name());
  }

  private String onNewRow(Table table, Table.Index index) {
    String on = dialect.quote(table.name());
    return trigger(index, INSERTED, "AFTER INSERT", on, "", add(table, index));
  }

  @Override
  public Optional<InsertTrigger> onInsert(Table table, Table.Index index) {
    return Optional.of(
        new InsertTrigger(
            onNewRow(table, index),
            "DROP TRIGGER " + dialect.quote(index.name() + INSERTED),
            addAll(table, index) + " WHERE " + rowId(table) + " BETWEEN ? AND ?"));
  }

  private String trigger(
      Table.Index index, String suffix, String event, String on, String when, String does) {
    return "CREATE TRIGGER "
        + dialect.quote(index.name() + suffix)
        + " "
        + event
        + " ON "
        + on
        + when
        + " BEGIN "
        + does
        + "; END";
  }

  private String changed(String rowId, Table.Index index) {
    return "old."
        + rowId
        + " <> new."
        + rowId
        + index.columns().stream()
            .map(c -> dialect.quote(c.name()))
            .map(c -> " OR old." + c + " IS NOT new." + c)
            .collect(Collectors.joining());
  }

  private String columns(Table.Index index) {
    return index.columns().stream()
        .map(c -> ", " + dialect.quote(c.name()))
        .collect(Collectors.joining());
  }

  private String texts(Table.Index index, String row) {
    return index.columns().stream()
        .map(c -> ", substr(" + row + name(c) + ", 1, " + WordIndexes.characters(index) + ")")
        .collect(Collectors.joining());
  }

  private String name(Column column) {
    return dialect.quote(column.name());
  }

  private String rowId(Table table) {
    return name(Objects.requireNonNull(table.rowId(), "Only entities are searched for"));
  }

  @Override
  public List<String> drop(String index) {
    return List.of(
        "DROP TRIGGER IF EXISTS " + dialect.quote(index + INSERTED),
        "DROP TRIGGER IF EXISTS " + dialect.quote(index + "_delete"),
        "DROP TRIGGER IF EXISTS " + dialect.quote(index + "_update"),
        "DROP TABLE IF EXISTS " + dialect.quote(index));
  }

  @Override
  public String rowIds(
      Table table, Table.Index index, String text, boolean whole, UnaryOperator<String> bind) {
    String words = dialect.quote(index.name());
    String phrase = '"' + text.replace("\"", "\"\"") + (whole ? "\"" : "\" *");
    return "SELECT rowid FROM " + words + " WHERE " + words + " MATCH " + bind.apply(phrase);
  }
}
