package dev.edmund.model.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times of day and points in time as text: what comes in is checked and brought to the
 * canonical form of {@link ColumnType}. Years are 0001 to 9999, so that the order of the texts is
 * the order in time; the offset of a point in time is kept apart, in minutes.
 */
final class DateTimes {
  private static final Pattern INSTANT =
      Pattern.compile(
          "([+-]?\\d{4,}-\\d{2}-\\d{2})T(\\d{2}:\\d{2})(?::(\\d{2})(?:\\.(\\d{1,12}))?)?"
              + "(?:[Zz]|([+-])(\\d{2}):(\\d{2}))");
  private static final Pattern TIME =
      Pattern.compile("(\\d{2}:\\d{2})(?::(\\d{2})(?:\\.(\\d{1,12}))?)?");
  private static final Pattern DATE = Pattern.compile("[+-]?\\d{4,}-\\d{2}-\\d{2}");
  private static final int FOUR_DIGIT_DATE = 10;

  /** The largest offset that XML Schema, and so CSDL, knows. */
  private static final int MOST_OFFSET = 14 * 60;

  private DateTimes() {}

  /** A point in time as it is stored: UTC without zone and without trailing zeros. */
  static String utc(String text) {
    Matcher m = instant(text);
    LocalDateTime local = LocalDateTime.of(day(m.group(1)), clock(m.group(2), m.group(3)));
    int offset = offset(m);
    LocalDateTime utc = offset == 0 ? local : local.minusMinutes(offset);
    requireYear(utc.getYear());
    return utc.toLocalDate() + "T" + text(utc.toLocalTime()) + fraction(m.group(4));
  }

  /** The same for a point in time of the years 0001 to 9999. */
  static String utc(Instant moment) {
    LocalDateTime utc = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    return utc.toLocalDate() + "T" + time(utc.toLocalTime());
  }

  /** A time of day as it is stored. */
  static String time(LocalTime time) {
    StringBuilder text = new StringBuilder(20).append(text(time));
    int nanos = time.get(ChronoField.NANO_OF_SECOND);
    if (nanos == 0) {
      return text.toString();
    }
    text.append('.');
    int unit = 100_000_000;
    for (int rest = nanos; rest > 0; unit /= 10) {
      text.append((char) ('0' + rest / unit));
      rest %= unit;
    }
    return text.toString();
  }

  /** The minutes from UTC that a point in time is written with; null for none. */
  static @Nullable Integer offset(String text) {
    int minutes = offset(instant(text));
    return minutes == 0 ? null : minutes;
  }

  private static Matcher instant(String text) {
    Matcher m = INSTANT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("expected a date and time with offset");
    }
    return m;
  }

  private static int offset(Matcher m) {
    String hours = m.group(6);
    String minutes = m.group(7);
    if (hours == null || minutes == null) {
      return 0;
    }
    int total = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    if (total > MOST_OFFSET || Integer.parseInt(minutes) > 59) {
      throw new IllegalArgumentException("expected an offset from -14:00 to +14:00");
    }
    return "-".equals(m.group(5)) ? -total : total;
  }

  static String date(String text) {
    if (!DATE.matcher(text).matches()) {
      throw new DateTimeException(text);
    }
    day(text);
    return text;
  }

  /** Of a text with the form of a date; by hand, because formatters take most of a load's time. */
  private static LocalDate day(String text) {
    if (text.length() != FOUR_DIGIT_DATE) {
      throw yearOutOfRange();
    }
    LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    requireYear(date.getYear());
    return date;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  static String time(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("expected a time of day");
    }
    return text(clock(m.group(1), m.group(2))) + fraction(m.group(3));
  }

  /** A day has the hours 00 to 23 and a minute the seconds 00 to 59, without leap seconds. */
  private static LocalTime clock(String hoursAndMinutes, @Nullable String seconds) {
    if (hoursAndMinutes.startsWith("24")) {
      throw new IllegalArgumentException("expected an hour from 00 to 23");
    }
    if ("60".equals(seconds)) {
      throw new IllegalArgumentException("expected a second from 00 to 59: no leap seconds");
    }
    return LocalTime.of(
        number(hoursAndMinutes, 0, 2),
        number(hoursAndMinutes, 3, 5),
        seconds == null ? 0 : Integer.parseInt(seconds));
  }

  private static void requireYear(int year) {
    if (year < 1 || year > 9999) {
      throw yearOutOfRange();
    }
  }

  private static IllegalArgumentException yearOutOfRange() {
    return new IllegalArgumentException("expected a year from 0001 to 9999, in UTC too");
  }

  private static String text(LocalTime time) {
    StringBuilder text = new StringBuilder(8);
    twoDigits(text, time.getHour()).append(':');
    twoDigits(text, time.getMinute()).append(':');
    return twoDigits(text, time.getSecond()).toString();
  }

  private static StringBuilder twoDigits(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static String fraction(@Nullable String digits) {
    if (digits == null) {
      return "";
    }
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? "" : "." + digits.substring(0, end);
  }
}
