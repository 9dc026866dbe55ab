package dev.edmund.request.option;

import dev.edmund.request.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system query options of a request or of an expand item; what was not written is null or
 * empty. {@code $format}, {@code $id} and {@code $skiptoken} only stand at the top level.
 *
 * @param select the properties to return; empty stands for all
 * @param expand the navigation properties to include
 * @param count {@code $count=true}
 * @param levels {@code $levels} of an expand item; {@code max} is the limit; null when not written
 */
public record QueryOptions(
    @Nullable Expr filter,
    @Nullable Search search,
    List<OrderBy> orderBy,
    List<SelectItem> select,
    List<ExpandItem> expand,
    @Nullable Long top,
    @Nullable Long skip,
    boolean count,
    @Nullable Integer levels,
    @Nullable String format,
    @Nullable String id,
    @Nullable String skipToken) {

  /** No option at all. */
  public static final QueryOptions NONE =
      new QueryOptions(
          null, null, List.of(), List.of(), List.of(), null, null, false, null, null, null, null);

  public QueryOptions {
    orderBy = List.copyOf(orderBy);
    select = List.copyOf(select);
    expand = List.copyOf(expand);
  }

  /** The same options with another {@code $select}. */
  public QueryOptions withSelect(List<SelectItem> items) {
    return new QueryOptions(
        filter, search, orderBy, items, expand, top, skip, count, levels, format, id, skipToken);
  }

  /** One key of {@code $orderby}. */
  public record OrderBy(Expr expression, boolean descending) {}
}
