package dev.edmund.store.write;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.write.Slot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is in the slots of a plan that is being carried out. */
final class Slots {
  private final Map<Integer, Entity> bySlot = new LinkedHashMap<>();
  private final Map<Place, Entity> byPlace = new HashMap<>();
  private boolean missed;

  private record Place(String root, long rowId) {}

  /** The entity with a row id, which becomes known. */
  Entity at(EntityStorage type, long rowId) {
    return byPlace.computeIfAbsent(
        new Place(type.root().name(), rowId), p -> new Entity(type, rowId, false));
  }

  /** An entity that was not there before. */
  Entity created(EntityStorage type, long rowId) {
    Entity entity = new Entity(type, rowId, true);
    byPlace.put(new Place(type.root().name(), rowId), entity);
    return entity;
  }

  void put(Slot slot, Entity entity) {
    bySlot.put(slot.number(), entity);
  }

  /** Nothing is in the slot, and the change goes on. */
  void putNone(Slot slot) {
    bySlot.remove(slot.number());
    missed = true;
  }

  /** Whether the change depends on something that was not there: others may have added it since. */
  boolean hasMissed() {
    return missed;
  }

  Optional<Entity> find(Slot slot) {
    return Optional.ofNullable(bySlot.get(slot.number()));
  }

  Entity require(Slot slot) {
    return find(slot)
        .orElseThrow(() -> new IllegalStateException("Nothing is in the slot " + slot));
  }

  /**
   * What became of the plan.
   *
   * @param changes how many the transaction has made so far
   */
  Written written(long changes) {
    Map<Integer, Written.Entity> entities = new HashMap<>();
    bySlot.forEach((number, entity) -> entities.put(number, written(entity, changes)));
    return new Written(entities);
  }

  private static Written.Entity written(Entity entity, long changes) {
    return new Written.Entity(
        entity.rowId(),
        entity.created(),
        entity.isWhole(changes)
            ? new Written.KnownRow(entity.type().table(), entity.rowId(), entity.known())
            : null);
  }
}
