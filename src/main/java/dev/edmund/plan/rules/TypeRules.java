package dev.edmund.plan.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules for the instances of a structured type.
 *
 * @param properties by name, inherited ones first
 * @param constraints what has to hold for an instance as a whole
 * @param follows the properties that are copied from related entities
 * @param overrides the properties whose values go to another one in a new instance, each with that
 *     one
 */
public record TypeRules(
    Map<String, PropertyRule> properties,
    Map<String, NavigationRule> navigation,
    List<Constraint> constraints,
    List<Follow> follows,
    Map<String, String> overrides) {
  public TypeRules {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    navigation = Collections.unmodifiableMap(new LinkedHashMap<>(navigation));
    constraints = List.copyOf(constraints);
    follows = List.copyOf(follows);
    overrides = Map.copyOf(overrides);
  }

  /** The rule for a declared property. */
  public Optional<PropertyRule> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** The rule for a navigation property. */
  public Optional<NavigationRule> navigation(String name) {
    return Optional.ofNullable(navigation.get(name));
  }
}
