package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * An entity of a body while it is planned.
 *
 * @param before steps that its row needs to be done first
 * @param after steps that need its row
 * @param taken the properties that the body gives values for
 * @param tied by which navigation property a column was set
 */
record Entity(
    At at,
    Members members,
    EntityStorage type,
    Slot slot,
    Home home,
    Mode mode,
    Violations violations,
    Draft draft,
    Script before,
    Script after,
    Map<Column, String> tied,
    Set<String> taken) {

  /** In the place of the navigation property that tells a column. */
  static final String GIVEN = "";

  static Entity of(
      At at,
      Members members,
      EntityStorage type,
      Slot slot,
      Home home,
      Mode mode,
      Violations violations) {
    return new Entity(
        at,
        members,
        type,
        slot,
        home,
        mode,
        violations,
        new Draft(),
        new Script(),
        new Script(),
        new HashMap<>(),
        new HashSet<>());
  }

  /** Gives a column a value that the body cannot change: the URL or the entity around tells it. */
  void give(Cell cell) {
    draft.set(cell.column(), cell.value());
    tied.put(cell.column(), GIVEN);
  }

  /** Whether a property has a value already, by its URL or by a navigation property. */
  boolean isGiven(PropertyStorage property) {
    return property.asScalar().map(s -> tied.containsKey(s.column())).orElse(false);
  }

  boolean isNew() {
    return mode == Mode.INSERT;
  }

  At member(String name, JsonValue value) {
    return at.member(name, value);
  }
}
