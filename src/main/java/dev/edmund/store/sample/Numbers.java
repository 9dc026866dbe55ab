package dev.edmund.store.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a rule allows.
 *
 * @param least the first and {@code most} a bound of the last
 * @param step from one to the next
 */
record Numbers(BigDecimal least, BigDecimal most, BigDecimal step) {
  private static final int MANY = 1_000;
  private static final int FRACTION = 2;
  private static final BigDecimal MOST_STEPS = BigDecimal.valueOf(Long.MAX_VALUE);

  static Numbers of(Rule rule, String type) {
    BigDecimal step = step(rule, type);
    BigDecimal floor = floor(rule, type);
    BigDecimal ceiling = ceiling(rule, type);
    Optional<BigDecimal> minimum = bound(rule.minimum(), step);
    Optional<BigDecimal> maximum = bound(rule.maximum(), step.negate());
    BigDecimal low = minimum.map(floor::max).orElse(floor);
    BigDecimal high = maximum.map(ceiling::min).orElse(ceiling);
    BigDecimal[] usual = usual(rule.hint());
    BigDecimal least = usual[0].max(low);
    BigDecimal most = usual[1].min(high);
    if (least.compareTo(most) > 0) {
      // What the name suggests is not allowed: something near the bound that is given.
      boolean fromBelow = minimum.isPresent() || maximum.isEmpty();
      least = fromBelow ? low : low.max(high.subtract(BigDecimal.valueOf(MANY)));
      most = fromBelow ? high.min(low.add(BigDecimal.valueOf(MANY))) : high;
    }
    return new Numbers(up(least, step), most, step);
  }

  /** All numbers that the rule allows, from its least: for values that must differ. */
  static Numbers all(Rule rule, String type) {
    BigDecimal step = rule.multipleOf().isPresent() ? step(rule, type) : BigDecimal.ONE;
    BigDecimal low = bound(rule.minimum(), step).map(floor(rule, type)::max).orElse(BigDecimal.ONE);
    BigDecimal ceiling = ceiling(rule, type);
    BigDecimal high = bound(rule.maximum(), step.negate()).map(ceiling::min).orElse(ceiling);
    if (low.compareTo(high) > 0) {
      low = floor(rule, type).max(high.subtract(BigDecimal.valueOf(MANY)));
    }
    return new Numbers(up(low, step), high, step);
  }

  /** How many there are, at most {@link Long#MAX_VALUE}. */
  long size() {
    if (least.compareTo(most) > 0) {
      return 0;
    }
    BigDecimal steps = most.subtract(least).divide(step, 0, RoundingMode.FLOOR);
    return steps.compareTo(MOST_STEPS) >= 0 ? Long.MAX_VALUE : steps.longValue() + 1;
  }

  BigDecimal at(long index) {
    return least.add(step.multiply(BigDecimal.valueOf(index)));
  }

  BigDecimal pick(Dice dice) {
    long size = size();
    return size <= 1 ? least : at(dice.between(0, size - 1));
  }

  private static BigDecimal up(BigDecimal value, BigDecimal step) {
    return value.divide(step, 0, RoundingMode.CEILING).multiply(step);
  }

  private static BigDecimal step(Rule rule, String type) {
    Optional<BigDecimal> multiple =
        rule.multipleOf().map(Numbers::number).filter(m -> m != null && m.signum() > 0);
    if (multiple.isPresent()) {
      return multiple.get();
    }
    boolean whole =
        switch (type) {
          case "Decimal", "Double", "Single" -> false;
          default -> true;
        };
    int scale = rule.scale() == null ? FRACTION : Math.min(FRACTION, rule.scale());
    int room = rule.precision() == null ? scale : Math.min(scale, rule.precision() - 1);
    return whole ? BigDecimal.ONE : BigDecimal.ONE.movePointLeft(Math.max(0, room));
  }

  private static Optional<BigDecimal> bound(Optional<Rule.Bound> bound, BigDecimal step) {
    return bound.flatMap(
        b ->
            Optional.ofNullable(number(b.value()))
                .map(value -> b.exclusive() ? value.add(step) : value));
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      return null; // A path, or no number: nothing that can be followed here.
    }
  }

  private static BigDecimal floor(Rule rule, String type) {
    return switch (type) {
      case "Byte" -> BigDecimal.ZERO;
      case "SByte" -> BigDecimal.valueOf(Byte.MIN_VALUE);
      case "Int16" -> BigDecimal.valueOf(Short.MIN_VALUE);
      case "Int32" -> BigDecimal.valueOf(Integer.MIN_VALUE);
      case "Int64" -> BigDecimal.valueOf(Long.MIN_VALUE);
      default -> ceiling(rule, type).negate();
    };
  }

  private static BigDecimal ceiling(Rule rule, String type) {
    return switch (type) {
      case "Byte" -> BigDecimal.valueOf(255);
      case "SByte" -> BigDecimal.valueOf(Byte.MAX_VALUE);
      case "Int16" -> BigDecimal.valueOf(Short.MAX_VALUE);
      case "Int32" -> BigDecimal.valueOf(Integer.MAX_VALUE);
      case "Int64" -> BigDecimal.valueOf(Long.MAX_VALUE);
      case "Decimal" -> decimals(rule);
      default -> BigDecimal.valueOf(1_000_000_000);
    };
  }

  /** The greatest decimal of the rule's precision. */
  private static BigDecimal decimals(Rule rule) {
    int scale = rule.scale() == null ? FRACTION : rule.scale();
    int digits = rule.precision() == null ? 15 : Math.max(0, rule.precision() - scale);
    BigDecimal greatest = BigDecimal.ONE.movePointRight(digits);
    return greatest.subtract(step(rule, "Decimal").min(greatest));
  }

  private static BigDecimal[] usual(Hint hint) {
    return switch (hint) {
      case MONEY -> range(1, 5_000);
      case YEAR -> range(1990, 2026);
      case AGE -> range(18, 80);
      case PERCENT, COUNT -> range(0, 100);
      case RATING -> range(1, 5);
      case LATITUDE -> range(-90, 90);
      case LONGITUDE -> range(-180, 180);
      default -> range(0, MANY);
    };
  }

  private static BigDecimal[] range(long least, long most) {
    return new BigDecimal[] {BigDecimal.valueOf(least), BigDecimal.valueOf(most)};
  }
}
