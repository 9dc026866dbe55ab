package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.Addressed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row that has to be found, with the columns that other steps turn out to need. */
final class Wanted {
  private final Slot slot;
  private final Addressed addressed;
  private final @Nullable Refusal missing;
  private final Precondition condition;
  private final boolean changed;
  private final Set<Column> columns = new LinkedHashSet<>();

  Wanted(
      Slot slot,
      Addressed addressed,
      @Nullable Refusal missing,
      Precondition condition,
      boolean changed) {
    this.slot = slot;
    this.addressed = addressed;
    this.missing = missing;
    this.condition = condition;
    this.changed = changed;
    if (changed) {
      columns.add(slot.type().version().column());
    }
  }

  /** What the row is looked for as. */
  EntityStorage type() {
    return addressed.type();
  }

  /** Has the row bring a column. */
  void bring(Column column) {
    columns.add(column);
  }

  Step step() {
    List<Column> all = List.copyOf(columns);
    return new Step.Find(slot, addressed.query(all), all, missing, condition, changed);
  }
}
