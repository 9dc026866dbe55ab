package dev.edmund.store.sample;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Which entities an entity is tied to. */
final class Choices {
  private static final int TIED_PERCENT = 85;
  private static final int MANY = 3;

  private final RowPlan plan;
  private final Storage storage;
  private final Keys keys;

  Choices(RowPlan plan, Storage storage, Keys keys) {
    this.plan = plan;
    this.storage = storage;
    this.keys = keys;
  }

  /**
   * What is settled before the rest of an entity is made.
   *
   * @param keys the values that others may refer to
   * @param values by path; empty for null
   * @param navigation which navigation property the value of a shared dependent property is for, by
   *     the name of that
   * @param binds references to other entities, by navigation property
   */
  record Made(
      Map<Column, String> keys,
      Map<String, Optional<String>> values,
      Map<String, String> navigation,
      Map<String, List<String>> binds) {}

  Made of(Spot spot) {
    TypeFacts facts = plan.facts(spot.type());
    Map<Column, String> own = keys.of(spot);
    Map<Column, String> settled = new LinkedHashMap<>(own);
    Map<String, String> navigation = new LinkedHashMap<>();
    List<Link> pinned = keys.links(spot.type());
    for (Link link : pinned) {
      if (link.pairs().stream().allMatch(p -> settled.containsKey(p.source()))) {
        discriminate(facts, link, navigation);
      }
    }
    for (Link link : order(spot, facts)) {
      boolean open = link.pairs().stream().anyMatch(p -> !settled.containsKey(p.source()));
      if (open && !pinned.contains(link)) {
        settle(spot, facts, link, settled, navigation);
      }
    }
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (Link link : facts.constrained()) {
      for (Link.Pair pair : link.pairs()) {
        if (!facts.isRequired(pair.source())) {
          values.put(facts.leaf(pair.source()).path(), Optional.empty());
        }
      }
    }
    settled.forEach((column, value) -> values.put(facts.leaf(column).path(), Optional.of(value)));
    return new Made(own, values, navigation, binds(spot, facts));
  }

  /** Those that must lead somewhere come first; the others begin with a different one each time. */
  private static List<Link> order(Spot spot, TypeFacts facts) {
    List<Link> needed = new ArrayList<>();
    List<Link> others = new ArrayList<>();
    for (Link link : facts.constrained()) {
      boolean required = link.pairs().stream().anyMatch(p -> facts.isRequired(p.source()));
      (required ? needed : others).add(link);
    }
    List<Link> ordered = new ArrayList<>();
    for (List<Link> links : List.of(needed, others)) {
      int first = links.isEmpty() ? 0 : spot.dice().at("links").below(links.size());
      ordered.addAll(links.subList(first, links.size()));
      ordered.addAll(links.subList(0, first));
    }
    return ordered;
  }

  private void settle(
      Spot spot,
      TypeFacts facts,
      Link link,
      Map<Column, String> settled,
      Map<String, String> navigation) {
    Map<Column, String> target;
    if (Keys.isOwner(spot, link)) {
      target = Objects.requireNonNull(spot.owner()).values();
    } else {
      boolean required = link.pairs().stream().anyMatch(p -> facts.isRequired(p.source()));
      boolean free = link.pairs().stream().noneMatch(p -> settled.containsKey(p.source()));
      Spot found = free ? target(spot, link, required) : matching(spot, link, settled);
      target = found == null ? Map.of() : keys.of(found);
    }
    if (link.pairs().stream().allMatch(p -> target.containsKey(p.target()))) {
      link.pairs().forEach(p -> settled.put(p.source(), target.get(p.target())));
      discriminate(facts, link, navigation);
    }
  }

  /** Where other navigation properties have settled a part, a target that has the same. */
  private @Nullable Spot matching(Spot spot, Link link, Map<Column, String> settled) {
    for (Spot target : plan.targets(spot, link)) {
      Map<Column, String> values = keys.of(target);
      boolean fits =
          link.pairs().stream()
              .filter(p -> settled.containsKey(p.source()))
              .allMatch(p -> Objects.equals(settled.get(p.source()), values.get(p.target())));
      if (fits) {
        return target;
      }
    }
    return null;
  }

  /** A guard stands for the dependent property that its column is named after. */
  private static void discriminate(TypeFacts facts, Link link, Map<String, String> navigation) {
    for (Link.Guard guard : link.guards()) {
      for (Link.Pair pair : link.pairs()) {
        boolean meant =
            link.pairs().size() == 1 || guard.column().name().startsWith(pair.source().name());
        if (guard.onSource() && meant) {
          navigation.put(facts.leaf(pair.source()).path(), guard.value());
        }
      }
    }
  }

  private @Nullable Spot target(Spot spot, Link link, boolean required) {
    Dice dice = spot.dice().at("to").at(link.name());
    boolean tied = required || dice.chance(TIED_PERCENT);
    List<Spot> targets = tied ? plan.targets(spot, link) : List.of();
    EntityStorage type = storage.require(link.target());
    EdmNavigationProperty partner = link.property().getPartner();
    boolean single = partner != null && !partner.isCollection();
    if (type.root().name().equals(spot.root())) {
      return within(spot, targets, type, single, required, dice);
    }
    if (targets.isEmpty()) {
      return null;
    }
    if (single) {
      boolean there = spot.owner() == null && spot.index() < targets.size();
      return there ? targets.get(spot.index()) : required ? dice.pick(targets) : null;
    }
    return dice.pick(targets);
  }

  /** Among entities of one kind references lead backwards, so that they never go in circles. */
  private static @Nullable Spot within(
      Spot spot,
      List<Spot> targets,
      EntityStorage type,
      boolean single,
      boolean required,
      Dice dice) {
    int before = 0;
    int after = targets.size();
    while (before < after) {
      int middle = (before + after) >>> 1;
      if (targets.get(middle).number() < spot.number()) {
        before = middle + 1;
      } else {
        after = middle;
      }
    }
    if (before > 0) {
      return single ? targets.get(before - 1) : targets.get(dice.below(before));
    }
    if (!required || spot.owner() != null) {
      return null;
    }
    return RowPlan.isOf(spot.type(), type) ? spot : targets.isEmpty() ? null : dice.pick(targets);
  }

  private Map<String, List<String>> binds(Spot spot, TypeFacts facts) {
    Map<String, List<String>> binds = new LinkedHashMap<>();
    for (Link link : facts.references()) {
      if (isBack(link, facts)) {
        continue;
      }
      boolean required = !link.property().isNullable();
      Spot target = target(spot, link, required);
      if (target != null) {
        reference(target).ifPresent(text -> binds.put(link.name(), List.of(text)));
      }
    }
    for (Link link : facts.bridged()) {
      Dice dice = spot.dice().at("to").at(link.name());
      List<Spot> targets = plan.targets(spot, link);
      Set<String> texts = new LinkedHashSet<>();
      for (int i = dice.below(MANY + 1); i > 0 && !targets.isEmpty(); i--) {
        reference(dice.pick(targets)).ifPresent(texts::add);
      }
      if (!texts.isEmpty()) {
        binds.put(link.name(), List.copyOf(texts));
      }
    }
    return binds;
  }

  /** Whether it is kept in the target's table, where the partner is. */
  private static boolean isBack(Link link, TypeFacts facts) {
    Column held = link.pairs().get(0).source();
    return held.equals(facts.storage().owner()) || held.equals(facts.storage().rowId());
  }

  /** {@code Orders(7)}; empty where the key cannot be written so. */
  private Optional<String> reference(Spot spot) {
    Map<Column, String> values = keys.of(spot);
    List<String> parts = new ArrayList<>();
    Set<Column> named = new HashSet<>();
    for (PropertyStorage property : spot.type().properties().values()) {
      PropertyStorage.Scalar scalar = property.asScalar().orElse(null);
      if (scalar != null && spot.type().key().contains(scalar.column())) {
        String value = values.get(scalar.column());
        if (value == null) {
          return Optional.empty();
        }
        named.add(scalar.column());
        parts.add(scalar.name() + "=" + literal(scalar, value));
      }
    }
    boolean whole =
        !plan.set(spot.set()).declared().key().isEmpty() && named.containsAll(spot.type().key());
    return whole ? Optional.of(spot.set() + "(" + String.join(",", parts) + ")") : Optional.empty();
  }

  private static String literal(PropertyStorage.Scalar scalar, String value) {
    boolean quoted =
        scalar.column().type() == ColumnType.TEXT || scalar.type().getKind() == EdmTypeKind.ENUM;
    return quoted ? "'" + value.replace("'", "''") + "'" : value;
  }

  /** Whether every value that an entity of the type needs from others can be found. */
  boolean isPossible(Spot spot) {
    TypeFacts facts = plan.facts(spot.type());
    Set<Column> needed = new HashSet<>();
    Set<Column> found = new HashSet<>();
    for (Link link : facts.constrained()) {
      EntityStorage target = storage.require(link.target());
      boolean there =
          RowPlan.isOf(spot.type(), target)
              || Keys.isOwner(spot, link)
              || !plan.targets(spot, link).isEmpty();
      for (Link.Pair pair : link.pairs()) {
        if (facts.isRequired(pair.source())) {
          needed.add(pair.source());
        }
        if (there) {
          found.add(pair.source());
        }
      }
    }
    return found.containsAll(needed);
  }
}
