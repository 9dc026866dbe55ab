package dev.edmund.plan.rules;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which values of a property are right.
 *
 * @param checks of a value that is not null; of a collection, of each item
 * @param minItems the fewest items of a collection
 * @param maxItems the most
 */
public record ValueRule(List<Check> checks, long minItems, long maxItems) {
  public ValueRule {
    checks = List.copyOf(checks);
  }

  /** All values are right. */
  public static final ValueRule NONE = new ValueRule(List.of(), 0, Long.MAX_VALUE);

  /**
   * One thing that is demanded of a value.
   *
   * @param must in words, behind the name of the property: {@code must be at least 0}
   */
  public record Check(Predicate<Object> right, String must) {}

  /**
   * What a value, or an item of a collection, breaks.
   *
   * @param value as {@link dev.edmund.model.storage.Values} makes it
   * @return in words, behind the name of the property; nothing where all is well
   */
  public List<String> violations(Object value) {
    return checks.stream().filter(c -> !c.right().test(value)).map(Check::must).toList();
  }

  /** The first thing that a value breaks; most properties demand nothing. */
  public Optional<String> first(Object value) {
    return checks.isEmpty()
        ? Optional.empty()
        : checks.stream().filter(c -> !c.right().test(value)).map(Check::must).findFirst();
  }

  /** Whether the model says how many items a collection has. */
  public boolean isCounting() {
    return minItems > 0 || maxItems < Long.MAX_VALUE;
  }

  /** What a collection with so many items breaks. */
  public List<String> violations(long items) {
    if (items < minItems) {
      return List.of("must have at least " + items(minItems));
    }
    return items > maxItems ? List.of("must have at most " + items(maxItems)) : List.of();
  }

  private static String items(long count) {
    return count + (count == 1 ? " item" : " items");
  }
}
