package dev.edmund.plan.expression;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;

/** Plans {@code $orderby}; the row id always comes last, so that the order is total and stable. */
public final class OrderPlanner {
  private OrderPlanner() {}

  public static void order(EntityAlias of, ExpressionPlanner planner, List<OrderBy> keys) {
    boolean descending = false;
    for (OrderBy key : keys) {
      descending = key.descending();
      of.builder().orderBy(term(planner, key.expression()), descending);
    }
    // In the direction of the key before it, so that an index can be read backward as a whole.
    of.builder().orderBy(of.rowId(), descending);
  }

  /** Sorts what comes out of {@code $apply}: keys first, then the order that it has. */
  public static void order(Instances all, ExpressionPlanner planner, List<OrderBy> keys) {
    List<Query.Ordering> before = all.builder().order();
    all.builder().clearOrder();
    for (OrderBy key : keys) {
      all.builder().orderBy(term(planner, key.expression()), key.descending());
    }
    before.forEach(key -> all.builder().orderBy(key.term(), key.descending()));
    all.settleOrder();
  }

  public static Term term(ExpressionPlanner planner, Expr key) {
    EdmType type = key.type();
    if (type instanceof EdmStructuredType) {
      throw new ODataException(
          ErrorCode.TYPE_MISMATCH, "Values of " + type.getName() + " have no order.", "$orderby");
    }
    Term term = planner.term(key);
    if (term.type() == ColumnType.GEO) {
      throw new ODataException(ErrorCode.TYPE_MISMATCH, "Geo values have no order.", "$orderby");
    }
    return term;
  }
}
