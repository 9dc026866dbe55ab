package dev.edmund.plan.write;

import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/**
 * A path that leads to entities, and perhaps to a part of one.
 *
 * @param entity leads to the entity
 * @param inside the properties behind it
 * @param bare whether the value is sent without JSON ({@code /$value})
 */
record PropertyPath(List<Segment> entity, List<Segment> inside, boolean bare) {
  PropertyPath {
    entity = List.copyOf(entity);
    inside = List.copyOf(inside);
  }

  static PropertyPath of(List<Segment> path) {
    boolean bare = path.get(path.size() - 1) instanceof Segment.Value;
    List<Segment> all = bare ? path.subList(0, path.size() - 1) : path;
    int end = 0;
    for (int i = 0; i < all.size(); i++) {
      if (isOfEntity(all.get(i))) {
        end = i + 1;
      }
    }
    return new PropertyPath(all.subList(0, end), all.subList(end, all.size()), bare);
  }

  private static boolean isOfEntity(Segment segment) {
    return segment instanceof Segment.EntitySet
        || segment instanceof Segment.Singleton
        || segment instanceof Segment.Key
        || segment instanceof Segment.Navigation
        || segment instanceof Segment.Operation
        || (segment instanceof Segment.TypeCast cast && cast.type() instanceof EdmEntityType);
  }

  /** Whether it leads to a part of an entity. */
  boolean isProperty() {
    return !inside.isEmpty()
        && (inside.get(0) instanceof Segment.Property || inside.get(0) instanceof Segment.Dynamic);
  }

  /** The names of the properties behind the entity. */
  List<String> names() {
    return inside.stream()
        .flatMap(
            segment ->
                segment instanceof Segment.Property s
                    ? Stream.of(s.property().getName())
                    : segment instanceof Segment.Dynamic d ? Stream.of(d.name()) : Stream.of())
        .toList();
  }

  /** The path of what has the last property; the entity's where that has it. */
  List<Segment> parent() {
    int end = inside.size() - 1;
    while (inside.get(end) instanceof Segment.Ordinal || inside.get(end) instanceof Segment.Each) {
      end--;
    }
    List<Segment> parent = new ArrayList<>(entity);
    parent.addAll(inside.subList(0, end));
    return parent;
  }
}
