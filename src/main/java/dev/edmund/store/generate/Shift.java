package dev.edmund.store.generate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * What a value becomes in copy number {@code n}. A key and every reference to it go through the
 * same function, so that they stay equal without being looked up.
 */
final class Shift {
  /** 2^32 divided by the golden ratio: its multiples stay far from each other for long. */
  private static final int GOLDEN = 0x9E3779B1;

  private static final int GUID_HEAD = 8;
  private static final int HOUR_END = 13;

  private Shift() {}

  /**
   * The first eight digits move by an odd step, so that 2^32 copies of one Guid differ; the others
   * stay, so that Guids that differ there never meet.
   */
  static String guid(String guid, long n) {
    int head = Integer.parseUnsignedInt(guid, 0, GUID_HEAD, 16);
    return HexFormat.of().toHexDigits(head + (int) n * GOLDEN) + guid.substring(GUID_HEAD);
  }

  static String text(String text, long n) {
    return text + "-" + n;
  }

  /** {@code span} is more than any two values are apart. */
  static long number(long number, long n, long span) {
    return Math.addExact(number, Math.multiplyExact(n, span));
  }

  /** Later by {@code n} hours; beyond the year 9999 it stays as it is. */
  static String hours(String dateTime, long n) {
    try {
      long hour = Long.parseLong(dateTime.substring(HOUR_END - 2, HOUR_END)) + n;
      LocalDate date =
          LocalDate.parse(dateTime.substring(0, HOUR_END - 3)).plusDays(Math.floorDiv(hour, 24L));
      if (date.getYear() > 9999) {
        return dateTime;
      }
      long ofDay = Math.floorMod(hour, 24L);
      return date + (ofDay < 10 ? "T0" : "T") + ofDay + dateTime.substring(HOUR_END);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("No date and time: " + dateTime, e);
    }
  }
}
