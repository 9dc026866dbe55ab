package dev.edmund.plan;

import dev.edmund.request.option.QueryOptions;
import java.util.List;

/**
 * What the headers of a request and the conventions of its mount want of its plan.
 *
 * @param pageSize most entities in a page
 * @param annotations whether labels and what lookups lead to are wanted
 * @param version401 whether the answer speaks OData 4.01
 * @param mostTop the largest page that {@code $top} can ask for; 0 where it bounds the result
 * @param names whether what lookups lead to is wanted by its name, which reads it
 * @param keys whether keys, what is named after the type, and the currencies of selected amounts
 *     are there when {@code $select} leaves them out
 */
public record PlanOptions(
    int pageSize,
    boolean annotations,
    boolean version401,
    int mostTop,
    boolean names,
    boolean keys) {

  /** Options with all else as OData has it. */
  public PlanOptions(int pageSize, boolean annotations, boolean version401) {
    this(pageSize, annotations, version401, 0, false, false);
  }

  /**
   * How the result of a query is cut into pages.
   *
   * @param order see {@link Plan.Paging}
   */
  Plan.Paging paging(QueryOptions query, List<Integer> order) {
    Long top = query.top();
    long skip = query.skip() == null ? 0 : query.skip();
    return mostTop > 0 && top != null && top > 0
        ? new Plan.Paging((int) Math.min(top, mostTop), null, skip, order)
        : new Plan.Paging(pageSize, top, skip, order);
  }
}
