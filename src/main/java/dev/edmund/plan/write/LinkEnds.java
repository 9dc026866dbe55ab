package dev.edmund.plan.write;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The two ends of what a navigation property relates. */
final class LinkEnds {
  private LinkEnds() {}

  /** Where it stands that two entities are related. */
  enum Holder {
    SOURCE,
    TARGET,
    BRIDGE
  }

  static Holder holder(Link link, Storage storage) {
    if (link.bridge() != null) {
      return Holder.BRIDGE;
    }
    if (link.collection() || link.property().containsTarget()) {
      return Holder.TARGET;
    }
    Column rowId = storage.require(link.target()).rowId();
    boolean reference = link.pairs().get(0).target().equals(rowId);
    return link.constrained() || reference ? Holder.SOURCE : Holder.TARGET;
  }

  /** The columns that say what an entity is related to, on the end that has them. */
  static List<Column> dependents(Link link, Holder holder) {
    return link.pairs().stream()
        .map(pair -> holder == Holder.SOURCE ? pair.source() : pair.target())
        .toList();
  }

  /** The columns whose values these have. */
  static List<Column> principals(Link link, Holder holder) {
    return link.pairs().stream()
        .map(pair -> holder == Holder.SOURCE ? pair.target() : pair.source())
        .toList();
  }

  /** What a step that ties two entities has to know of the source, beside its row id. */
  static List<Column> ofSource(Link link) {
    List<Link.Pair> pairs = link.bridge() == null ? link.pairs() : link.bridge().pairs();
    return pairs.stream().map(Link.Pair::source).toList();
  }

  /** What it has to know of the target. */
  static List<Column> ofTarget(Link link) {
    return link.pairs().stream().map(Link.Pair::target).toList();
  }

  /** All navigation properties of a type, those in its complex values among them. */
  static List<Link> all(EntityStorage type) {
    List<Link> all = new ArrayList<>(type.links().values());
    collect(type.properties().values(), all);
    return all;
  }

  private static void collect(Collection<PropertyStorage> properties, List<Link> into) {
    for (PropertyStorage property : properties) {
      Optional<PropertyStorage.Complex> complex = property.asComplex();
      if (complex.isPresent()) {
        into.addAll(complex.get().links().values());
        collect(complex.get().parts(), into);
      }
    }
  }

  /** The navigation property of the target that says the same from the other end. */
  static Optional<Link> reverse(Link link, Storage storage) {
    if (link.bridge() != null) {
      return all(storage.require(link.target())).stream()
          .filter(other -> isOtherEnd(link, other))
          .findFirst();
    }
    return all(storage.require(link.target())).stream()
        .filter(other -> isReverse(other, link))
        .findFirst();
  }

  /**
   * The navigation property of the target that leads back to one entity at most, so that no two
   * entities may lead to the same target.
   */
  static Optional<Link> single(Link link, Storage storage) {
    if (link.bridge() != null || link.collection()) {
      return Optional.empty();
    }
    for (Link other : storage.require(link.target()).links().values()) {
      if (!other.collection() && isReverse(other, link)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private static boolean isReverse(Link other, Link link) {
    List<Link.Pair> pairs = other.pairs();
    if (other.bridge() != null || pairs.size() != link.pairs().size()) {
      return false;
    }
    for (int i = 0; i < pairs.size(); i++) {
      if (!pairs.get(i).equals(link.pairs().get(i).reversed())) {
        return false;
      }
    }
    return values(other).equals(values(link));
  }

  /** Whether a navigation property leads from an entity to the one that contains it. */
  static boolean isToOwner(EntityStorage source, Link link) {
    Column owner = source.owner();
    return owner != null && link.pairs().stream().anyMatch(pair -> pair.source().equals(owner));
  }

  private static boolean isOtherEnd(Link link, Link other) {
    Link.Bridge here = link.bridge();
    Link.Bridge there = other.bridge();
    return here != null
        && there != null
        && here.table().name().equals(there.table().name())
        && !here.pairs().get(0).target().equals(there.pairs().get(0).target());
  }

  private static List<String> values(Link link) {
    return link.guards().stream().map(g -> g.column() + "=" + g.value()).toList();
  }

  /** Whether a column is the row id of a type, in whichever table of its hierarchy. */
  static boolean isRowId(Storage storage, EntityStorage type, Column column) {
    for (EntityStorage t = type; ; t = storage.require(t.base())) {
      if (t.rowId().equals(column)) {
        return true;
      }
      if (t.base() == null) {
        return false;
      }
    }
  }
}
