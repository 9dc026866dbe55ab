package dev.edmund.plan;

import java.util.function.Supplier;

/** Members that a subquery of its own draws from the database each time. */
record Drawn(Supplier<Operand.Ranged> rows) implements Operand.Members {
  @Override
  public Operand.Ranged range() {
    return rows.get();
  }
}
