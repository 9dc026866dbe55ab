package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.request.payload.Place;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which cells of a row must not be null: {@code Nullable="false"} and the key. */
final class RequiredRules {
  private final Object present;
  private final List<Rule> rules;

  private RequiredRules(List<Rule> rules, Dialect dialect) {
    this.rules = List.copyOf(rules);
    this.present = dialect.encode(ColumnType.BOOLEAN, true);
  }

  /** The rules for the rows of an entity type. */
  static RequiredRules of(Collection<PropertyStorage> properties, List<Column> key, Dialect d) {
    return new RequiredRules(new Collector(Set.copyOf(key), null, "").collect(properties), d);
  }

  /** The rules for the rows that hold the members of a collection, apart from null members. */
  static RequiredRules ofMember(PropertyStorage member, Dialect dialect) {
    return new RequiredRules(
        member
            .asComplex()
            .map(c -> new Collector(Set.of(), c.presence(), "").collect(c.parts()))
            .orElse(List.of()),
        dialect);
  }

  /**
   * @param within the presence column of the complex value around it: in a null one nothing is
   *     required
   */
  private record Rule(@Nullable Column within, Column column, boolean complex, String path) {}

  /** Walks down the parts of complex values; collections are rows of their own. */
  private record Collector(Set<Column> key, @Nullable Column within, String prefix)
      implements PropertyStorage.Visitor<List<Rule>> {

    List<Rule> collect(Collection<PropertyStorage> properties) {
      return properties.stream().flatMap(p -> p.accept(this).stream()).toList();
    }

    @Override
    public List<Rule> scalar(PropertyStorage.Scalar p) {
      return !p.property().isNullable() || key.contains(p.column())
          ? List.of(new Rule(within, p.column(), false, prefix + p.name()))
          : List.of();
    }

    @Override
    public List<Rule> complex(PropertyStorage.Complex p) {
      List<Rule> rules = new ArrayList<>();
      if (!p.property().isNullable()) {
        rules.add(new Rule(within, p.presence(), true, prefix + p.name()));
      }
      Collector inner = new Collector(key, p.presence(), prefix + p.name() + "/");
      rules.addAll(inner.collect(p.parts()));
      return rules;
    }

    @Override
    public List<Rule> values(PropertyStorage.Values p) {
      return List.of();
    }

    @Override
    public List<Rule> document(PropertyStorage.Document p) {
      return p.property().isNullable() || p.collection()
          ? List.of()
          : List.of(new Rule(within, p.column(), false, prefix + p.name()));
    }

    @Override
    public List<Rule> stream(PropertyStorage.Stream p) {
      return List.of();
    }
  }

  /** Complex values that are never null are there even when none of their parts is given. */
  void apply(Row row, Place place, String prefix) {
    for (Rule rule : rules) {
      boolean applies = rule.within == null || row.get(rule.within) != null;
      if (applies && row.get(rule.column) == null) {
        if (!rule.complex) {
          throw place.problem(prefix + rule.path, "must not be null");
        }
        row.set(rule.column, present);
      }
    }
  }
}
