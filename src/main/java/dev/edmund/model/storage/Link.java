package dev.edmund.model.storage;

import java.util.List;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * How a navigation property joins its source to its target: the pairs are equal, and the guards
 * hold. With a {@code bridge} the pairs of {@code toBridge} join source and bridge, and {@code
 * pairs} join bridge and target.
 *
 * @param target the type whose table is joined
 * @param constrained whether values of the source's properties tell its target, by a referential
 *     constraint or as if there were one
 * @param home in which container the values tell it, or its source where this is the partner of
 *     such a link: the key of an entity is its own only there; null where there is one container
 * @param byValues whether values of properties join both ends, seen from either of them
 */
public record Link(
    EdmNavigationProperty property,
    FullQualifiedName target,
    List<Pair> pairs,
    List<Guard> guards,
    @Nullable Bridge bridge,
    boolean collection,
    boolean constrained,
    @Nullable Guard home,
    boolean byValues) {
  public Link {
    pairs = List.copyOf(pairs);
    guards = List.copyOf(guards);
  }

  /** The guards, and the home. */
  public List<Guard> conditions() {
    return home == null ? guards : Stream.concat(guards.stream(), Stream.of(home)).toList();
  }

  /**
   * Whether there is one entity at most at the end of a single-valued navigation property, without
   * that anybody takes care of it.
   */
  public boolean leadsToOne(EntityStorage target) {
    return !byValues || (identifies(target) && (target.container() == null || home != null));
  }

  /** Whether the pairs have a key of the target; a referential constraint may name a part of it. */
  public boolean identifies(EntityStorage target) {
    List<Column> told = pairs.stream().map(Pair::target).toList();
    return (!target.key().isEmpty() && told.containsAll(target.key()))
        || target.alternateKeys().stream()
            .anyMatch(key -> key.parts().stream().allMatch(p -> told.contains(p.column())));
  }

  public String name() {
    return property.getName();
  }

  /** A column of the source (or the bridge) that equals one of the target. */
  public record Pair(Column source, Column target) {
    /** The same from the other side. */
    public Pair reversed() {
      return new Pair(/* source= */ target, /* target= */ source);
    }
  }

  /** A column, of the source or of the target, that holds a constant: a discriminator. */
  public record Guard(boolean onSource, Column column, String value) {
    /** The same from the other side. */
    Guard reversed() {
      return new Guard(!onSource, column, value);
    }
  }

  /** A link table between source and target. */
  public record Bridge(Table table, List<Pair> pairs) {
    public Bridge {
      pairs = List.copyOf(pairs);
    }
  }
}
