package dev.edmund.conventions.dataverse.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The periods that are told from the moment of the request, in UTC. A period that would begin
 * before the year 1 or end behind the year 9999 has no begin or no end.
 */
public record Periods(Instant now) {
  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 0, 0);

  private LocalDateTime moment() {
    return LocalDateTime.ofInstant(now, ZoneOffset.UTC);
  }

  /** The one that now is in, or one so many further. */
  Period current(Span span, int further) {
    LocalDateTime begin = span.plus(span.begin(moment()), further);
    return new Period(bound(begin), bound(span.plus(begin, 1)), false);
  }

  /** From so many before today until now. */
  Period last(Span span, long count) {
    return new Period(bound(span.plus(span.origin(moment()), -count)), now, true);
  }

  /** From now until so many behind today. */
  Period next(Span span, long count) {
    return new Period(now, bound(span.plus(span.rest(moment()), count)), false);
  }

  /** What is longer ago than that. */
  Period olderThan(Span span, long count) {
    return last(span, count).before();
  }

  /** A day. */
  static Period day(LocalDate day) {
    LocalDateTime begin = day.atStartOfDay();
    return new Period(bound(begin), bound(begin.plusDays(1)), false);
  }

  /** A fiscal year. */
  static Period year(int year) {
    return of(Span.FISCAL_YEARS, LocalDateTime.of(year, 1, 1, 0, 0));
  }

  /**
   * A fiscal period.
   *
   * @param number from 1 to 4
   */
  static Period quarter(int number, int year) {
    return of(Span.FISCAL_PERIODS, LocalDateTime.of(year, 3 * number - 2, 1, 0, 0));
  }

  private static Period of(Span span, LocalDateTime begin) {
    return new Period(bound(begin), bound(span.plus(begin, 1)), false);
  }

  private static @Nullable Instant bound(LocalDateTime moment) {
    return moment.isBefore(FIRST) || moment.isAfter(LAST) ? null : moment.toInstant(ZoneOffset.UTC);
  }
}
