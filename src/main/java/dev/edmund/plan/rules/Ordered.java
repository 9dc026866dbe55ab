package dev.edmund.plan.rules;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares values as {@link dev.edmund.model.storage.Values} makes them. */
final class Ordered {
  private Ordered() {}

  /** Whether two values are equal; numbers by what they are worth. */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof byte[] bytes && b instanceof byte[] others) {
      return Arrays.equals(bytes, others);
    }
    return a.equals(b) || compare(a, b).map(order -> order == 0).orElse(false);
  }

  /** The order of two values; empty where they have none, as that of NaN. */
  static Optional<Integer> compare(Object a, Object b) {
    if (a instanceof Double || b instanceof Double) {
      return infinite(a) || infinite(b) ? doubles(a, b) : numbers(a, b);
    }
    return a instanceof String text && b instanceof String other
        ? Optional.of(text.compareTo(other))
        : numbers(a, b);
  }

  private static Optional<Integer> numbers(Object a, Object b) {
    Optional<BigDecimal> left = number(a);
    Optional<BigDecimal> right = number(b);
    return left.flatMap(l -> right.map(l::compareTo));
  }

  private static boolean infinite(Object value) {
    return value instanceof Double number && !Double.isFinite(number);
  }

  private static Optional<Integer> doubles(Object a, Object b) {
    return a instanceof Number left
            && b instanceof Number right
            && !Double.isNaN(left.doubleValue())
            && !Double.isNaN(right.doubleValue())
        ? Optional.of(Double.compare(left.doubleValue(), right.doubleValue()))
        : Optional.empty();
  }

  /** The number that a value is, exactly; a Double is the shortest that reads as it. */
  static Optional<BigDecimal> number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return Optional.of(decimal);
    }
    if (value instanceof Long number) {
      return Optional.of(BigDecimal.valueOf(number));
    }
    return value instanceof Double number && Double.isFinite(number)
        ? Optional.of(BigDecimal.valueOf(number))
        : Optional.empty();
  }
}
