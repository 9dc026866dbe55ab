package dev.edmund.plan.write;

import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Places;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.jspecify.annotations.Nullable;

/**
 * A navigation property of an entity, and where what it leads to is kept.
 *
 * @param home of the entities that it leads to; null where the model does not tell their set
 */
record Related(Entity entity, Link link, @Nullable Home home) {

  /** A navigation property of the entity itself. */
  static Related of(Entity entity, Link link, Writing writing) {
    return inside(entity, "", link, writing);
  }

  /**
   * A navigation property of a complex value.
   *
   * @param complex the path of the value from the entity, each name behind a slash; nothing for the
   *     entity itself
   */
  static Related inside(Entity entity, String complex, Link link, Writing writing) {
    EdmEntityContainer container = writing.model().edm().getEntityContainer();
    Position position =
        entity
            .home()
            .position()
            .inside(complex)
            .navigate(link.property(), entity.type().type(), container);
    Places places =
        entity
            .home()
            .places()
            .behind(
                complex.isEmpty() ? link.name() : complex.substring(1) + "/" + link.name(),
                position.target(),
                position.bindingPath());
    List<Segment> segments = segments(entity, complex);
    segments.add(new Segment.Navigation(link.property()));
    List<Segment> path = NestedPlanner.path(entity.home().path(), segments);
    if (link.property().containsTarget()) {
      String containerId = link.guards().get(0).value();
      return new Related(
          entity, link, new Home(position, places, containerId, entity.slot(), path));
    }
    if (position.target() == null || !position.bindingPath().isEmpty()) {
      return new Related(entity, link, null);
    }
    String id =
        writing.model().storage().containers().getOrDefault(position.target().getName(), "");
    return new Related(entity, link, new Home(position, places, id, null, path));
  }

  private static List<Segment> segments(Entity entity, String complex) {
    List<Segment> segments = new ArrayList<>();
    Iterable<PropertyStorage> parts = entity.type().properties().values();
    for (String name : complex.isEmpty() ? new String[0] : complex.substring(1).split("/", -1)) {
      for (PropertyStorage part : parts) {
        if (part.name().equals(name) && part.asComplex().isPresent()) {
          segments.add(new Segment.Property(part.asComplex().get().property()));
          parts = part.parts();
          break;
        }
      }
    }
    return segments;
  }
}
