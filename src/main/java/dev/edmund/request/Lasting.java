package dev.edmund.request;

import dev.edmund.request.expr.Computation;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import dev.edmund.request.expr.OrderBy;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.option.SelectItem;
import dev.edmund.request.path.Segment;
import java.util.List;

/**
 * Whether a request means the same at any time, so that what has been worked out for it can be used
 * again: it asks for no moment, calls nothing of the model's own, and holds no token.
 */
public final class Lasting {
  private Lasting() {}

  /** Whether all parts of a URL last. */
  public static boolean is(ODataRequestLine line) {
    return path(line.path()) && options(line.options());
  }

  /** Whether all of these options last. */
  public static boolean options(QueryOptions options) {
    return options.apply() == null
        && options.rest().skipToken() == null
        && options.rest().deltaToken() == null
        && (options.filter() == null || expression(options.filter()))
        && options.compute().stream().map(Computation::expression).allMatch(Lasting::expression)
        && options.orderBy().stream().map(OrderBy::expression).allMatch(Lasting::expression)
        && options.select().stream().allMatch(Lasting::selected)
        && options.expand().stream().allMatch(Lasting::expanded);
  }

  private static boolean selected(SelectItem item) {
    return !(item instanceof SelectItem.Path selected)
        || (path(selected.segments()) && options(selected.options()));
  }

  private static boolean expanded(ExpandItem item) {
    return path(item.path()) && options(item.options());
  }

  private static boolean path(List<Segment> path) {
    return path.stream()
        .noneMatch(
            segment ->
                segment instanceof Segment.Operation
                    || (segment instanceof Segment.Filter filter
                        && !expression(filter.predicate())));
  }

  private static boolean expression(Expr expression) {
    boolean passing =
        expression instanceof Expr.Invoke
            || (expression instanceof Expr.Call call && call.function() == Function.NOW);
    return !passing && ExprHeight.children(expression).stream().allMatch(Lasting::expression);
  }
}
