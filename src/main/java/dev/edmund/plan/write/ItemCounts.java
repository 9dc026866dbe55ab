package dev.edmund.plan.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.rules.PropertyRule;
import dev.edmund.plan.rules.Rules;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.olingo.commons.api.edm.EdmProperty;

/**
 * Has collections have as many items as the model wants when single ones come or go ({@code
 * Validation.MinItems}, {@code Validation.MaxItems}).
 *
 * @param path of the collection
 */
record ItemCounts(Rules rules, String path) {

  /** What throws for a count that is wrong; empty where any count is right. */
  Optional<LongConsumer> check(EdmProperty property) {
    return rules
        .of(property)
        .map(PropertyRule::values)
        .filter(rule -> rule.isCounting())
        .map(
            rule ->
                items -> {
                  for (String reason : rule.violations(items)) {
                    throw new ODataException(
                        ErrorCode.INVALID_VALUE, "'" + path + "': " + reason + ".", path);
                  }
                });
  }

  /** Adds the step that counts the items of a collection when it has been changed. */
  void add(Slot slot, PropertyStorage.Values property, Script out) {
    check(property.property()).ifPresent(check -> out.add(new Step.Count(slot, property, check)));
  }
}
