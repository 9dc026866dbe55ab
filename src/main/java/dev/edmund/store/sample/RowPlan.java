package dev.edmund.store.sample;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** How many entities of which types each set and singleton has, and who can refer to them. */
final class RowPlan {
  private static final int PLAIN_PERCENT = 60;

  private final Storage storage;
  private final Dice dice;
  private final Map<String, SetRows> sets = new LinkedHashMap<>();
  private final Map<String, Long> totals = new HashMap<>();
  private final Map<FullQualifiedName, TypeFacts> facts;
  private final Map<String, List<Spot>> targets = new HashMap<>();

  /**
   * The entities of one set or singleton.
   *
   * @param types the types they may have; the first is the most frequent
   * @param apart whether keys may be the same as in other sets
   * @param first the number of the first in its storage root
   * @param bound the sets that navigation properties lead to from here
   */
  record SetRows(
      String name,
      boolean single,
      boolean apart,
      EntityStorage declared,
      List<EntityStorage> types,
      int count,
      long first,
      Map<String, String> bound) {
    SetRows {
      types = List.copyOf(types);
      bound = Map.copyOf(bound);
    }

    SetRows with(List<EntityStorage> fewerTypes, int fewer) {
      return new SetRows(name, single, apart, declared, fewerTypes, fewer, first, bound);
    }

    SetRows from(long number) {
      return new SetRows(name, single, apart, declared, types, count, number, bound);
    }
  }

  RowPlan(
      Storage storage, Dice dice, List<SetRows> wanted, Map<FullQualifiedName, TypeFacts> facts) {
    this.storage = storage;
    this.dice = dice;
    this.facts = facts;
    for (SetRows set : wanted) {
      long first = totals.getOrDefault(set.declared.root().name(), 0L);
      sets.put(set.name, set.from(first));
      totals.put(set.declared.root().name(), first + set.count);
    }
  }

  List<SetRows> sets() {
    return List.copyOf(sets.values());
  }

  SetRows set(String name) {
    return Objects.requireNonNull(sets.get(name));
  }

  Dice dice() {
    return dice;
  }

  /** How many entities of sets and singletons are in a storage root. */
  long total(String root) {
    return totals.getOrDefault(root, 0L);
  }

  TypeFacts facts(EntityStorage type) {
    return facts.computeIfAbsent(type.name(), n -> TypeFacts.of(type));
  }

  Spot spot(SetRows set, int index) {
    Dice own = dice.at(set.name).at(index);
    return new Spot(type(set, index, own), set.name, set.first + index, index, own, null);
  }

  /** Each type once, then mostly the first. */
  private static EntityStorage type(SetRows set, int index, Dice own) {
    List<EntityStorage> types = set.types;
    if (index < types.size()) {
      return types.get(index);
    }
    Dice thrown = own.at("type");
    return thrown.chance(PLAIN_PERCENT) ? types.get(0) : thrown.pick(types);
  }

  /** The entities that a navigation property can lead to, in the order of their numbers. */
  List<Spot> targets(Spot from, Link link) {
    SetRows set = sets.get(from.set());
    String bound = set == null ? "" : set.bound.getOrDefault(link.name(), "");
    String container = storage.containers().getOrDefault(bound, "");
    EntityStorage target = storage.require(link.target());
    return targets.computeIfAbsent(
        target.name() + "|" + container,
        key -> {
          List<Spot> near = rows(target, s -> container.equals(storage.containers().get(s.name)));
          return near.isEmpty() ? rows(target, s -> true) : near;
        });
  }

  private List<Spot> rows(EntityStorage target, Function<SetRows, Boolean> wanted) {
    List<Spot> found = new ArrayList<>();
    for (SetRows set : sets.values()) {
      if (!set.single
          && set.declared.root().name().equals(target.root().name())
          && wanted.apply(set)) {
        for (int i = 0; i < set.count; i++) {
          Spot spot = spot(set, i);
          if (isOf(spot.type(), target)) {
            found.add(spot);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  static boolean isOf(EntityStorage type, EntityStorage target) {
    return type.name().equals(target.name()) || target.derived().contains(type.name());
  }
}
