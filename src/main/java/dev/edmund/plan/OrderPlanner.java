package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.OrderBy;
import java.util.List;

/** Plans {@code $orderby}; the row id always comes last, so that the order is total and stable. */
final class OrderPlanner {
  private OrderPlanner() {}

  static void order(Storage storage, EntityAlias of, List<OrderBy> keys) {
    ExpressionPlanner planner = new ExpressionPlanner(storage, new Operand.Entity(of));
    boolean descending = false;
    for (OrderBy key : keys) {
      descending = key.descending();
      Term term = planner.term(key.expression());
      if (term.type() == ColumnType.GEO) {
        throw new ODataException(ErrorCode.TYPE_MISMATCH, "Geo values have no order.", "$orderby");
      }
      of.builder().orderBy(term, descending);
    }
    // In the direction of the key before it, so that an index can be read backward as a whole.
    of.builder().orderBy(of.rowId(), descending);
  }
}
