package dev.edmund.plan.write;

import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Places;
import dev.edmund.request.path.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an entity is, or is to be.
 *
 * @param position of the set, or of the navigation property that contains it
 * @param places what the model restricts
 * @param container what the container column of its row holds
 * @param owner the entity that contains it; null where none does
 * @param path leads to the entity; null while it is new
 */
record Home(
    Position position,
    Places places,
    String container,
    @Nullable Slot owner,
    @Nullable List<Segment> path) {

  /** The same for an entity that is there. */
  Home at(List<Segment> there) {
    return new Home(position, places, container, owner, there);
  }

  /** The same for one that is new. */
  Home anew() {
    return new Home(position, places, container, owner, null);
  }
}
