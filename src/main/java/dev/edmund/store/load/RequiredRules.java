package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which cells of a row must not be null: {@code Nullable="false"} and the key. */
final class RequiredRules {
  private final Object present;
  private final List<Rule> rules = new ArrayList<>();

  RequiredRules(List<PropertyStorage> properties, List<Column> key, Dialect dialect) {
    this.present = dialect.encode(ColumnType.BOOLEAN, true);
    Collector collector = new Collector(Set.copyOf(key), null, "");
    properties.forEach(p -> rules.addAll(p.accept(collector)));
  }

  /**
   * @param within the presence column of the complex value around it: in a null one nothing is
   *     required
   */
  private record Rule(@Nullable Column within, Column column, boolean complex, String path) {}

  /** Walks down the parts of complex values; collections are rows of their own. */
  private record Collector(Set<Column> key, @Nullable Column within, String prefix)
      implements PropertyStorage.Visitor<List<Rule>> {

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
      p.parts().forEach(part -> rules.addAll(part.accept(inner)));
      return rules;
    }

    @Override
    public List<Rule> values(PropertyStorage.Values p) {
      return List.of();
    }

    @Override
    public List<Rule> unsupported(PropertyStorage.Unsupported p) {
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
