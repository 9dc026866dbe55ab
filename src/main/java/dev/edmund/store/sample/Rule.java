package dev.edmund.store.sample;

import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a property must be like.
 *
 * @param target how notes call the property
 * @param type of a value, or of an item
 * @param minimum the least value and {@code maximum} the greatest, as they are written
 * @param allowed the only values there are; empty for any
 * @param example a value that the model gives as one
 */
record Rule(
    String target,
    String name,
    EdmType type,
    boolean nullable,
    @Nullable Integer maxLength,
    @Nullable Integer precision,
    @Nullable Integer scale,
    boolean unicode,
    @Nullable String srid,
    Optional<Bound> minimum,
    Optional<Bound> maximum,
    Optional<String> multipleOf,
    Optional<String> pattern,
    List<String> allowed,
    Optional<String> example,
    int minItems,
    int maxItems,
    Hint hint) {
  Rule {
    allowed = List.copyOf(allowed);
  }

  /** One end of a range. */
  record Bound(String value, boolean exclusive) {}

  /** The same property without its pattern, which could not be fulfilled. */
  Rule withoutPattern() {
    return new Rule(
        target,
        name,
        type,
        nullable,
        maxLength,
        precision,
        scale,
        unicode,
        srid,
        minimum,
        maximum,
        multipleOf,
        Optional.empty(),
        allowed,
        example,
        minItems,
        maxItems,
        hint);
  }
}
