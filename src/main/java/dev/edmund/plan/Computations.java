package dev.edmund.plan;

import dev.edmund.model.storage.Storage;
import dev.edmund.request.expr.Computation;
import java.util.List;

/** Adds computed properties to instances (Part 2, 5.1.3). */
final class Computations {
  private Computations() {}

  /** An entity with what {@code $compute} adds to it. */
  static Operand of(Storage storage, EntityAlias entity, List<Computation> items) {
    Operand stored = new Operand.Entity(entity);
    return items.isEmpty() ? stored : with(stored, items, new ExpressionPlanner(storage, stored));
  }

  /** An instance with more properties, none of which sees another. */
  static Made with(Operand instance, List<Computation> items, ExpressionPlanner expressions) {
    Made result = Made.of(instance);
    for (Computation item : items) {
      Operand value = item.expression().accept(expressions);
      result = result.with(item.name(), Made.Part.dynamic(value, item.expression().type()));
    }
    return result;
  }
}
