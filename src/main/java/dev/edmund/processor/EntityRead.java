package dev.edmund.processor;

import dev.edmund.format.json.JsonOptions;
import dev.edmund.plan.Plan;
import java.util.List;

/**
 * The reading of one entity.
 *
 * @param values of the parameters of the plan, as the driver takes them
 */
record EntityRead(Plan.Entity plan, Compiled compiled, List<Object> values) {
  EntityRead {
    values = List.copyOf(values);
  }

  EntityRead(Prepared<Plan.Entity> prepared, List<Object> values) {
    this(prepared.plan(), prepared.compiled(), values);
  }

  /** Whether it takes more statements than one, which have to agree. */
  boolean isNested(JsonOptions options) {
    return compiled.one(plan, options).packed().nested();
  }
}
