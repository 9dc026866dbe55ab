package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Navigation properties whose target is told by values of properties: those with a referential
 * constraint, and those that Dataverse leaves the constraint out of. Where several of a type share
 * all of these properties, at most one leads somewhere; another column says which.
 */
final class ForeignKeys {
  private final Navigations navigations;
  private final BoundSets sets;
  private final Map<String, List<Link.Pair>> pairs = new HashMap<>();
  private final Map<Set<Column>, List<Navigation>> users = new LinkedHashMap<>();
  private final Map<Set<Column>, Boolean> shared = new HashMap<>();
  private final Map<Set<Column>, Column> discriminators = new HashMap<>();

  ForeignKeys(Navigations navigations, BoundSets sets) {
    this.navigations = navigations;
    this.sets = sets;
    navigations.all().forEach(found -> found.forEach(this::add));
  }

  private void add(Navigation navigation) {
    EntityDraft target = navigations.target(navigation);
    if (target == null || navigation.property().containsTarget()) {
      return;
    }
    boolean constrained = !navigation.property().getReferentialConstraints().isEmpty();
    List<Link.Pair> found =
        constrained ? constraint(navigation, target) : lookup(navigation, target);
    if (!found.isEmpty()) {
      pairs.put(navigation.id(), found);
      users.computeIfAbsent(dependents(found), d -> new ArrayList<>()).add(navigation);
    }
  }

  private static Set<Column> dependents(List<Link.Pair> pairs) {
    Set<Column> dependents = new HashSet<>();
    pairs.forEach(pair -> dependents.add(pair.source()));
    return dependents;
  }

  private static List<Link.Pair> constraint(Navigation navigation, EntityDraft target) {
    List<Link.Pair> found = new ArrayList<>();
    for (EdmReferentialConstraint c : navigation.property().getReferentialConstraints()) {
      Column dependent = navigation.source().column(navigation.prefix() + c.getPropertyName());
      Column principal = target.column(c.getReferencedPropertyName());
      if (dependent == null || principal == null || dependent.type() != principal.type()) {
        return List.of(); // Values that no columns hold cannot be joined.
      }
      found.add(new Link.Pair(dependent, principal));
    }
    return found;
  }

  /**
   * Dataverse writes {@code record1id_email} without a constraint, because {@code email} inherits
   * its key, but keeps it in {@code _record1id_value} like its siblings.
   */
  private static List<Link.Pair> lookup(Navigation navigation, EntityDraft target) {
    if (navigation.collection() || target.key().size() != 1) {
      return List.of();
    }
    Column key = target.key().get(0);
    String name = navigation.property().getName();
    for (int end = name.length(); end > 0; end = name.lastIndexOf('_', end - 1)) {
      Column value =
          navigation.source().column(navigation.prefix() + "_" + name.substring(0, end) + "_value");
      if (value != null && value.type() == key.type()) {
        return List.of(new Link.Pair(value, key));
      }
    }
    return List.of();
  }

  /** The link of a navigation property that is told by values; empty for any other. */
  Optional<Link> link(Navigation navigation) {
    List<Link.Pair> found = pairs.get(navigation.id());
    EntityDraft target = navigations.target(navigation);
    if (found == null || target == null) {
      return Optional.empty();
    }
    List<Link.Guard> guards = new ArrayList<>();
    Column discriminator = discriminator(navigation, found);
    if (discriminator != null) {
      guards.add(new Link.Guard(true, discriminator, navigation.property().getName()));
    }
    List<Column> dependents = new ArrayList<>();
    found.forEach(pair -> dependents.add(pair.source()));
    guards.forEach(guard -> dependents.add(guard.column()));
    navigation.source().index(dependents);
    target.index(found.stream().map(Link.Pair::target).toList());
    return Optional.of(
        new Link(
            navigation.property(),
            target.type().getFullQualifiedName(),
            found,
            guards,
            null,
            navigation.collection(),
            true,
            home(navigation, target, found),
            true));
  }

  /** Where the values are those of a table that knows containers. */
  private Link.@Nullable Guard home(
      Navigation navigation, EntityDraft target, List<Link.Pair> found) {
    Column container = target.container();
    return container == null || !found.get(0).target().table().equals(container.table())
        ? null
        : sets.of(navigation).map(id -> new Link.Guard(false, container, id)).orElse(null);
  }

  private @Nullable Column discriminator(Navigation navigation, List<Link.Pair> found) {
    Set<Column> dependents = dependents(found);
    if (!shared.computeIfAbsent(dependents, this::isShared)) {
      return null;
    }
    Column first = found.get(0).source();
    return discriminators.computeIfAbsent(
        dependents,
        d ->
            navigation
                .source()
                .tableOf(first)
                .add(
                    first.name() + "_navigation",
                    first.name() + "@navigation",
                    ColumnType.TEXT,
                    true));
  }

  /** Whether entities of one type have several of the navigation properties. */
  private boolean isShared(Set<Column> dependents) {
    Map<EntityDraft, Integer> counts = new HashMap<>();
    List<Navigation> all = users.getOrDefault(dependents, List.of());
    all.forEach(user -> counts.merge(user.source(), 1, Integer::sum));
    for (EntityDraft source : counts.keySet()) {
      int count = 0;
      for (EntityDraft d = source; d != null; d = d.base()) {
        count += counts.getOrDefault(d, 0);
      }
      if (count > 1) {
        return true;
      }
    }
    return false;
  }
}
