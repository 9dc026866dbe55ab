package dev.edmund.sql;

import dev.edmund.plan.query.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A query that is nested in the rows of another one, as one statement for many of them. It asks for
 * a list of keys where the query for one row compares columns with those of that row, and returns
 * the key of each row behind the query's own columns. The rows of a key come together and in the
 * order of the query.
 */
public final class BatchSql {
  private final Statement head;
  private final List<String> fields;
  private final Statement tail;
  private final List<Integer> parents;
  private final List<Only> only;
  private final int columns;
  private final @Nullable Long limit;

  /** A text that a row has in a column where anything can be nested in it. */
  record Only(int column, Object text) {}

  /**
   * A statement in parts.
   *
   * @param head what comes before the keys
   * @param fields what the keys are compared with
   * @param tail what comes behind the keys
   * @param parents the columns of the other row that are its key
   * @param columns how many columns the query has
   */
  BatchSql(
      Statement head,
      List<String> fields,
      Statement tail,
      List<Integer> parents,
      List<Only> only,
      int columns,
      @Nullable Long limit) {
    this.head = head;
    this.fields = List.copyOf(fields);
    this.tail = tail;
    this.parents = List.copyOf(parents);
    this.only = List.copyOf(only);
    this.columns = columns;
    this.limit = limit;
  }

  /** The statement for many rows; empty where it takes one for each row. */
  static Optional<BatchSql> of(Query query, Dialect dialect) {
    return new BatchRenderer(query, dialect).render();
  }

  /** The same for rows that have a text in a column. */
  BatchSql only(int column, String text) {
    List<Only> all = new ArrayList<>(only);
    all.add(new Only(column, text));
    return new BatchSql(head, fields, tail, parents, all, columns, limit);
  }

  /** How many columns the query has, behind which there are the keys. */
  public int columns() {
    return columns;
  }

  /** How many values a key has. */
  int keySize() {
    return fields.size();
  }

  /** How many rows are wanted for each key; null for all. */
  public @Nullable Long limit() {
    return limit;
  }

  /**
   * The key of what is nested in a row; empty where nothing can be.
   *
   * @param row the columns of the row that it is nested in
   */
  public List<Object> wanted(IntFunction<@Nullable Object> row) {
    for (Only condition : only) {
      if (!condition.text.equals(row.apply(condition.column))) {
        return List.of();
      }
    }
    return key(parents, row);
  }

  /** The key of a row of the statement. */
  public List<Object> found(IntFunction<@Nullable Object> row) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      positions.add(columns + i);
    }
    return key(positions, row);
  }

  private static List<Object> key(List<Integer> positions, IntFunction<@Nullable Object> row) {
    List<Object> key = new ArrayList<>(positions.size());
    for (int position : positions) {
      Object value = row.apply(position);
      if (value == null) {
        return List.of();
      }
      key.add(value);
    }
    return key;
  }

  /**
   * The statement for some keys, at least one. The last one is repeated up to a power of two, so
   * that there are few different texts and few prepared statements.
   */
  public Statement statement(List<List<Object>> keys) {
    int size = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(keys.size() - 1));
    List<Statement.Bind> binds = new ArrayList<>(head.binds());
    for (int i = 0; i < size; i++) {
      for (Object value : keys.get(Math.min(i, keys.size() - 1))) {
        binds.add(new Statement.Value(value));
      }
    }
    binds.addAll(tail.binds());
    return new Statement(head.text() + in(size) + tail.text(), binds);
  }

  private String in(int size) {
    if (fields.size() == 1) {
      return fields.get(0) + " IN (" + repeat("?", size) + ")";
    }
    String row = "(" + repeat("?", fields.size()) + ")";
    return "(" + String.join(", ", fields) + ") IN (VALUES " + repeat(row, size) + ")";
  }

  private static String repeat(String text, int times) {
    return String.join(", ", Collections.nCopies(times, text));
  }
}
