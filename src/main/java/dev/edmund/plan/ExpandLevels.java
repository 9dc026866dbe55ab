package dev.edmund.plan;

import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code $levels} out (Part 2, 5.1.3.1): an item that expands itself one level less. */
final class ExpandLevels {
  private ExpandLevels() {}

  static QueryOptions unrolled(ExpandItem item) {
    QueryOptions options = item.options();
    Integer levels = options.levels();
    if (levels == null || levels <= 1) {
      return options;
    }
    QueryOptions less = with(options, options.expand(), levels - 1);
    List<ExpandItem> expand = new ArrayList<>(options.expand());
    expand.add(new ExpandItem(item.path(), item.kind(), less, item.repeatable()));
    return with(options, expand, 1);
  }

  private static QueryOptions with(QueryOptions o, List<ExpandItem> expand, int levels) {
    return new QueryOptions(
        o.filter(),
        o.search(),
        o.orderBy(),
        o.select(),
        expand,
        o.top(),
        o.skip(),
        o.count(),
        levels,
        o.format(),
        o.id(),
        o.skipToken());
  }
}
