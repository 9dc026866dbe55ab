package dev.edmund.plan.operand;

import java.util.function.Supplier;

/**
 * The collection that a transformation or an option is evaluated for: {@code $these}.
 *
 * @param instances plans it anew for each use
 */
public record Gathered(Supplier<Instances> instances) implements Operand.Members {
  @Override
  public Operand.Ranged range() {
    Instances all = instances.get().open();
    return new Operand.Ranged(all.builder(), all.instance());
  }
}
