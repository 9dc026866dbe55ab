package dev.edmund.sql;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.edmund.sql.SqliteFunctions.ScalarFunction;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on floating point numbers by IEEE 754, which SQLite leaves where the result is not a
 * number or infinite: there it has null.
 */
final class SqliteFloats {
  /** What stands for NaN, which SQLite would turn into null. */
  static final String NAN = "NaN";

  private SqliteFloats() {}

  static List<ScalarFunction> all() {
    return List.of(
        binary("edmund_float_add", Double::sum),
        binary("edmund_float_subtract", (a, b) -> a - b),
        binary("edmund_float_multiply", (a, b) -> a * b),
        binary("edmund_float_divide", (a, b) -> a / b),
        binary("edmund_float_modulo", (a, b) -> a % b),
        unary("edmund_float_negate", a -> -a),
        unary("edmund_float_round", SqliteFloats::round),
        unary("edmund_float_floor", Math::floor),
        unary("edmund_float_ceiling", Math::ceil),
        new ScalarFunction("edmund_float_integer", 1, a -> integer(number(a.get(0)))));
  }

  private static ScalarFunction binary(String name, DoubleBinaryOperator body) {
    return new ScalarFunction(
        name, 2, a -> stored(body.applyAsDouble(number(a.get(0)), number(a.get(1)))));
  }

  private static ScalarFunction unary(String name, DoubleUnaryOperator body) {
    return new ScalarFunction(name, 1, a -> stored(body.applyAsDouble(number(a.get(0)))));
  }

  /** Halves go away from zero (Part 2, 5.1.1.9.1). */
  private static double round(double value) {
    double whole = Math.rint(value);
    return Math.abs(value - whole) == 0.5 ? value + Math.copySign(0.5, value) : whole;
  }

  /** Toward zero; null where no integer of 64 bits is near. */
  private static @Nullable Object integer(double value) {
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    boolean fits = whole >= Long.MIN_VALUE && whole < 0x1p63;
    return fits ? (long) whole : null;
  }

  /**
   * The decimal of fewest digits that is nearest to a number, which Java 17 does not always find.
   */
  static BigDecimal shortest(Object number) {
    return new BigDecimal(
        number instanceof Double real ? NumberOutput.toString(real, true) : number.toString());
  }

  private static double number(Object stored) {
    return stored instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static Object stored(double value) {
    return Double.isNaN(value) ? NAN : value;
  }
}
