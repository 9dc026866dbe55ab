package dev.edmund.format.json;

import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.sql.Dialect;
import java.util.List;

/**
 * A query and what writes its rows as entities. Where the database writes JSON faster than it hands
 * over columns, it writes the members that both write in the same way.
 */
public record Packed(Query query, EntityWriter writer) {

  /**
   * Makes the two.
   *
   * @param query has the columns of the shape
   * @param kept columns that are read for other purposes as well
   */
  public static Packed of(
      Query query, EntityShape shape, List<Integer> kept, JsonOptions options, Dialect dialect) {
    Spans spans = Spans.of(query, shape, options, dialect);
    return new Packed(
        spans.isEmpty() ? query : spans.query(query, NeededColumns.of(shape, kept, spans, dialect)),
        EntityWriter.compile(shape, options, dialect, spans));
  }
}
