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
 */
public record TypeRules(
    Map<String, PropertyRule> properties,
    Map<String, NavigationRule> navigation,
    List<Constraint> constraints) {
  public TypeRules {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    navigation = Collections.unmodifiableMap(new LinkedHashMap<>(navigation));
    constraints = List.copyOf(constraints);
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
