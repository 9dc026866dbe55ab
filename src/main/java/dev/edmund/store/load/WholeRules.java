package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.rules.Constraint;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.Members;
import dev.edmund.request.payload.Place;
import dev.edmund.sql.Dialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold for imported entities of a type as a whole: {@code Validation.Constraint}, and
 * {@code Validation.MinItems} of collections that are not given.
 */
final class WholeRules {
  private final EntityStorage type;
  private final Dialect dialect;
  private final ImportRules rules;
  private final List<Rule> constraints = new ArrayList<>();
  private final List<PropertyStorage> counted;

  /**
   * @param late whether references, which are followed when all rows are in, change a value of it
   */
  private record Rule(Constraint constraint, Map<String, Column> columns, boolean late) {}

  /** Rows whose references have to be followed before they can be looked at. */
  record Late(EntityStorage type, Constraint constraint, long rowId, Place place) {}

  WholeRules(EntityStorage type, Dialect dialect, ImportRules rules) {
    this.type = type;
    this.dialect = dialect;
    this.rules = rules;
    Set<Column> bound = bound(type);
    for (Constraint constraint : rules.constraints(type)) {
      Map<String, Column> columns = constraint.columns(type);
      if (columns.size() == constraint.paths().size()) {
        boolean late = columns.values().stream().anyMatch(bound::contains);
        constraints.add(new Rule(constraint, columns, late));
      }
    }
    this.counted = counted(rules, type.properties().values());
  }

  private static Set<Column> bound(EntityStorage type) {
    Set<Column> bound = new HashSet<>();
    for (Link link : type.links().values()) {
      link.pairs().forEach(pair -> bound.add(pair.source()));
    }
    return bound;
  }

  private static List<PropertyStorage> counted(
      ImportRules rules, Collection<PropertyStorage> properties) {
    return properties.stream().filter(p -> missing(rules, p).isPresent()).toList();
  }

  /** Why a property has to be given that is a collection; empty where it has not. */
  private static Optional<String> missing(ImportRules rules, PropertyStorage p) {
    return p.asValues()
        .map(PropertyStorage.Values::property)
        .or(
            () ->
                p.asDocument()
                    .filter(PropertyStorage.Document::collection)
                    .map(PropertyStorage.Document::property))
        .flatMap(property -> rules.countViolations(property, 0).stream().findFirst());
  }

  /** Has the collections of a new entity, or of a new complex value, be given. */
  void requireCollections(Members members, At at) {
    require(rules, counted, members, at);
  }

  /** The same for parts of a complex value. */
  static void requireCollections(
      ImportRules rules, Collection<PropertyStorage> parts, Members members, At at) {
    require(rules, parts, members, at);
  }

  private static void require(
      ImportRules rules, Collection<PropertyStorage> parts, Members members, At at) {
    for (PropertyStorage part : parts) {
      if (!members.values().containsKey(part.name())) {
        missing(rules, part)
            .ifPresent(
                reason -> {
                  throw at.member(part.name(), at.value()).problem(reason);
                });
      }
    }
  }

  /**
   * Has the conditions hold.
   *
   * @param before the row as it was; null for a new one
   * @param late takes what can only be looked at later
   */
  void require(@Nullable Row before, Row row, long rowId, At at, List<Late> late) {
    require(before, row, rowId, at.place(), at.prefix(), late);
  }

  private void require(
      @Nullable Row before, Row row, long rowId, Place place, String prefix, List<Late> late) {
    for (Rule rule : constraints) {
      if (rule.late) {
        late.add(new Late(type, rule.constraint, rowId, place));
      } else if (before == null || isChanged(rule, before, row)) {
        require(rule, column -> Optional.ofNullable(row.get(column)), place, prefix);
      }
    }
  }

  /** The same for a row of a file that has no collections. */
  void requireNew(Row row, long rowId, Place place, List<Late> late) {
    for (PropertyStorage collection : counted) {
      missing(rules, collection)
          .ifPresent(
              reason -> {
                throw place.problem(collection.name(), reason);
              });
    }
    if (!constraints.isEmpty()) {
      require(null, row, rowId, place, "", late);
    }
  }

  private static boolean isChanged(Rule rule, Row before, Row row) {
    return rule.columns.values().stream()
        .anyMatch(column -> !Objects.deepEquals(before.get(column), row.get(column)));
  }

  /** Has a condition hold whose row is complete now. */
  void require(Late late, Function<Column, Optional<Object>> values) {
    constraints.stream()
        .filter(rule -> rule.constraint.equals(late.constraint))
        .forEach(rule -> require(rule, values, late.place, ""));
  }

  private void require(
      Rule rule, Function<Column, Optional<Object>> values, Place place, String prefix) {
    boolean holds =
        rule.constraint.holds(
            path ->
                Optional.ofNullable(rule.columns.get(path))
                    .flatMap(
                        column ->
                            values
                                .apply(column)
                                .map(value -> dialect.decode(column.type(), value))));
    if (!holds) {
      String message = rule.constraint.message();
      String reason = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
      String target = rule.constraint.target();
      throw target == null ? place.problem(reason) : place.problem(prefix + target, reason);
    }
  }

  /** The columns that a condition is about. */
  List<Column> columns(Late late) {
    return List.copyOf(late.constraint.columns(type).values());
  }
}
