package dev.edmund.plan;

import dev.edmund.model.storage.Storage;
import dev.edmund.request.option.QueryOptions;
import java.util.List;

/** Plans {@code $orderby}; the row id always comes last, so that the order is total and stable. */
final class OrderPlanner {
  private OrderPlanner() {}

  static void order(Storage storage, EntityAlias of, List<QueryOptions.OrderBy> keys) {
    ExpressionPlanner planner = new ExpressionPlanner(storage, new Operand.Entity(of));
    for (QueryOptions.OrderBy key : keys) {
      of.builder().orderBy(planner.term(key.expression()), key.descending());
    }
    of.builder().orderBy(of.rowId(), false);
  }
}
