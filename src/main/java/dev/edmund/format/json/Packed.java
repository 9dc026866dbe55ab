package dev.edmund.format.json;

import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Nested;
import dev.edmund.sql.Dialect;
import java.util.List;

/**
 * A query and what writes its rows as entities. Where the database writes JSON faster than it hands
 * over columns, it writes the members that both write in the same way.
 *
 * @param gathered whether rows are grouped or sorted before the first one is there
 * @param nested whether the writer asks for more statements
 * @param entities how many a row has in it at most
 */
public record Packed(
    Query query, EntityWriter writer, boolean gathered, boolean nested, long entities) {

  /**
   * Makes the two.
   *
   * @param query has the columns of the shape
   * @param kept columns that are read for other purposes as well
   */
  public static Packed of(
      Query query, EntityShape shape, List<Integer> kept, JsonOptions options, Dialect dialect) {
    return of(
        query, shape, kept, Spans.withItems(query, shape, options, dialect), options, dialect);
  }

  /** The same for what is read for a row, whose rows are sorted and cut after they are made. */
  static Packed nested(Query query, EntityShape shape, JsonOptions options, Dialect dialect) {
    Spans spans = Spans.of(query, shape, options, dialect);
    return of(query, shape, List.of(), spans, options, dialect);
  }

  /** How many columns the query has. */
  int columns() {
    return query.columns().size();
  }

  private static Packed of(
      Query query,
      EntityShape shape,
      List<Integer> kept,
      Spans spans,
      JsonOptions options,
      Dialect dialect) {
    return new Packed(
        spans.isEmpty() ? query : spans.query(query, NeededColumns.of(shape, kept, spans, dialect)),
        EntityWriter.compile(shape, options, dialect, spans),
        !ReadOrder.asTheyCome(query),
        Nested.in(shape, spans.members()),
        spans.entities());
  }
}
