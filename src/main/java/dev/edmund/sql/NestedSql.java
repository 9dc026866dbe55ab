package dev.edmund.sql;

import dev.edmund.plan.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * What is nested in the rows of another statement.
 *
 * @param each reads it for one row
 * @param columns how many columns it has
 * @param batch reads it for many rows; null where that is not wanted or cannot be said
 */
public record NestedSql(Statement each, int columns, @Nullable BatchSql batch) {

  /** The statements for a query with parent terms, as the dialect wants nested reads. */
  public static NestedSql of(Query query, Dialect dialect) {
    BatchSql batch =
        switch (dialect.expand()) {
          case NESTED -> null;
          case BATCHED -> BatchSql.of(query, dialect).orElse(null);
        };
    return new NestedSql(ReadSql.render(query, dialect), query.columns().size(), batch);
  }

  /**
   * The same, asked for only where a row has a text in a column, so that other rows' keys are not
   * sent along.
   *
   * @param column less than zero where all rows ask for it
   */
  public NestedSql only(int column, String text) {
    return batch == null || column < 0
        ? this
        : new NestedSql(each, columns, batch.only(column, text));
  }
}
