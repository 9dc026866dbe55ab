package dev.edmund.model.reaction;

import dev.edmund.model.storage.Column;
import java.util.List;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A property that leads to another entity by its value.
 *
 * @param ways the navigation properties that it is the value of; one of them is taken at a time
 */
public record Lookup(Column value, List<Way> ways) {
  public Lookup {
    ways = List.copyOf(ways);
  }

  /**
   * A navigation property.
   *
   * @param discriminator the column that holds {@code guard} where this way is taken; null where
   *     there is no other
   * @param referenced what the value is the value of, in the entity that it leads to
   * @param name what people call that entity; null where nothing does
   * @param code the number of its type; null where it has none
   */
  public record Way(
      @Nullable Column discriminator,
      @Nullable String guard,
      FullQualifiedName target,
      Column referenced,
      @Nullable Column name,
      @Nullable Long code) {}
}
