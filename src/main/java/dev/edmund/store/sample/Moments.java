package dev.edmund.store.sample;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Points in time, dates, times of day and durations. No clock is asked: the range is fixed. */
final class Moments {
  private static final long FIRST_DAY = LocalDate.of(2019, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(2026, 6, 30).toEpochDay();
  private static final long FIRST_BIRTH = LocalDate.of(1950, 1, 1).toEpochDay();
  private static final long LAST_BIRTH = LocalDate.of(2005, 12, 31).toEpochDay();
  private static final long DAY = 86_400;
  private static final List<ZoneOffset> OFFSETS =
      List.of(ZoneOffset.ofHours(2), ZoneOffset.ofHours(-5), ZoneOffset.ofHoursMinutes(5, 30));
  private static final int OFFSET_PERCENT = 20;

  private Moments() {}

  /** Whole seconds or days, both ends included. */
  private record Range(long least, long most) {
    long pick(Dice dice) {
      return dice.between(least, most);
    }
  }

  static String dateTime(Rule rule, Dice dice) {
    Range days = days(rule.hint());
    Range seconds =
        range(rule, new Range(days.least * DAY, days.most * DAY + DAY - 1), Moments::instant);
    Instant instant = Instant.ofEpochSecond(seconds.pick(dice));
    if (dice.chance(OFFSET_PERCENT)) {
      return instant.atOffset(dice.pick(OFFSETS)).toString();
    }
    return instant.toString();
  }

  static String date(Rule rule, Dice dice) {
    Range days = range(rule, days(rule.hint()), text -> LocalDate.parse(text).toEpochDay());
    return LocalDate.ofEpochDay(days.pick(dice)).toString();
  }

  static String timeOfDay(Rule rule, Dice dice) {
    Range seconds =
        range(rule, new Range(0, DAY - 1), text -> LocalTime.parse(text).toSecondOfDay());
    return clock(seconds.pick(dice));
  }

  static String duration(Rule rule, Dice dice) {
    Range seconds = range(rule, new Range(60, 5 * DAY), text -> Duration.parse(text).toSeconds());
    return duration(seconds.pick(dice));
  }

  static String duration(long seconds) {
    return (seconds < 0 ? "-" : "") + "PT" + Math.abs(seconds) + "S";
  }

  static String clock(long seconds) {
    return String.format(
        Locale.ROOT, "%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  static String dateTimeAt(long index) {
    return Instant.ofEpochSecond(FIRST_DAY * DAY + index * 60).toString();
  }

  static String dateAt(long index) {
    return LocalDate.ofEpochDay(FIRST_DAY + index).toString();
  }

  private static Range days(Hint hint) {
    return hint == Hint.BIRTH ? new Range(FIRST_BIRTH, LAST_BIRTH) : new Range(FIRST_DAY, LAST_DAY);
  }

  private interface Parser {
    long parse(String text);
  }

  private static long instant(String text) {
    return OffsetDateTime.parse(text).toEpochSecond();
  }

  /** Within the rule's bounds; where these lie elsewhere, beside the one that is given. */
  private static Range range(Rule rule, Range usual, Parser parser) {
    OptionalLong minimum = bound(rule.minimum(), 1, parser);
    OptionalLong maximum = bound(rule.maximum(), -1, parser);
    long width = usual.most - usual.least;
    long least = Math.max(usual.least, minimum.orElse(usual.least));
    long most = Math.min(usual.most, maximum.orElse(usual.most));
    if (least <= most) {
      return new Range(least, most);
    }
    return minimum.isPresent() && minimum.getAsLong() > usual.most
        ? new Range(least, Math.min(least + width, maximum.orElse(Long.MAX_VALUE)))
        : new Range(Math.max(most - width, minimum.orElse(Long.MIN_VALUE)), most);
  }

  private static OptionalLong bound(Optional<Rule.Bound> bound, long inside, Parser parser) {
    if (bound.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long value = parser.parse(bound.get().value());
      return OptionalLong.of(bound.get().exclusive() ? value + inside : value);
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
