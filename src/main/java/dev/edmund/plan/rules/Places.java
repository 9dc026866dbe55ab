package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.jspecify.annotations.Nullable;

/**
 * Where the entities of a request are, as restrictions see it: the same entities may be in a set of
 * their own and behind a navigation property of another one. What the nearest says, counts.
 *
 * @param places nearest to the request first
 */
public record Places(List<Place> places) {
  public Places {
    places = List.copyOf(places);
  }

  /**
   * One place.
   *
   * @param target {@code Namespace.Container/Set}
   * @param path the navigation properties behind it, with a slash between; or nothing
   */
  public record Place(String target, String path) {
    Place behind(String navigation) {
      return new Place(target, path.isEmpty() ? navigation : path + "/" + navigation);
    }
  }

  /**
   * The places of what a path leads to.
   *
   * @param target the set or singleton that the entities are in; null where the model does not tell
   * @param bindingPath the navigation properties behind {@code target}
   */
  public static Places of(
      List<Segment> path, @Nullable EdmBindingTarget target, String bindingPath) {
    Place through = null;
    for (Segment segment : path) {
      if (segment instanceof Segment.EntitySet set) {
        through = place(set.set(), "");
      } else if (segment instanceof Segment.Singleton singleton) {
        through = place(singleton.singleton(), "");
      } else if (through != null && segment instanceof Segment.Navigation navigation) {
        through = through.behind(navigation.property().getName());
      }
    }
    return and(through == null ? List.of() : List.of(through), target, bindingPath);
  }

  /** The places of the entities that a navigation property leads to from here. */
  public Places behind(String navigation, @Nullable EdmBindingTarget target, String bindingPath) {
    return and(places.stream().map(p -> p.behind(navigation)).toList(), target, bindingPath);
  }

  private static Places and(
      List<Place> through, @Nullable EdmBindingTarget target, String bindingPath) {
    List<Place> all = new ArrayList<>(through);
    if (target != null && !all.contains(place(target, bindingPath))) {
      all.add(place(target, bindingPath));
    }
    return new Places(all);
  }

  private static Place place(EdmBindingTarget target, String path) {
    return new Place(Model.target(target), path);
  }
}
