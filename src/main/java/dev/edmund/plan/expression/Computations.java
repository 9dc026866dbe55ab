package dev.edmund.plan.expression;

import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.request.expr.Computation;
import java.util.List;

/** Adds computed properties to instances (Part 2, 5.1.3). */
public final class Computations {
  private Computations() {}

  /** An entity with what {@code $compute} adds to it. */
  public static Operand of(Storage storage, EntityAlias entity, List<Computation> items) {
    Operand stored = new Operand.Entity(entity);
    return items.isEmpty() ? stored : with(stored, items, new ExpressionPlanner(storage, stored));
  }

  /** An instance with more properties, none of which sees another. */
  public static Made with(
      Operand instance, List<Computation> items, ExpressionPlanner expressions) {
    Made result = Made.of(instance);
    for (Computation item : items) {
      Operand value = item.expression().accept(expressions);
      result = result.with(item.name(), Made.Part.dynamic(value, item.expression().type()));
    }
    return result;
  }
}
