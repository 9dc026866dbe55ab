package dev.edmund.plan.expression;

import dev.edmund.plan.function.Structures;
import dev.edmund.plan.function.TypeFunctions;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.request.expr.Expr;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/** Whether there is what a path leads to: {@code isdefined} (Data Aggregation, 3.5). */
final class Presence {
  private final ExpressionPlanner planner;
  private final TypeFunctions types;

  Presence(ExpressionPlanner planner, TypeFunctions types) {
    this.planner = planner;
    this.types = types;
  }

  /** Whether there is an instance that has the property at the end of a path. */
  Condition defined(Expr path) {
    if (path instanceof Expr.Property property) {
      return has(property.source(), property.property().getName());
    }
    if (path instanceof Expr.Navigation navigation) {
      return has(navigation.source(), navigation.property().getName());
    }
    if (path instanceof Expr.Computed computed) {
      return has(computed.source(), computed.name());
    }
    Operand value = path.accept(planner);
    return value instanceof Operand.Dynamic dynamic
        ? Negation.not(new Condition.IsNull(dynamic.place().kind()))
        : Negation.not(new Condition.IsNull(value.presence()));
  }

  private Condition has(Expr instance, String property) {
    Operand owner = instance.accept(planner);
    if (!(owner instanceof Made made)) {
      return there(instance);
    }
    Condition has = made.has(property);
    return instance instanceof Expr.It ? has : new Condition.And(List.of(there(instance), has));
  }

  private Condition there(Expr instance) {
    return instance instanceof Expr.It
        ? new Condition.Constant(true)
        : Negation.not(isNull(instance));
  }

  /** Seen as a type that it does not have, an instance is null. */
  Condition isNull(Expr instance) {
    if (instance instanceof Expr.TypeCast cast) {
      return Negation.not(
          types.isOf(cast.source().accept(planner), cast.source().type(), cast.type(), false));
    }
    if (instance instanceof Expr.CastTo cast && cast.type() instanceof EdmEntityType) {
      return isNull(new Expr.TypeCast(cast.source(), cast.type()));
    }
    return Structures.isNull(instance.accept(planner));
  }
}
