package dev.edmund.conventions.dataverse.query;

import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** The functions about dates: each asks whether a date lies in a period. */
final class DateFunctions {
  private static final String PERIOD = "PropertyValue1";
  private static final String YEAR = "PropertyValue2";
  private static final int MOST = 99_999_999;

  private DateFunctions() {}

  /** A period that depends on the arguments of a call. */
  private interface Asked {
    Period of(FunctionCall call, Periods periods);
  }

  /** A period that depends on a number. */
  private interface Counted {
    Period of(Periods periods, long count);
  }

  static Map<String, Rewrite> all() {
    Map<String, Rewrite> all = new LinkedHashMap<>();
    relative(all, "Today", Span.DAYS, 0);
    relative(all, "Tomorrow", Span.DAYS, 1);
    relative(all, "Yesterday", Span.DAYS, -1);
    Map<String, Span> calendar =
        Map.of(
            "Week", Span.WEEKS,
            "Month", Span.MONTHS,
            "Year", Span.YEARS,
            "FiscalPeriod", Span.FISCAL_PERIODS,
            "FiscalYear", Span.FISCAL_YEARS);
    calendar.forEach(
        (name, span) -> {
          relative(all, "Last" + name, span, -1);
          relative(all, "This" + name, span, 0);
          relative(all, "Next" + name, span, 1);
        });
    plain(all, "Last7Days", (call, periods) -> periods.last(Span.DAYS, 7));
    plain(all, "Next7Days", (call, periods) -> periods.next(Span.DAYS, 7));
    Map<String, Span> counted =
        Map.of(
            "Hours", Span.HOURS,
            "Days", Span.DAYS,
            "Weeks", Span.WEEKS,
            "Months", Span.MONTHS,
            "Years", Span.YEARS,
            "FiscalPeriods", Span.FISCAL_PERIODS,
            "FiscalYears", Span.FISCAL_YEARS);
    counted.forEach(
        (name, span) -> {
          counted(all, "LastX" + name, (periods, count) -> periods.last(span, count));
          counted(all, "NextX" + name, (periods, count) -> periods.next(span, count));
        });
    Map<String, Span> ages =
        Map.of(
            "Minutes", Span.MINUTES,
            "Hours", Span.HOURS,
            "Days", Span.DAYS,
            "Weeks", Span.WEEKS,
            "Months", Span.MONTHS,
            "Years", Span.YEARS);
    ages.forEach(
        (name, span) ->
            counted(all, "OlderThanX" + name, (periods, count) -> periods.olderThan(span, count)));
    days(all);
    fiscal(all);
    return all;
  }

  private static void relative(Map<String, Rewrite> all, String name, Span span, int further) {
    plain(all, name, (call, periods) -> periods.current(span, further));
  }

  private static void plain(Map<String, Rewrite> all, String name, Asked period) {
    in(all, name, Set.of(Exprs.NAME), period);
  }

  private static void counted(Map<String, Rewrite> all, String name, Counted period) {
    in(
        all,
        name,
        Set.of(Exprs.NAME, Exprs.VALUE),
        (call, periods) -> period.of(periods, number(call, Exprs.VALUE, 1, MOST)));
  }

  private static void in(
      Map<String, Rewrite> all, String name, Set<String> parameters, Asked period) {
    all.put(
        name,
        (call, circumstances) -> {
          call.require(parameters);
          Expr property = Exprs.single(call);
          return within(call, property, period.of(call, circumstances.periods()));
        });
  }

  private static void days(Map<String, Rewrite> all) {
    Map<String, UnaryOperator<Period>> days =
        Map.of("On", day -> day, "OnOrAfter", Period::onwards, "OnOrBefore", Period::backwards);
    days.forEach(
        (name, period) ->
            in(
                all,
                name,
                Set.of(Exprs.NAME, Exprs.VALUE),
                (call, periods) -> period.apply(Periods.day(day(call)))));
  }

  private static void fiscal(Map<String, Rewrite> all) {
    in(
        all,
        "InFiscalYear",
        Set.of(Exprs.NAME, Exprs.VALUE),
        (call, periods) -> Periods.year(year(call, Exprs.VALUE)));
    Map<String, UnaryOperator<Period>> quarters =
        Map.of(
            "InFiscalPeriodAndYear", quarter -> quarter,
            "InOrAfterFiscalPeriodAndYear", Period::onwards,
            "InOrBeforeFiscalPeriodAndYear", Period::backwards);
    quarters.forEach(
        (name, period) ->
            in(
                all,
                name,
                Set.of(Exprs.NAME, PERIOD, YEAR),
                (call, periods) ->
                    period.apply(Periods.quarter(quarter(call, PERIOD), year(call, YEAR)))));
    all.put("InFiscalPeriod", (call, circumstances) -> inQuarter(call));
  }

  /** In that quarter of any year. */
  private static Expr inQuarter(FunctionCall call) {
    call.require(Set.of(Exprs.NAME, Exprs.VALUE));
    Expr property = Exprs.single(call);
    requireDate(call, property);
    int last = 3 * quarter(call, Exprs.VALUE);
    EdmType number = Exprs.type(EdmPrimitiveTypeKind.Int32);
    Expr month = new Expr.Call(Function.MONTH, List.of(property), number);
    Expr from = new Expr.Literal(number, Integer.toString(last - 2));
    Expr to = new Expr.Literal(number, Integer.toString(last));
    return Exprs.and(
        call.compare(Comparison.GE, month, from), call.compare(Comparison.LE, month, to));
  }

  private static Expr within(FunctionCall call, Expr property, Period period) {
    boolean date = requireDate(call, property);
    List<Expr> bounds = new ArrayList<>();
    Instant from = period.from();
    Instant to = period.to();
    if (from != null) {
      bounds.add(call.compare(Comparison.GE, property, moment(from, date, false)));
    }
    if (to != null) {
      Comparison operator = period.closed() ? Comparison.LE : Comparison.LT;
      bounds.add(call.compare(operator, property, moment(to, date, period.closed())));
    }
    if (bounds.isEmpty()) {
      return call.compare(Comparison.NE, property, new Expr.Literal(null, null));
    }
    return bounds.size() == 1 ? bounds.get(0) : new Expr.Logical(true, bounds, Exprs.BOOLEAN);
  }

  /** Whether the property has no time; a date is the moment where its day begins. */
  private static boolean requireDate(FunctionCall call, Expr property) {
    boolean date = Exprs.isKind(property.type(), EdmPrimitiveTypeKind.Date);
    if (!date && !Exprs.isKind(property.type(), EdmPrimitiveTypeKind.DateTimeOffset)) {
      throw call.invalid(Exprs.NAME, "names a property with a date");
    }
    return date;
  }

  private static Expr moment(Instant moment, boolean date, boolean closed) {
    if (!date) {
      return new Expr.Literal(Exprs.type(EdmPrimitiveTypeKind.DateTimeOffset), moment.toString());
    }
    LocalDateTime local = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    LocalDateTime day = local.truncatedTo(ChronoUnit.DAYS);
    // The first day that begins at the moment or later, or the last that has begun by then.
    LocalDateTime bound = closed || day.equals(local) ? day : day.plusDays(1);
    return new Expr.Literal(Exprs.type(EdmPrimitiveTypeKind.Date), bound.toLocalDate().toString());
  }

  private static LocalDate day(FunctionCall call) {
    String text = call.text(Exprs.VALUE).strip();
    LocalDate day = date(text);
    if (day == null || day.getYear() < 1 || day.getYear() > 9999) {
      throw call.invalid(Exprs.VALUE, "is a date such as 2026-01-31, unlike '" + text + "'");
    }
    return day;
  }

  private static @Nullable LocalDate date(String text) {
    try {
      if (text.indexOf('T') < 0) {
        return LocalDate.parse(text);
      }
      return text.matches(".*([Zz]|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
          : LocalDateTime.parse(text).toLocalDate();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static int year(FunctionCall call, String argument) {
    return number(call, argument, 1, 9998);
  }

  private static int quarter(FunctionCall call, String argument) {
    return number(call, argument, 1, 4);
  }

  private static int number(FunctionCall call, String argument, int least, int most) {
    String text = call.text(argument).strip();
    int value = text.matches("\\d{1,8}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw call.invalid(
          argument, "is a whole number from " + least + " to " + most + ", unlike '" + text + "'");
    }
    return value;
  }
}
