package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.rules.Constraint;
import dev.edmund.plan.rules.Default;
import dev.edmund.plan.rules.PropertyRule;
import dev.edmund.plan.rules.Rules;
import dev.edmund.plan.rules.ValueRule;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DocumentRules;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;

/**
 * What the model says of values in files. The rows that a database begins with are taken as they
 * are; those that are imported later are held to the rules of requests, but for what only the
 * server sets: a file may bring that along.
 *
 * @param rules empty where values are taken as they are
 */
record ImportRules(Optional<Rules> rules) implements DocumentRules {

  /** Takes values as they are. */
  static final ImportRules NONE = new ImportRules(Optional.empty());

  /** Which values of a property are right. */
  ValueRule of(EdmProperty property) {
    return rules.flatMap(all -> all.of(property)).map(PropertyRule::values).orElse(ValueRule.NONE);
  }

  /** What the server puts into a part of a key that is not given; empty where it must be given. */
  Optional<Default> made(EntityStorage type, String property) {
    return rules.flatMap(
        all -> all.of(type.type()).property(property).flatMap(PropertyRule::onMissing));
  }

  @Override
  public List<String> violations(EdmProperty property, Object value) {
    return of(property).violations(value);
  }

  @Override
  public List<String> countViolations(EdmProperty property, long items) {
    return of(property).violations(items);
  }

  /** What has to hold for entities of a type as a whole. */
  List<Constraint> constraints(EntityStorage type) {
    return rules.map(all -> all.of(type.type()).constraints()).orElse(List.of());
  }

  @Override
  public boolean takes(EdmComplexType type, String part, boolean isNew, At at) {
    return true;
  }

  @Override
  public Optional<Made> made(EdmComplexType type, String part) {
    return Optional.empty();
  }

  @Override
  public boolean requires(EdmComplexType type, EdmProperty part) {
    return !part.isNullable();
  }
}
