package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.Addressed;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.rules.Places;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.jspecify.annotations.Nullable;

/**
 * Where a request adds entities.
 *
 * @param related the navigation property that is led along; null for a set
 */
record Placement(Home home, @Nullable Related related) {

  /** The set, or the navigation property of an entity that is looked for first. */
  static Placement of(Writing writing, List<Segment> path, Violations violations, Script out) {
    int end = path.size();
    while (path.get(end - 1) instanceof Segment.TypeCast) {
      end--;
    }
    Segment last = path.get(end - 1);
    if (last instanceof Segment.EntitySet set) {
      return new Placement(home(writing, set.set()), null);
    }
    if (last instanceof Segment.Singleton singleton) {
      return new Placement(home(writing, singleton.singleton()), null);
    }
    if (last instanceof Segment.Navigation navigation) {
      return related(writing, path.subList(0, end - 1), navigation, violations, out);
    }
    throw new ODataException(
        ErrorCode.METHOD_NOT_ALLOWED, "Entities are added to entity sets and collections.");
  }

  private static Home home(Writing writing, EdmBindingTarget target) {
    String id = writing.model().storage().containers().getOrDefault(target.getName(), "");
    Position position = Position.at(target);
    return new Home(position, Places.of(List.of(), target, ""), id, null, null);
  }

  private static Placement related(
      Writing writing,
      List<Segment> owner,
      Segment.Navigation navigation,
      Violations violations,
      Script out) {
    String name = navigation.property().getName();
    Addressed addressed = Addressed.of(writing.model(), owner);
    EntityStorage type = addressed.type();
    Slot slot = writing.slot(type);
    out.later(
        writing.wanted(slot, addressed, RootPlanner.NOT_FOUND, Precondition.NONE, false)::step);
    Optional<PropertyStorage.Complex> complex =
        addressed.property().flatMap(PropertyStorage::asComplex);
    Link link = complex.map(PropertyStorage.Complex::links).orElse(type.links()).get(name);
    if (link == null) {
      throw ODataException.notImplemented("Adding to the navigation property " + name, name);
    }
    Position position =
        addressed
            .position()
            .orElseThrow(() -> new IllegalStateException("A path leads to a position"));
    Places places = Places.of(owner, position.target(), position.bindingPath());
    Home home = new Home(position, places, "", null, withoutProperties(owner));
    Entity entity =
        Entity.of(
            new At("", "", JsonValue.object(Map.of())),
            new Members(Map.of(), Map.of()),
            type,
            slot,
            home,
            Mode.UPDATE,
            violations);
    String inside = properties(owner);
    Related related = Related.inside(entity, inside, link, writing);
    Home own = related.home();
    return new Placement(own == null ? home : own, related);
  }

  private static List<Segment> withoutProperties(List<Segment> path) {
    return path.stream().filter(s -> !(s instanceof Segment.Property)).toList();
  }

  private static String properties(List<Segment> path) {
    StringBuilder names = new StringBuilder();
    for (Segment segment : path) {
      if (segment instanceof Segment.Property property) {
        names.append('/').append(property.property().getName());
      }
    }
    return names.toString();
  }
}
