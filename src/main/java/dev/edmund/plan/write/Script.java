package dev.edmund.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Steps in their order; what a step needs may become known only when all are there. */
final class Script {
  private final List<Supplier<List<Step>>> steps = new ArrayList<>();

  void add(Step step) {
    steps.add(() -> List.of(step));
  }

  void later(Supplier<Step> step) {
    steps.add(() -> List.of(step.get()));
  }

  /** What hangs on a row. */
  void later(Draft draft, Slot slot) {
    steps.add(() -> draft.hanging(slot));
  }

  void addAll(Script others) {
    steps.addAll(others.steps);
  }

  void addAll(List<Step> others) {
    others.forEach(this::add);
  }

  List<Step> build() {
    return steps.stream().flatMap(s -> s.get().stream()).toList();
  }
}
