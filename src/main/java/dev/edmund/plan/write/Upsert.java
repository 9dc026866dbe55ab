package dev.edmund.plan.write;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.Members;
import java.util.List;

/** Plans an entity of a body that is changed where it is there, and added where it is not. */
record Upsert(Writing writing, EntityPlanner entities) {

  /** How the entity is added. */
  interface Insertion {
    /**
     * Plans it.
     *
     * @param slot that it is to be in
     * @param violations why it cannot be added
     */
    void into(Slot slot, Violations violations, Script missing);
  }

  /** What is done with the entity where it is there. */
  interface Around {
    void plan(Slot slot, Script changes);
  }

  /**
   * Plans both.
   *
   * @param home where the entity is, or is to be
   * @param before what has to hold for a change
   * @param after what follows it
   */
  Slot plan(
      ItemPlanner.Candidate found,
      At at,
      Home home,
      Mode mode,
      Violations violations,
      Insertion insertion,
      Around before,
      Around after,
      Script out) {
    EntityStorage target = found.addressed().type();
    Slot slot = writing.slot(target);
    Violations unlessThere = new Violations();
    Script missing = new Script();
    insertion.into(slot, unlessThere, missing);
    Refusal refusal = unlessThere.refusal();
    Members members = EntityPlanner.members(at, violations);
    Precondition condition = ItemPlanner.condition(members, target);
    Wanted wanted = writing.wanted(slot, found.addressed(), refusal, condition, true);
    Script changes = new Script();
    before.plan(slot, changes);
    List<Segment> path = found.path();
    Home there = path == null ? home.anew() : home.at(path);
    entities.update(at, target, slot, there, mode, violations, changes);
    after.plan(slot, changes);
    out.later(wanted::step);
    out.later(
        () ->
            new Step.Choose(slot, changes.build(), refusal == null ? missing.build() : List.of()));
    return slot;
  }
}
