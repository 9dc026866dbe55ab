package dev.edmund.plan.rules;

import java.util.List;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * A property that has the value of a property of a related entity.
 *
 * @param navigation the navigation property that leads to the entity
 * @param sources where the value comes from; the first that is there counts
 */
public record Follow(String property, String navigation, List<Source> sources) {
  public Follow {
    sources = List.copyOf(sources);
  }

  /**
   * A property of a related entity.
   *
   * @param type that the entity has to be of
   */
  public record Source(FullQualifiedName type, String property) {}
}
