package dev.edmund.spec;

import java.util.Comparator;
import java.util.function.BiPredicate;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/**
 * A primitive type and what its values mean, written from the specification alone.
 *
 * @param declaration the attributes of a property: type and facets
 * @param inputs the JSON tokens that stand for values in a data file
 * @param meaning the value of a token
 * @param json the JSON token that a value is answered with
 * @param raw the bytes of {@code $value} as characters
 * @param literal the value in a URL, not yet encoded
 * @param equal whether {@code eq} holds
 * @param order how values are sorted; null where the type has no order
 * @param key whether the type may be that of a key
 */
record ExactType<T>(
    String declaration,
    Arbitrary<String> inputs,
    Function<String, T> meaning,
    Function<T, String> json,
    Function<T, String> raw,
    Function<T, String> literal,
    BiPredicate<T, T> equal,
    @Nullable Comparator<T> order,
    boolean key) {

  /** Whether {@code first operator second} holds for values that are not null. */
  boolean holds(T first, String operator, T second) {
    if (operator.equals("eq") || operator.equals("ne")) {
      return equal.test(first, second) == operator.equals("eq");
    }
    // What is not equal to itself is neither less nor greater than anything.
    if (order == null || !equal.test(first, first) || !equal.test(second, second)) {
      return false;
    }
    int compared = order.compare(first, second);
    return switch (operator) {
      case "lt" -> compared < 0;
      case "gt" -> compared > 0;
      case "le" -> compared <= 0;
      default -> compared >= 0;
    };
  }
}
