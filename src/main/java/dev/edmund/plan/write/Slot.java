package dev.edmund.plan.write;

import dev.edmund.model.storage.EntityStorage;

/**
 * The place of a row that an earlier step of the same plan finds or makes.
 *
 * @param number tells it from the others of the plan
 * @param type what the row is seen as; the entity may be of a derived type
 */
public record Slot(int number, EntityStorage type) {
  @Override
  public String toString() {
    return "#" + number + " " + type.name();
  }
}
