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
    QueryOptions less = options.withExpand(options.expand(), levels - 1);
    List<ExpandItem> expand = new ArrayList<>(options.expand());
    expand.add(new ExpandItem(item.path(), item.kind(), less, item.repeatable()));
    return options.withExpand(expand, 1);
  }
}
