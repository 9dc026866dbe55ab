package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.conventions.dataverse.fetch.Fetch.DatePart;

/** Expressions for parts of dates, in UTC, with weeks from Sunday and years from January on. */
final class DateParts {
  /** A Sunday. */
  private static final String SUNDAY = "1899-12-31";

  private DateParts() {}

  /**
   * The part of a value.
   *
   * @param date whether the value is a date without a time
   */
  static String of(DatePart part, String value, boolean date) {
    return switch (part) {
      case DAY -> "day(" + value + ")";
      case MONTH -> "month(" + value + ")";
      case YEAR -> "year(" + value + ")";
      case QUARTER -> quarter(value);
      case WEEK -> week(value, date ? value : "date(" + value + ")");
      case FISCAL_PERIOD ->
          "concat(concat('Quarter '," + text(quarter(value)) + ")," + fiscalYear(" ", value) + ")";
      case FISCAL_YEAR -> fiscalYear("", value);
    };
  }

  private static String quarter(String value) {
    return "(month(" + value + ") add 2) div 3";
  }

  private static String fiscalYear(String before, String value) {
    return "concat('" + before + "FY'," + text("year(" + value + ")") + ")";
  }

  private static String text(String number) {
    return "cast(" + number + ",Edm.String)";
  }

  /** The first week of a year is that of its first day. */
  private static String week(String value, String day) {
    String first = "cast(concat(" + text("year(" + value + ")") + ",'-01-01'),Edm.Date)";
    String weekday = "(" + days(first) + " mod 7)";
    return "floor((" + days(day) + " sub " + days(first) + " add " + weekday + ") div 7) add 1";
  }

  private static String days(String day) {
    return "(totalseconds(" + day + " sub " + SUNDAY + ") div 86400)";
  }
}
