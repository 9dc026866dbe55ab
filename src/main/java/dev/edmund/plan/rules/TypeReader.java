package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.Annotations;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReferentialConstraint;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a type from its facets and annotations. */
final class TypeReader {
  private final Model model;
  private final Annotations annotations;
  private final Notes notes;

  TypeReader(Model model, Notes notes) {
    this.model = model;
    this.annotations = model.annotations();
    this.notes = notes;
  }

  TypeRules read(EdmStructuredType type) {
    Facts facts = facts(type);
    DefaultReader defaults = new DefaultReader(annotations, notes, model.users().isPresent());
    ValueRuleReader values = new ValueRuleReader(annotations, notes);
    Map<String, PropertyRule> properties = new LinkedHashMap<>();
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      String target = Model.target(type, name);
      properties.put(name, rule(facts, property, target, defaults, values.read(target, property)));
    }
    Map<String, NavigationRule> navigation = new LinkedHashMap<>();
    for (String name : type.getNavigationPropertyNames()) {
      EdmNavigationProperty property = type.getNavigationProperty(name);
      navigation.put(name, navigation(Model.target(type, name), property));
    }
    FollowReader follows = new FollowReader(model, notes);
    return new TypeRules(
        properties,
        navigation,
        new ConstraintReader(annotations, notes).read(type),
        follows.follows(type),
        follows.overrides(type));
  }

  /**
   * What the rules of a property need to know of its type.
   *
   * @param dependents properties that a referential constraint ties to another entity
   * @param lookups those of them that lead to entities of several types: the value alone does not
   *     say which, so that only a navigation property can set it
   */
  private record Facts(
      Set<String> key, @Nullable String version, Set<String> dependents, Set<String> lookups) {}

  private Facts facts(EdmStructuredType type) {
    Set<String> dependents = new HashSet<>();
    Set<String> lookups = new HashSet<>();
    Map<String, Link> links = Map.of();
    Set<String> key = Set.of();
    String version = null;
    if (type instanceof EdmEntityType entity) {
      links = model.storage().of(entity).map(EntityStorage::links).orElse(Map.of());
      key = new LinkedHashSet<>(entity.getKeyPredicateNames());
      version = model.storage().of(entity).flatMap(TypeReader::version).orElse(null);
    }
    for (String name : type.getNavigationPropertyNames()) {
      Set<String> own = dependents(type.getNavigationProperty(name));
      dependents.addAll(own);
      Link link = links.get(name);
      if (link != null && link.guards().stream().anyMatch(Link.Guard::onSource)) {
        lookups.addAll(own);
      }
    }
    return new Facts(key, version, dependents, lookups);
  }

  /** The property that the version is; empty where it is hidden. */
  private static Optional<String> version(EntityStorage type) {
    return type.properties().values().stream()
        .filter(
            p -> p.asScalar().filter(s -> s.column().equals(type.version().column())).isPresent())
        .map(PropertyStorage::name)
        .findFirst();
  }

  private static Set<String> dependents(EdmNavigationProperty property) {
    Set<String> names = new LinkedHashSet<>();
    List<EdmReferentialConstraint> constraints = property.getReferentialConstraints();
    if (constraints != null) {
      constraints.forEach(constraint -> names.add(constraint.getPropertyName()));
    }
    return names;
  }

  private PropertyRule rule(
      Facts facts, EdmProperty property, String target, DefaultReader defaults, ValueRule values) {
    String name = property.getName();
    boolean key = facts.key.contains(name);
    boolean version = name.equals(facts.version);
    boolean computed = annotations.isTrue(target, Terms.COMPUTED);
    boolean computedDefault = annotations.isTrue(target, Terms.COMPUTED_DEFAULT_VALUE);
    Optional<Default> renewed = defaults.onUpdate(target, property);
    Optional<Default> made =
        version && !annotations.find(target, Terms.DEFAULT).isPresent()
            ? Optional.empty()
            : defaults.onInsert(
                target,
                property,
                key,
                computed || computedDefault,
                key && facts.key.size() == 1 && !facts.dependents.contains(name));
    if (made.isEmpty()) {
      made = renewed;
    }
    // A key that nobody could make is better given than never there.
    boolean ignored =
        ((computed || isReadOnly(target)) && !(key && made.isEmpty()))
            || version
            || renewed.isPresent()
            || facts.lookups.contains(name)
            || !annotations.texts(target, Terms.FOLLOWS).isEmpty();
    boolean fixed = key || annotations.isTrue(target, Terms.IMMUTABLE);
    boolean mandatory = (key || !property.isNullable()) && !property.isCollection();
    return new PropertyRule(
        property,
        ignored ? Handling.IGNORED : Handling.TAKEN,
        ignored || fixed ? Handling.IGNORED : Handling.TAKEN,
        mandatory && !ignored && made.isEmpty() && !isStream(property),
        made.orElse(null),
        renewed.orElse(null),
        values);
  }

  /** A stream is written by a request of its own (Part 1, 11.4.8). */
  private static boolean isStream(EdmProperty property) {
    return property.getType().getName().equals("Stream");
  }

  private NavigationRule navigation(String target, EdmNavigationProperty property) {
    boolean ignored = isReadOnly(target);
    boolean mandatory =
        !property.isCollection()
            && !Boolean.TRUE.equals(property.isNullable())
            && !property.containsTarget();
    return new NavigationRule(
        property,
        ignored ? Handling.IGNORED : Handling.TAKEN,
        mandatory && !ignored,
        dependents(property));
  }

  /** Whether {@code Core.Permissions} are given, and writing is not among them. */
  private boolean isReadOnly(String target) {
    return permissions(annotations, target).map(p -> !p).orElse(false);
  }

  /** Whether the permissions of a target let it be written; empty without permissions. */
  static Optional<Boolean> permissions(Annotations annotations, String target) {
    return annotations
        .text(target, Terms.PERMISSIONS)
        .map(text -> Stream.of(text.strip().split("[\\s,]+")).anyMatch(TypeReader::writes));
  }

  private static boolean writes(String member) {
    String name = member.substring(member.lastIndexOf('/') + 1);
    return Arrays.asList("Write", "ReadWrite", "2", "3").contains(name);
  }
}
