package dev.edmund.conventions.dataverse.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Which moments belong to the periods around a moment, told in another way. */
final class PeriodsTest {
  /** The years 1900 to 2100. */
  private static final long FROM = -2_208_988_800L;

  private static final long TO = 4_102_444_800L;

  /** 1970-01-04 was a Sunday. */
  private static final int TO_SUNDAY = 4;

  private static boolean holds(Period period, Instant moment) {
    Instant from = period.from();
    Instant to = period.to();
    return (from == null || !moment.isBefore(from))
        && (to == null || moment.isBefore(to) || (period.closed() && moment.equals(to)));
  }

  private static LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
  }

  private static long day(Instant moment) {
    return local(moment).toLocalDate().toEpochDay();
  }

  private static long week(Instant moment) {
    return Math.floorDiv(day(moment) + TO_SUNDAY, 7L);
  }

  private static long month(Instant moment) {
    YearMonth month = YearMonth.from(local(moment));
    return month.getYear() * 12L + month.getMonthValue() - 1;
  }

  private static long quarter(Instant moment) {
    LocalDateTime local = local(moment);
    return local.getYear() * 4L + local.get(IsoFields.QUARTER_OF_YEAR) - 1;
  }

  private static long year(Instant moment) {
    return local(moment).getYear();
  }

  private static Function<Instant, Long> number(Span span) {
    return switch (span) {
      case MINUTES -> moment -> Math.floorDiv(moment.getEpochSecond(), 60L);
      case HOURS -> moment -> Math.floorDiv(moment.getEpochSecond(), 3600L);
      case DAYS -> PeriodsTest::day;
      case WEEKS -> PeriodsTest::week;
      case MONTHS -> PeriodsTest::month;
      case YEARS, FISCAL_YEARS -> PeriodsTest::year;
      case FISCAL_PERIODS -> PeriodsTest::quarter;
    };
  }

  @Property
  void momentsOfACalendarPeriodHaveItsNumber(
      @ForAll @LongRange(min = FROM, max = TO) long now,
      @ForAll @IntRange(min = -50_000_000, max = 50_000_000) int apart,
      @ForAll Span span,
      @ForAll @IntRange(min = -3, max = 3) int further) {
    Instant moment = Instant.ofEpochSecond(now + apart);
    Function<Instant, Long> number = number(span);
    Instant request = Instant.ofEpochSecond(now);
    assertEquals(
        number.apply(moment) == number.apply(request) + further,
        holds(new Periods(request).current(span, further), moment));
  }

  @Property
  void theLastDaysAreWholeDaysBeforeTodayAndTodayUntilNow(
      @ForAll @LongRange(min = FROM, max = TO) long now,
      @ForAll @IntRange(min = -10_000_000, max = 1_000_000) int apart,
      @ForAll @IntRange(min = 1, max = 150) int count) {
    Instant request = Instant.ofEpochSecond(now);
    Instant moment = Instant.ofEpochSecond(now + apart);
    Periods periods = new Periods(request);
    boolean past = !moment.isAfter(request);
    boolean within = past && day(moment) >= day(request) - count;
    assertEquals(within, holds(periods.last(Span.DAYS, count), moment));
    assertEquals(past && !within, holds(periods.olderThan(Span.DAYS, count), moment));
    boolean weeks = past && day(moment) >= day(request) - 7L * count;
    assertEquals(weeks, holds(periods.last(Span.WEEKS, count), moment));
  }

  @Property
  void theNextDaysAreNowAndWholeDaysBehindToday(
      @ForAll @LongRange(min = FROM, max = TO) long now,
      @ForAll @IntRange(min = -1_000_000, max = 10_000_000) int apart,
      @ForAll @IntRange(min = 1, max = 150) int count) {
    Instant request = Instant.ofEpochSecond(now);
    Instant moment = Instant.ofEpochSecond(now + apart);
    boolean future = !moment.isBefore(request);
    Periods periods = new Periods(request);
    assertEquals(
        future && day(moment) <= day(request) + count,
        holds(periods.next(Span.DAYS, count), moment));
    assertEquals(
        future && day(moment) <= day(request) + 7L * count,
        holds(periods.next(Span.WEEKS, count), moment));
  }

  @Property
  void monthsAndYearsAreCountedFromTheSameDay(
      @ForAll @LongRange(min = FROM, max = TO) long now,
      @ForAll @IntRange(min = 1, max = 300) int count) {
    LocalDate today = local(Instant.ofEpochSecond(now)).toLocalDate();
    Periods periods = new Periods(Instant.ofEpochSecond(now));
    assertEquals(start(today.minusMonths(count)), periods.last(Span.MONTHS, count).from());
    assertEquals(start(today.minusYears(count)), periods.last(Span.YEARS, count).from());
    LocalDate tomorrow = today.plusDays(1);
    assertEquals(start(tomorrow.plusMonths(count)), periods.next(Span.MONTHS, count).to());
    assertEquals(start(tomorrow.plusYears(count)), periods.next(Span.YEARS, count).to());
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Property
  void hoursAndMinutesAreCountedFromNow(
      @ForAll @LongRange(min = FROM, max = TO) long now,
      @ForAll @IntRange(min = 1, max = 10_000) int count) {
    Instant request = Instant.ofEpochSecond(now);
    Periods periods = new Periods(request);
    assertEquals(
        new Period(request.minusSeconds(3600L * count), request, true),
        periods.last(Span.HOURS, count));
    assertEquals(
        new Period(request, request.plusSeconds(3600L * count), false),
        periods.next(Span.HOURS, count));
    assertEquals(
        new Period(null, request.minusSeconds(60L * count), false),
        periods.olderThan(Span.MINUTES, count));
  }

  @Property
  void fiscalPeriodsAreQuartersThatAreCountedFromTheirBegin(
      @ForAll @LongRange(min = FROM, max = TO) long now,
      @ForAll @IntRange(min = -100_000_000, max = 100_000_000) int apart,
      @ForAll @IntRange(min = 1, max = 12) int count) {
    Instant request = Instant.ofEpochSecond(now);
    Instant moment = Instant.ofEpochSecond(now + apart);
    Periods periods = new Periods(request);
    assertEquals(
        !moment.isAfter(request) && quarter(moment) >= quarter(request) - count,
        holds(periods.last(Span.FISCAL_PERIODS, count), moment));
    assertEquals(
        !moment.isBefore(request) && quarter(moment) <= quarter(request) + count,
        holds(periods.next(Span.FISCAL_PERIODS, count), moment));
    int quarter = local(moment).get(IsoFields.QUARTER_OF_YEAR);
    assertEquals(
        quarter(moment) == quarter(request),
        holds(Periods.quarter(quarter, local(moment).getYear()), request));
    assertEquals(
        year(moment) == year(request), holds(Periods.year(local(moment).getYear()), request));
  }

  @Test
  void whatWouldBeginBeforeTheFirstYearHasNoBegin() {
    Periods periods = new Periods(Instant.parse("2026-05-20T13:00:00Z"));
    assertNull(periods.last(Span.YEARS, 99_999_999).from());
    assertNull(periods.next(Span.FISCAL_PERIODS, 99_999_999).to());
    assertNull(Periods.day(LocalDate.of(9999, 12, 31)).to());
  }

  /** 1 pm on a Monday. */
  @Test
  void theFirstOfTheLastMomentsIsAMidnight() {
    Periods periods = new Periods(Instant.parse("2020-08-17T13:00:00Z"));
    assertEquals(Instant.parse("2020-08-13T00:00:00Z"), periods.last(Span.DAYS, 4).from());
    assertEquals(Instant.parse("2020-08-03T00:00:00Z"), periods.last(Span.WEEKS, 2).from());
    assertEquals(Instant.parse("2020-05-17T00:00:00Z"), periods.last(Span.MONTHS, 3).from());
    assertEquals(Instant.parse("2018-08-17T00:00:00Z"), periods.last(Span.YEARS, 2).from());
    assertEquals(Instant.parse("2020-08-22T00:00:00Z"), periods.next(Span.DAYS, 4).to());
    assertEquals(Instant.parse("2020-08-16T00:00:00Z"), periods.current(Span.WEEKS, 0).from());
  }
}
