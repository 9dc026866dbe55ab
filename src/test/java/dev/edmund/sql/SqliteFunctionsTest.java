package dev.edmund.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The functions that SQLite lacks, against Java's own arithmetic (Part 2, 5.1.1.2). */
final class SqliteFunctionsTest {
  private static final BigDecimal PICO = new BigDecimal("0.000000000001");

  private static @Nullable Object call(String name, Object... arguments) {
    return SqliteFunctions.all().stream()
        .filter(f -> f.name().equals(name) && f.arity() == arguments.length)
        .findFirst()
        .orElseThrow()
        .body()
        .apply(List.of(arguments));
  }

  private static Object required(String name, Object... arguments) {
    return Objects.requireNonNull(call(name, arguments), name);
  }

  private static void same(BigDecimal expected, @Nullable Object key) {
    BigDecimal actual = DecimalKey.decode((byte[]) Objects.requireNonNull(key));
    assertEquals(0, expected.compareTo(actual), () -> expected + " and " + actual);
  }

  private static byte[] key(BigDecimal value) {
    return DecimalKey.encode(value);
  }

  private static void computes(
      String name, BigDecimal a, BigDecimal b, BinaryOperator<BigDecimal> expected) {
    same(expected.apply(a, b), call(name, key(a), key(b)));
  }

  @Property
  void decimalsAreExact(
      @ForAll @BigRange(min = "-1e30", max = "1e30") @Scale(20) BigDecimal a,
      @ForAll @BigRange(min = "-1e10", max = "1e10") @Scale(9) BigDecimal b) {
    computes("edmund_add", a, b, BigDecimal::add);
    computes("edmund_subtract", a, b, BigDecimal::subtract);
    computes("edmund_multiply", a, b, BigDecimal::multiply);
    if (b.signum() == 0) {
      assertNull(call("edmund_divide", key(a), key(b)));
      assertNull(call("edmund_modulo", key(a), key(b)));
    } else {
      computes("edmund_divide", a, b, (x, y) -> x.divide(y, 38, RoundingMode.HALF_UP));
      computes("edmund_modulo", a, b, BigDecimal::remainder);
    }
    same(a.negate(), call("edmund_negate", (Object) key(a)));
    same(a.setScale(0, RoundingMode.HALF_UP), call("edmund_round", (Object) key(a)));
    same(a.setScale(0, RoundingMode.FLOOR), call("edmund_floor", (Object) key(a)));
    same(a.setScale(0, RoundingMode.CEILING), call("edmund_ceiling", (Object) key(a)));
    assertEquals(a.doubleValue() + 0.0, (Double) required("edmund_double", (Object) key(a)) + 0.0);
    String text = (String) required("edmund_text", (Object) key(a));
    assertEquals(0, a.compareTo(new BigDecimal(text)));
  }

  @Property
  void castsTowardZero(@ForAll @BigRange(min = "-9e18", max = "9e18") @Scale(5) BigDecimal value) {
    assertEquals(
        value.setScale(0, RoundingMode.DOWN).longValueExact(),
        required("edmund_integer", (Object) key(value)));
  }

  @Test
  void whatIsOutOfRangeIsSaidSo() {
    byte[] large = key(new BigDecimal("9223372036854775808"));
    assertThrows(ArithmeticException.class, () -> call("edmund_integer", (Object) large));
    byte[] long_ = key(new BigDecimal("1e30"));
    String time = "2020-01-01T00:00:00";
    assertThrows(ArithmeticException.class, () -> call("edmund_datetime_plus", time, long_));
    byte[] years = key(new BigDecimal("1e12"));
    assertThrows(DateTimeException.class, () -> call("edmund_datetime_plus", time, years));
    assertThrows(DateTimeException.class, () -> call("edmund_date_plus", "2020-01-01", years));
    byte[] back = key(new BigDecimal("-1e12"));
    assertThrows(DateTimeException.class, () -> call("edmund_datetime_plus", time, back));
    assertThrows(NumberFormatException.class, () -> call("edmund_decimal", Double.NaN));
    assertThrows(ArithmeticException.class, () -> DecimalKey.encode(new BigDecimal("1e70000")));
    assertThrows(ArithmeticException.class, () -> DecimalKey.encode(new BigDecimal("1e-70000")));
  }

  /** Points in time have up to twelve digits of a second. */
  @Property
  void timeIsAddedToThePicosecond(
      @ForAll @LongRange(min = -50_000_000_000L, max = 200_000_000_000L) long start,
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long startPicos,
      @ForAll @IntRange(min = -2_000_000_000, max = 2_000_000_000) int seconds,
      @ForAll @LongRange(min = -999_999_999_999L, max = 999_999_999_999L) long picos) {
    BigDecimal from = BigDecimal.valueOf(start).add(PICO.multiply(BigDecimal.valueOf(startPicos)));
    BigDecimal by = BigDecimal.valueOf(seconds).add(PICO.multiply(BigDecimal.valueOf(picos)));
    String first = dateTime(from);
    String second = (String) required("edmund_datetime_plus", first, key(by));
    assertEquals(dateTime(from.add(by)), second);
    same(by, call("edmund_datetime_minus", second, first));
    same(by.negate(), call("edmund_datetime_minus", first, second));
    assertEquals(by.signum(), Integer.signum(second.compareTo(first)), "text is in order of time");
    same(
        from.subtract(from.setScale(0, RoundingMode.FLOOR)),
        call("edmund_fraction", (Object) first));
  }

  private static String dateTime(BigDecimal sinceEpoch) {
    BigDecimal whole = sinceEpoch.setScale(0, RoundingMode.FLOOR);
    String clock =
        LocalDateTime.ofEpochSecond(whole.longValueExact(), 0, java.time.ZoneOffset.UTC).toString();
    String seconds = clock.length() == 16 ? clock + ":00" : clock;
    BigDecimal rest = sinceEpoch.subtract(whole).stripTrailingZeros();
    return rest.signum() == 0 ? seconds : seconds + rest.toPlainString().substring(1);
  }

  @Test
  void datesMoveByWholeDays() {
    assertEquals(
        "2024-02-29", call("edmund_date_plus", "2024-02-28", key(BigDecimal.valueOf(86_400))));
    assertEquals(
        "2024-02-28", call("edmund_date_plus", "2024-02-28", key(BigDecimal.valueOf(86_399))));
    assertEquals("2023-12-31", call("edmund_date_plus", "2024-01-01", key(BigDecimal.valueOf(-1))));
    assertEquals(
        "2023-12-31", call("edmund_date_plus", "2024-01-01", key(BigDecimal.valueOf(-86_400))));
    same(BigDecimal.valueOf(172_800), call("edmund_datetime_minus", "2024-03-01", "2024-02-28"));
  }

  @Test
  void caseIsThatOfAllAlphabets() {
    assertEquals("straße øł", call("edmund_lower", "STRAßE ØŁ"));
    assertEquals("ÉÇ🚴", call("edmund_upper", "éç🚴"));
  }
}
