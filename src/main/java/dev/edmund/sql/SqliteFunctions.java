package dev.edmund.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite cannot do by itself: case beyond ASCII, exact decimals, arithmetic on points in time.
 * Each is null when an argument is null; a value out of range is an {@link ArithmeticException},
 * {@link DateTimeException} or {@link NumberFormatException}, which the database is told as null.
 */
public final class SqliteFunctions {
  private static final int DIVISION_DIGITS = 38;

  /** What the message of the database says where a calculation leaves the range of integers. */
  public static final String INTEGER_OVERFLOW = "integer overflow";

  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

  private SqliteFunctions() {}

  /**
   * A function to register with each connection.
   *
   * @param body gets as many arguments as {@code arity}, none null: Long, Double, String, byte[]
   */
  public record ScalarFunction(String name, int arity, Body body) {}

  /** What a function does. */
  public interface Body {
    @Nullable Object apply(List<Object> arguments);
  }

  /** A function that adds exact decimals up. */
  public static final String SUM = "edmund_sum";

  public static List<ScalarFunction> all() {
    return Stream.of(
            text(),
            decimals(),
            SqliteFloats.all(),
            SqliteDocuments.all(),
            SqliteTexts.all(),
            SqliteArrays.all(),
            SqlitePatterns.all(),
            SqliteGeo.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ScalarFunction> text() {
    return List.of(
        text("edmund_lower", s -> s.toLowerCase(Locale.ROOT)),
        text("edmund_upper", s -> s.toUpperCase(Locale.ROOT)),
        text("edmund_trim", SqliteFunctions::trim));
  }

  private static List<ScalarFunction> decimals() {
    return List.of(
        rounding("edmund_negate", BigDecimal::negate),
        rounding("edmund_round", d -> d.setScale(0, RoundingMode.HALF_UP)),
        rounding("edmund_floor", d -> d.setScale(0, RoundingMode.FLOOR)),
        rounding("edmund_ceiling", d -> d.setScale(0, RoundingMode.CEILING)),
        exact("edmund_add", BigDecimal::add),
        exact("edmund_subtract", BigDecimal::subtract),
        exact("edmund_multiply", BigDecimal::multiply),
        divisor("edmund_divide", SqliteFunctions::divide),
        divisor("edmund_modulo", BigDecimal::remainder),
        new ScalarFunction("edmund_decimal", 1, a -> key(SqliteFloats.shortest(a.get(0)))),
        new ScalarFunction("edmund_result", 1, a -> result(a.get(0))),
        new ScalarFunction("edmund_double", 1, a -> decimal(a.get(0)).doubleValue()),
        new ScalarFunction(
            "edmund_integer", 1, a -> decimal(a.get(0)).toBigInteger().longValueExact()),
        new ScalarFunction("edmund_checked", 1, a -> checked(a.get(0))),
        new ScalarFunction("edmund_text", 1, a -> decimal(a.get(0)).toPlainString()),
        new ScalarFunction("edmund_fraction", 1, a -> key(fraction((String) a.get(0)))),
        new ScalarFunction(
            "edmund_datetime_plus", 2, a -> plus((String) a.get(0), decimal(a.get(1)))),
        new ScalarFunction(
            "edmund_datetime_minus", 2, a -> key(minus((String) a.get(0), (String) a.get(1)))),
        new ScalarFunction(
            "edmund_date_plus", 2, a -> plusDays((String) a.get(0), decimal(a.get(1)))));
  }

  private static ScalarFunction text(String name, UnaryOperator<String> body) {
    return new ScalarFunction(name, 1, a -> body.apply((String) a.get(0)));
  }

  /** Without what Unicode calls white space; {@link String#strip} leaves the no-break ones. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWhitespace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }

  /** The result of a calculation with integers, unless it does not fit one. */
  private static Object checked(Object result) {
    if (result instanceof Double) {
      throw new IllegalStateException(INTEGER_OVERFLOW);
    }
    return result;
  }

  private static ScalarFunction rounding(String name, UnaryOperator<BigDecimal> body) {
    return new ScalarFunction(name, 1, a -> key(body.apply(decimal(a.get(0)))));
  }

  private static ScalarFunction exact(String name, BinaryOperator<BigDecimal> body) {
    return new ScalarFunction(name, 2, a -> key(body.apply(decimal(a.get(0)), decimal(a.get(1)))));
  }

  /** Division by zero has no value; SQLite says so with null, too. */
  private static ScalarFunction divisor(String name, BinaryOperator<BigDecimal> body) {
    return new ScalarFunction(
        name,
        2,
        a -> {
          BigDecimal by = decimal(a.get(1));
          return by.signum() == 0 ? null : key(body.apply(decimal(a.get(0)), by));
        });
  }

  private static BigDecimal divide(BigDecimal dividend, BigDecimal by) {
    return dividend.divide(by, DIVISION_DIGITS, RoundingMode.HALF_UP);
  }

  /** A decimal that SQL of the model made, which may be a number or a text as well. */
  private static Object result(Object value) {
    if (value instanceof byte[]) {
      return value;
    }
    return value instanceof String text
        ? key(new BigDecimal(text))
        : key(SqliteFloats.shortest(value));
  }

  private static BigDecimal decimal(Object key) {
    return DecimalKey.decode((byte[]) key);
  }

  private static byte[] key(BigDecimal value) {
    return DecimalKey.encode(value);
  }

  private static BigDecimal fraction(String time) {
    int point = time.indexOf('.');
    return point < 0 ? BigDecimal.ZERO : new BigDecimal("0" + time.substring(point));
  }

  /** The fraction is carried apart: Java's clock types end at nanoseconds. */
  private static String plus(String dateTime, BigDecimal seconds) {
    BigDecimal total = fraction(dateTime).add(seconds);
    BigDecimal whole = total.setScale(0, RoundingMode.FLOOR);
    LocalDateTime base =
        LocalDateTime.parse(dateTime.substring(0, 19)).plusSeconds(whole.longValueExact());
    requireFourDigits(base.getYear());
    String clock =
        String.format(
            Locale.ROOT,
            "%sT%02d:%02d:%02d",
            base.toLocalDate(),
            base.getHour(),
            base.getMinute(),
            base.getSecond());
    BigDecimal rest = total.subtract(whole).stripTrailingZeros();
    return rest.signum() == 0 ? clock : clock + rest.toPlainString().substring(1);
  }

  private static String plusDays(String date, BigDecimal seconds) {
    long days = seconds.divide(DAY, 0, RoundingMode.FLOOR).longValueExact();
    LocalDate sum = LocalDate.parse(date).plusDays(days);
    requireFourDigits(sum.getYear());
    return sum.toString();
  }

  /** Other years would not be in the order of their texts, and there was none before the first. */
  private static void requireFourDigits(int year) {
    if (year < 1 || year > 9999) {
      throw new DateTimeException("The year " + year + " has no place in a column");
    }
  }

  private static BigDecimal minus(String later, String earlier) {
    Duration between = Duration.between(start(earlier), start(later));
    return BigDecimal.valueOf(between.toSeconds()).add(fraction(later)).subtract(fraction(earlier));
  }

  private static LocalDateTime start(String dateOrDateTime) {
    return dateOrDateTime.length() == 10
        ? LocalDate.parse(dateOrDateTime).atStartOfDay()
        : LocalDateTime.parse(dateOrDateTime.substring(0, 19));
  }
}
