package dev.edmund.plan.rules;

import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a model says about the writing of one structural property.
 *
 * @param onInsert of a value in a new entity
 * @param onUpdate of a value in a change of an entity
 * @param required whether a new entity has to have a value that only the client knows. A dependent
 *     property gets its value by a bound entity too
 * @param made what the server puts in on insert, when no value is given or it is ignored; null for
 *     null
 * @param renewed what the server puts in on every update; null where it does not
 * @param values which values are right
 */
public record PropertyRule(
    EdmProperty property,
    Handling onInsert,
    Handling onUpdate,
    boolean required,
    @Nullable Default made,
    @Nullable Default renewed,
    ValueRule values) {

  public String name() {
    return property.getName();
  }

  /** What the server puts in on insert. */
  public Optional<Default> onMissing() {
    return Optional.ofNullable(made);
  }

  /** What the server puts in on update. */
  public Optional<Default> onChange() {
    return Optional.ofNullable(renewed);
  }
}
