package dev.edmund.conventions.dataverse.query;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** A length of time, as the calendar has it: fiscal years are years, fiscal periods quarters. */
public enum Span {
  MINUTES(ChronoUnit.MINUTES, 1),
  HOURS(ChronoUnit.HOURS, 1),
  DAYS(ChronoUnit.DAYS, 1),
  WEEKS(ChronoUnit.WEEKS, 1),
  MONTHS(ChronoUnit.MONTHS, 1),
  YEARS(ChronoUnit.YEARS, 1),
  FISCAL_PERIODS(ChronoUnit.MONTHS, 3),
  FISCAL_YEARS(ChronoUnit.YEARS, 1);

  private final ChronoUnit unit;
  private final int units;

  Span(ChronoUnit unit, int units) {
    this.unit = unit;
    this.units = units;
  }

  LocalDateTime plus(LocalDateTime moment, long count) {
    return moment.plus(count * units, unit);
  }

  /** The begin of the one that a moment is in. */
  LocalDateTime begin(LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case MINUTES, HOURS -> moment.truncatedTo(unit);
      case DAYS -> day;
      case WEEKS -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      case MONTHS -> day.withDayOfMonth(1);
      case FISCAL_PERIODS -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
      case YEARS, FISCAL_YEARS -> day.withDayOfYear(1);
    };
  }

  /**
   * The begin of the one that a count goes from: that of the day for weeks, months and years, which
   * are counted from today on, and not from where the calendar has them begin.
   */
  LocalDateTime origin(LocalDateTime moment) {
    return switch (this) {
      case MINUTES, HOURS -> moment;
      case DAYS, WEEKS, MONTHS, YEARS -> DAYS.begin(moment);
      case FISCAL_PERIODS, FISCAL_YEARS -> begin(moment);
    };
  }

  /** The end of what {@link #origin} is the begin of. */
  LocalDateTime rest(LocalDateTime moment) {
    return switch (this) {
      case MINUTES, HOURS -> moment;
      case DAYS, WEEKS, MONTHS, YEARS -> DAYS.plus(DAYS.begin(moment), 1);
      case FISCAL_PERIODS, FISCAL_YEARS -> plus(begin(moment), 1);
    };
  }
}
