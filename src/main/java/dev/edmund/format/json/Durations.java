package dev.edmund.format.json;

import java.math.BigDecimal;

/** Durations as OData writes them. */
final class Durations {
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

  private Durations() {}

  /** Days, hours, minutes and seconds, such as {@code P1DT2H0.5S}. */
  static String text(BigDecimal seconds) {
    BigDecimal rest = seconds.abs();
    StringBuilder date = new StringBuilder();
    StringBuilder time = new StringBuilder();
    rest = part(rest, DAY, 'D', date);
    rest = part(rest, HOUR, 'H', time);
    rest = part(rest, MINUTE, 'M', time);
    if (rest.signum() > 0 || (date.length() == 0 && time.length() == 0)) {
      time.append(rest.stripTrailingZeros().toPlainString()).append('S');
    }
    String sign = seconds.signum() < 0 ? "-" : "";
    return sign + "P" + date + (time.length() == 0 ? "" : "T" + time);
  }

  private static BigDecimal part(BigDecimal of, BigDecimal unit, char letter, StringBuilder out) {
    BigDecimal[] parts = of.divideAndRemainder(unit);
    if (parts[0].signum() > 0) {
      out.append(parts[0].toBigInteger()).append(letter);
    }
    return parts[1];
  }
}
