package dev.edmund.plan.rules;

import dev.edmund.model.storage.ColumnType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Predicate;

/** What values are asked, where that takes more than a comparison. */
final class Checks {
  private Checks() {}

  private static final long SECONDS_OF_A_DAY = 86_400;

  static Predicate<Object> ascii() {
    return v -> v instanceof String text && text.chars().allMatch(c -> c < 0x80);
  }

  static boolean hasAmount(ColumnType column) {
    return switch (column) {
      case INTEGER, DECIMAL, DOUBLE, DURATION, TIME, DATETIME, DATE -> true;
      case BOOLEAN, TEXT, GUID, BINARY, GEO, JSON -> false;
    };
  }

  static Predicate<Object> multipleOf(BigDecimal unit, ColumnType column) {
    return v -> amount(v, column).map(n -> n.remainder(unit).signum() == 0).orElse(false);
  }

  /** A time is measured in seconds. */
  private static Optional<BigDecimal> amount(Object value, ColumnType column) {
    String text = value instanceof String s ? s : "";
    return switch (column) {
      case TIME -> Optional.of(fraction(text).add(seconds(LocalTime.parse(whole(text)))));
      case DATE -> Optional.of(seconds(LocalDateTime.parse(text + "T00:00:00")));
      case DATETIME -> Optional.of(fraction(text).add(seconds(LocalDateTime.parse(whole(text)))));
      default -> Ordered.number(value);
    };
  }

  private static BigDecimal seconds(LocalTime time) {
    return BigDecimal.valueOf(time.toSecondOfDay() % SECONDS_OF_A_DAY);
  }

  private static BigDecimal seconds(LocalDateTime moment) {
    return BigDecimal.valueOf(moment.toEpochSecond(ZoneOffset.UTC));
  }

  private static String whole(String canonical) {
    int point = canonical.indexOf('.');
    return point < 0 ? canonical : canonical.substring(0, point);
  }

  private static BigDecimal fraction(String canonical) {
    int point = canonical.indexOf('.');
    return point < 0 ? BigDecimal.ZERO : new BigDecimal("0" + canonical.substring(point));
  }
}
