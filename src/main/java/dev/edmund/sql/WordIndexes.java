package dev.edmund.sql;

import dev.edmund.model.storage.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a database finds words. What a word is both databases have to agree on: a run of letters,
 * digits and whatever else Unicode 6.1 has not for a separator, without its case and its accents.
 */
public interface WordIndexes {
  /** So many characters of the columns of a row count, that their words fit into one tsvector. */
  int MOST_CHARACTERS = 250_000;

  /** What makes an index, fills it and keeps it current. */
  List<String> create(Table table, Table.Index index);

  /** What keeps an index current when rows are added; empty where no trigger does. */
  Optional<InsertTrigger> onInsert(Table table, Table.Index index);

  /** What takes an index away, or does nothing where there is none. */
  List<String> drop(String index);

  /**
   * A query for the row ids of the rows that have words.
   *
   * @param text what the words are taken from
   * @param whole whether the last one has to be a word there, or may be the beginning of one
   * @param bind takes a text that is bound, and returns what stands for it
   */
  String rowIds(
      Table table, Table.Index index, String text, boolean whole, UnaryOperator<String> bind);

  /** How many characters of one column count. */
  static int characters(Table.Index index) {
    return MOST_CHARACTERS / index.columns().size();
  }
}
