package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.model.storage.Column;
import dev.edmund.plan.rules.Constraint;
import java.util.Map;
import java.util.Optional;

/** Has the conditions hold that the model states for entities ({@code Validation.Constraint}). */
record ConstraintSteps(Writing writing) {

  /** Those that a body may break: at once where it tells all values, else when they are written. */
  void add(Entity entity, Script out) {
    for (Constraint constraint : writing.rules().of(entity.type().type()).constraints()) {
      Map<String, Column> columns = constraint.columns(entity.type());
      boolean touched =
          entity.mode() != Mode.UPDATE || columns.values().stream().anyMatch(entity.draft()::has);
      if (columns.size() == constraint.paths().size() && touched) {
        add(entity, constraint, columns, out);
      }
    }
  }

  private static void add(
      Entity entity, Constraint constraint, Map<String, Column> columns, Script out) {
    boolean known =
        columns.values().stream()
            .allMatch(
                c -> entity.draft().isConstant(c) || (entity.isNew() && !entity.draft().has(c)));
    if (!known) {
      Refusal refusal =
          new Refusal(ErrorCode.INVALID_VALUE, constraint.message(), constraint.target());
      out.add(new Step.Require(entity.slot(), columns, constraint::holds, refusal));
    } else if (!constraint.holds(
        path -> Optional.ofNullable(columns.get(path)).flatMap(entity.draft()::given))) {
      String target = constraint.target();
      String own = entity.at().path();
      String inner = target == null ? "" : target;
      String path = own.isEmpty() || inner.isEmpty() ? own + inner : own + "/" + inner;
      entity
          .violations()
          .add(ErrorCode.INVALID_VALUE, path, Violations.withoutPeriod(constraint.message()));
    }
  }
}
