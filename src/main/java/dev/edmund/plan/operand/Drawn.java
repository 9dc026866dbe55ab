package dev.edmund.plan.operand;

import java.util.function.Supplier;

/** Members that a subquery of its own draws from the database each time. */
public record Drawn(Supplier<Operand.Ranged> rows) implements Operand.Members {
  @Override
  public Operand.Ranged range() {
    return rows.get();
  }
}
