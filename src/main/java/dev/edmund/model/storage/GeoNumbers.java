package dev.edmund.model.storage;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The numbers of coordinates. */
final class GeoNumbers {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,3})?");

  /** Numbers with more zeros than this at their end are written with an exponent. */
  private static final int PLAIN_ZEROS = 15;

  private GeoNumbers() {}

  /** The shortest text of the same number, good in JSON and in a literal. */
  static String canonical(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a finite number as a coordinate");
    }
    BigDecimal value = new BigDecimal(text);
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = value.stripTrailingZeros();
    return Math.abs((long) shortest.scale()) > PLAIN_ZEROS + (long) shortest.precision()
        ? shortest.toString()
        : shortest.toPlainString();
  }
}
