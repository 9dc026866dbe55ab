package dev.edmund.plan.rules;

import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;

/**
 * What a model says about relating entities by a navigation property.
 *
 * @param handling of related entities that a client sends
 * @param required whether a new entity has to be related to one
 * @param dependents the properties that tell the related entity, by its referential constraints:
 *     values for them are as good as the relation
 */
public record NavigationRule(
    EdmNavigationProperty property, Handling handling, boolean required, Set<String> dependents) {
  public NavigationRule {
    dependents = Set.copyOf(dependents);
  }
}
