package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A GIN index over a tsvector of the words, which PostgreSQL keeps current as it does all indexes.
 * The vector is without positions, of which PostgreSQL keeps a few only: that words are one behind
 * the other is looked up in the texts.
 */
final class PostgresWords implements WordIndexes {
  private final Dialect dialect;

  PostgresWords(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public List<String> create(Table table, Table.Index index) {
    return List.of(
        "CREATE INDEX "
            + dialect.quote(index.name())
            + " ON "
            + dialect.quote(table.name())
            + " USING gin ("
            + vector(index, "")
            + ")");
  }

  /** An index is current by itself. */
  @Override
  public Optional<InsertTrigger> onInsert(Table table, Table.Index index) {
    return Optional.empty();
  }

  @Override
  public List<String> drop(String index) {
    return List.of("DROP INDEX IF EXISTS " + dialect.quote(index));
  }

  /** In a statement it has to be what it is in the index. */
  private String vector(Table.Index index, String row) {
    return index.columns().stream()
        .map(c -> "coalesce(" + text(index, row, c) + ", '')")
        .collect(
            Collectors.joining(
                " || ' ' || ", "array_to_tsvector(string_to_array(edmund_words(", "), ' '))"));
  }

  private String text(Table.Index index, String row, Column column) {
    return "left("
        + row
        + dialect.quote(column.name())
        + ", "
        + WordIndexes.characters(index)
        + ")";
  }

  @Override
  public String rowIds(
      Table table, Table.Index index, String text, boolean whole, UnaryOperator<String> bind) {
    Column rowId = Objects.requireNonNull(table.rowId(), "Only entities are searched for");
    String all =
        "SELECT s."
            + dialect.quote(rowId.name())
            + " FROM "
            + dialect.quote(table.name())
            + " s WHERE "
            + vector(index, "s.")
            + " @@ edmund_query("
            + bind.apply(text)
            + ", "
            + whole
            + ")";
    return isOneWord(text)
        ? all
        : all
            + index.columns().stream()
                .map(c -> "edmund_follow(" + text(index, "s.", c) + ", " + bind.apply(text))
                .map(test -> test + ", " + whole + ")")
                .collect(Collectors.joining(" OR ", " AND (", ")"));
  }

  /** Whether a text has no separator for certain. */
  private static boolean isOneWord(String text) {
    return text.length() < 100
        && text.codePoints().allMatch(c -> c < 0x250 && Character.isLetterOrDigit(c));
  }
}
