package dev.edmund.spec;

import dev.edmund.request.expr.Function;
import dev.edmund.spec.EvaluatedValues.Undefined;
import dev.edmund.spec.ExactTypes.Instant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/** The canonical functions (Part 2, 5.1.1.5 to 5.1.1.9) of arguments that are not null. */
final class EvaluatedFunctions {
  private static final Pattern TRIMMED =
      Pattern.compile(
          "^[\\p{IsWhite_Space}]+|[\\p{IsWhite_Space}]+$", Pattern.UNICODE_CHARACTER_CLASS);

  private EvaluatedFunctions() {}

  /**
   * The value of a call.
   *
   * @param kind that of the first argument
   */
  static Object apply(Function function, EdmPrimitiveTypeKind kind, List<Object> arguments) {
    return switch (function) {
      case CONCAT -> text(arguments, 0) + text(arguments, 1);
      case CONTAINS -> text(arguments, 0).contains(text(arguments, 1));
      case STARTSWITH -> text(arguments, 0).startsWith(text(arguments, 1));
      case ENDSWITH -> text(arguments, 0).endsWith(text(arguments, 1));
      case INDEXOF -> indexOf(text(arguments, 0), text(arguments, 1));
      case LENGTH -> length(text(arguments, 0));
      case SUBSTRING -> substring(arguments);
      case TOLOWER -> text(arguments, 0).toLowerCase(Locale.ROOT);
      case TOUPPER -> text(arguments, 0).toUpperCase(Locale.ROOT);
      case TRIM -> TRIMMED.matcher(text(arguments, 0)).replaceAll("");
      case MATCHES_PATTERN ->
          Pattern.compile(text(arguments, 1)).matcher(text(arguments, 0)).find();
      case MIN_DATE_TIME -> Instant.parse("0001-01-01T00:00:00Z");
      case MAX_DATE_TIME -> Instant.parse("9999-12-31T23:59:59.999999999999Z");
      case ROUND -> rounded(kind, arguments.get(0), RoundingMode.HALF_UP);
      case FLOOR -> rounded(kind, arguments.get(0), RoundingMode.FLOOR);
      case CEILING -> rounded(kind, arguments.get(0), RoundingMode.CEILING);
      case TOTAL_SECONDS -> arguments.get(0);
      case TOTAL_OFFSET_MINUTES -> (long) ((Instant) arguments.get(0)).offset();
      case YEAR -> (long) date(kind, arguments.get(0)).getYear();
      case MONTH -> (long) date(kind, arguments.get(0)).getMonthValue();
      case DAY -> (long) date(kind, arguments.get(0)).getDayOfMonth();
      case DATE -> date(kind, arguments.get(0));
      case TIME -> time(kind, arguments.get(0));
      case HOUR -> time(kind, arguments.get(0)).longValue() / 3600;
      case MINUTE -> time(kind, arguments.get(0)).longValue() / 60 % 60;
      case SECOND -> time(kind, arguments.get(0)).longValue() % 60;
      case FRACTIONAL_SECONDS -> time(kind, arguments.get(0)).remainder(BigDecimal.ONE);
      default -> throw new Undefined(function.text());
    };
  }

  private static String text(List<Object> arguments, int position) {
    return (String) arguments.get(position);
  }

  private static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static long indexOf(String text, String part) {
    int index = text.indexOf(part);
    return index < 0 ? -1 : text.codePointCount(0, index);
  }

  private static String substring(List<Object> arguments) {
    int[] characters = text(arguments, 0).codePoints().toArray();
    long start = (Long) arguments.get(1);
    long size = arguments.size() == 3 ? (Long) arguments.get(2) : characters.length;
    if (size < 0 || (arguments.size() == 3 && start < -characters.length)) {
      throw new Undefined("a substring that the specification does not know");
    }
    long from = start < 0 ? Math.max(characters.length + start, 0) : start;
    if (from >= characters.length) {
      return "";
    }
    return new String(characters, (int) from, (int) Math.min(size, characters.length - from));
  }

  private static Object rounded(EdmPrimitiveTypeKind kind, Object number, RoundingMode mode) {
    if (EvaluatedValues.isFloating(kind)) {
      double value = (Double) number;
      return Double.isFinite(value)
          ? Math.copySign(new BigDecimal(value).setScale(0, mode).doubleValue(), value)
          : value;
    }
    return EvaluatedValues.toDecimal(number).setScale(0, mode);
  }

  private static LocalDate date(EdmPrimitiveTypeKind kind, Object value) {
    return kind == EdmPrimitiveTypeKind.Date
        ? (LocalDate) value
        : EvaluatedCasts.date((Instant) value);
  }

  private static BigDecimal time(EdmPrimitiveTypeKind kind, Object value) {
    return kind == EdmPrimitiveTypeKind.TimeOfDay
        ? (BigDecimal) value
        : EvaluatedCasts.time((Instant) value);
  }
}
