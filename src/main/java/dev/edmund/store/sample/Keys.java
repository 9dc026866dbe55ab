package dev.edmund.store.sample;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that tell entities apart. Those of any entity can be worked out alone, so that others
 * can name it before it is made.
 */
final class Keys {
  private static final int DEEPEST = 12;

  /** A prime, 2^32 divided by the golden ratio. */
  private static final long SCATTER = 2_654_435_761L;

  private final RowPlan plan;
  private final Storage storage;
  private final Rules rules;
  private final Patterns patterns;
  private final Set<Column> unique;
  private final Map<Column, Domain> domains;
  private final Map<EntityStorage, KeyPlan> plans = new HashMap<>();

  /**
   * @param unique columns outside of keys whose values must differ too
   * @param domains outlives this, because their values do not depend on how many rows there are
   */
  Keys(
      RowPlan plan,
      Storage storage,
      Rules rules,
      Patterns patterns,
      Set<Column> unique,
      Map<Column, Domain> domains) {
    this.plan = plan;
    this.storage = storage;
    this.rules = rules;
    this.patterns = patterns;
    this.unique = unique;
    this.domains = domains;
  }

  /**
   * What the key of a type is made of.
   *
   * @param links navigation properties whose constraints give parts of the key
   * @param free the parts that no constraint gives
   * @param counting the free part that tells entities apart by itself; null where none can
   */
  private record KeyPlan(List<Link> links, List<Column> free, @Nullable Column counting) {}

  private KeyPlan keyPlan(EntityStorage type) {
    KeyPlan known = plans.get(type);
    if (known == null) {
      known = newKeyPlan(type);
      plans.put(type, known);
    }
    return known;
  }

  private KeyPlan newKeyPlan(EntityStorage type) {
    List<Link> links = new ArrayList<>();
    Set<Column> given = new HashSet<>();
    for (Link link : plan.facts(type).constrained()) {
      List<Column> columns = link.pairs().stream().map(Link.Pair::source).toList();
      boolean inKey = columns.stream().anyMatch(c -> type.key().contains(c) || unique.contains(c));
      boolean toItself = link.pairs().stream().allMatch(p -> p.source().equals(p.target()));
      if (inKey && !toItself && columns.stream().noneMatch(given::contains)) {
        links.add(link);
        given.addAll(columns);
      }
    }
    List<Column> free = type.key().stream().filter(c -> !given.contains(c)).toList();
    Column counting = null;
    for (Column column : free) {
      if (counting == null || domain(type, column).size() > domain(type, counting).size()) {
        counting = column;
      }
    }
    boolean counts =
        counting != null && domain(type, counting).size() >= plan.total(type.root().name());
    return new KeyPlan(links, free, counts ? counting : null);
  }

  /** Navigation properties whose target the key of an entity tells. */
  List<Link> links(EntityStorage type) {
    return keyPlan(type).links();
  }

  /** How many keys of a type there are. */
  long capacity(EntityStorage type) {
    KeyPlan key = keyPlan(type);
    if (key.counting() != null || type.key().isEmpty()) {
      return Long.MAX_VALUE;
    }
    long capacity = 1;
    Spot any = new Spot(type, "", 0, 0, plan.dice(), null);
    for (Link link : key.links()) {
      capacity = times(capacity, different(any, link));
    }
    for (Column column : key.free()) {
      capacity = times(capacity, domain(type, column).size());
    }
    return capacity;
  }

  /** How many targets of a navigation property differ in what its constraints refer to. */
  private long different(Spot spot, Link link) {
    EntityStorage target = storage.require(link.target());
    Set<Column> given = new HashSet<>();
    plan.facts(target).constrained().forEach(l -> l.pairs().forEach(p -> given.add(p.source())));
    long values = 1;
    for (Link.Pair pair : link.pairs()) {
      values =
          times(
              values,
              given.contains(pair.target())
                  ? Long.MAX_VALUE
                  : domain(target, pair.target()).size());
    }
    return Math.min(values, plan.targets(spot, link).size());
  }

  private static long times(long a, long b) {
    return a == 0 || b == 0 ? 0 : a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  /** The values of an entity that others may refer to, and those of its key. */
  Map<Column, String> of(Spot spot) {
    return of(spot, 0);
  }

  private Map<Column, String> of(Spot spot, int depth) {
    EntityStorage type = spot.type();
    KeyPlan key = keyPlan(type);
    Map<Column, String> values = new LinkedHashMap<>();
    long capacity = capacity(type);
    long rest = scattered(spot.number(), capacity);
    boolean counted = key.counting() != null || spot.owner() != null;
    long turn = 0;
    for (Link link : key.links()) {
      Map<Column, String> target;
      if (isOwner(spot, link)) {
        target = Objects.requireNonNull(spot.owner()).values();
      } else if (storage.require(link.target()).root().name().equals(spot.root())
          || depth > DEEPEST) {
        target = free(spot, key, counted);
      } else {
        List<Spot> targets = plan.targets(spot, link);
        int different = (int) different(spot, link);
        if (different == 0) {
          continue;
        }
        boolean apart =
            link.pairs().stream()
                .anyMatch(p -> unique.contains(p.source()) && !type.key().contains(p.source()));
        if (apart && spot.number() >= different && isOptional(type, link)) {
          continue; // There is no other target left.
        }
        long wanted =
            apart
                ? spot.number()
                : spot.owner() != null
                    ? spot.index()
                    : counted ? spot.dice().at(link.name()).below(different) : rest + turn;
        target = of(targets.get((int) (wanted % different)), depth + 1);
        turn += wanted % different;
        rest /= different;
      }
      for (Link.Pair pair : link.pairs()) {
        String value = target.get(pair.target());
        if (value != null) {
          values.put(pair.source(), value);
        }
      }
    }
    Spot counting =
        counted ? spot : new Spot(type, spot.set(), rest, spot.index(), spot.dice(), spot.owner());
    free(counting, key, counted).forEach(values::putIfAbsent);
    for (Column column : plan.facts(type).leaves().keySet()) {
      if (unique.contains(column) && !values.containsKey(column) && !isOfLink(key, column)) {
        Domain domain = domain(type, column);
        if (domain.size() > 0) {
          values.put(column, domain.at().apply(spot.number() % domain.size()));
        }
      }
    }
    return values;
  }

  private static boolean isOfLink(KeyPlan key, Column column) {
    return key.links().stream()
        .anyMatch(link -> link.pairs().stream().anyMatch(p -> p.source().equals(column)));
  }

  private boolean isOptional(EntityStorage type, Link link) {
    return link.pairs().stream().noneMatch(p -> plan.facts(type).isRequired(p.source()));
  }

  /** Another number below the capacity for each, so that neighbours are not much alike. */
  private static long scattered(long number, long capacity) {
    if (capacity <= 1 || capacity > Integer.MAX_VALUE) {
      return capacity <= 1 ? 0 : number % capacity;
    }
    long factor = SCATTER % capacity;
    while (gcd(factor, capacity) != 1) {
      factor++;
    }
    return number % capacity * factor % capacity;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** The parts of the key that no constraint gives. */
  private Map<Column, String> free(Spot spot, KeyPlan key, boolean counted) {
    Map<Column, String> values = new LinkedHashMap<>();
    long rest = spot.number();
    for (Column column : key.free()) {
      Domain domain = domain(spot.type(), column);
      if (domain.size() == 0) {
        continue;
      }
      long index;
      if (!counted) {
        index = rest % domain.size();
        rest /= domain.size();
      } else if (column.equals(key.counting()) || unique.contains(column) || spot.owner() != null) {
        index = spot.number() % domain.size();
      } else {
        index = spot.dice().at(column.name()).below((int) Math.min(domain.size(), 100));
      }
      values.put(column, domain.at().apply(index));
    }
    return values;
  }

  /** Whether a navigation property leads from a contained entity to the one that contains it. */
  static boolean isOwner(Spot spot, Link link) {
    Spot.Owner owner = spot.owner();
    if (owner == null) {
      return false;
    }
    var back = link.property().getPartner();
    var forth = owner.link().property().getPartner();
    return (back != null && back.getName().equals(owner.link().name()) && back.containsTarget())
        || (forth != null && forth.getName().equals(link.name()));
  }

  private Domain domain(EntityStorage type, Column column) {
    Domain known = domains.get(column);
    if (known == null) {
      TypeFacts.Leaf leaf = plan.facts(type).leaf(column);
      Rule rule = rules.of(leaf.owner(), leaf.property());
      Dice dice = plan.dice().at("unique").at(column.table()).at(column.name());
      long most = Math.max(1_000, 2 * plan.total(type.root().name()));
      known = Domain.of(rule, patterns, dice, type.type().getName(), most);
      domains.put(column, known);
    }
    return known;
  }
}
