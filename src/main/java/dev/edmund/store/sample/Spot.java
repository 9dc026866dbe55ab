package dev.edmund.store.sample;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity stands; all that it consists of follows from that.
 *
 * @param set the name of its set or singleton; empty for contained entities
 * @param number its own among all entities of its storage root
 * @param index its own in its set, or in the navigation property that contains it
 * @param owner what contains it, if anything does
 */
record Spot(
    EntityStorage type, String set, long number, int index, Dice dice, @Nullable Owner owner) {

  /** The containing entity: how it contains, and its values that others refer to. */
  record Owner(Link link, EntityStorage type, Map<Column, String> values) {}

  String root() {
    return type.root().name();
  }
}
