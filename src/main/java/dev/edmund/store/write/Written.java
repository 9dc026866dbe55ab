package dev.edmund.store.write;

import dev.edmund.plan.write.Slot;
import java.util.Map;
import java.util.Optional;

/** The rows in the slots of a plan that was carried out. */
public record Written(Map<Integer, Entity> entities) {
  public Written {
    entities = Map.copyOf(entities);
  }

  /**
   * An entity.
   *
   * @param rowId of the slot's type
   * @param created whether the plan added it
   */
  public record Entity(long rowId, boolean created) {}

  /** The entity in a slot; empty where none was found. */
  public Optional<Entity> at(Slot slot) {
    return Optional.ofNullable(entities.get(slot.number()));
  }
}
