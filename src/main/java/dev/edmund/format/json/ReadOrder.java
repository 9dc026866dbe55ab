package dev.edmund.format.json;

import dev.edmund.model.storage.Column;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the rows of a query come one by one, in the order of a table or of an index. Others are
 * grouped or sorted before the first one is there.
 */
final class ReadOrder {
  private ReadOrder() {}

  /**
   * Whether they do, as far as the model tells: a condition may lead to another index, and to few
   * rows.
   */
  static boolean asTheyCome(Query query) {
    return query.from() instanceof Query.Rows rows
        && (query.order().isEmpty() || isIndexed(query.order(), rows));
  }

  private static boolean isIndexed(List<Query.Ordering> order, Query.Rows rows) {
    List<Column> keys = new ArrayList<>();
    for (Query.Ordering key : order) {
      if (key.descending() != order.get(0).descending()
          || !(key.term() instanceof Term.Field field)
          || !field.alias().equals(rows.alias())) {
        return false;
      }
      keys.add(field.column());
    }
    // The row id, which comes last, is in every index, or next to it.
    List<Column> before = keys.subList(0, keys.size() - 1);
    return before.isEmpty()
        || rows.table().indexes().stream()
            .anyMatch(
                index ->
                    !index.words()
                        && index.columns().size() >= before.size()
                        && index.columns().subList(0, before.size()).equals(before));
  }
}
