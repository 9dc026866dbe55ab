package dev.edmund.spec;

import dev.edmund.request.expr.ArithmeticOperator;
import dev.edmund.spec.EvaluatedValues.Undefined;
import dev.edmund.spec.ExactTypes.Instant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/**
 * The arithmetic operators (Part 2, 5.1.1.2) and their promotion (5.1.1.16). Division by zero of
 * integers and decimals has no value, decimals are divided to 38 digits behind the point, and so
 * has no value what leaves the years 1 to 9999.
 */
final class EvaluatedArithmetic {
  private static final int DIGITS = 38;
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
  private static final BigDecimal FIRST =
      BigDecimal.valueOf(EvaluatedCasts.seconds(LocalDate.of(1, 1, 1)));
  private static final BigDecimal END =
      BigDecimal.valueOf(EvaluatedCasts.seconds(LocalDate.of(10_000, 1, 1)));

  private EvaluatedArithmetic() {}

  /** An operand, whose value is not null. */
  record Side(EdmPrimitiveTypeKind kind, Object value) {
    BigDecimal exact() {
      if (!EvaluatedValues.isFloating(kind)) {
        return EvaluatedValues.toDecimal(value);
      }
      return (BigDecimal)
          EvaluatedCasts.cast(value, kind, EdmPrimitiveTypeKind.Decimal)
              .orElseThrow(() -> new Undefined("a duration times no number"));
    }
  }

  static Optional<Object> apply(
      ArithmeticOperator operator, Side left, Side right, EdmPrimitiveTypeKind result) {
    if (!EvaluatedValues.isNumber(left.kind()) || !EvaluatedValues.isNumber(right.kind())) {
      return temporal(operator, left, right);
    }
    return switch (result) {
      case Double ->
          Optional.of(
              floating(
                  operator,
                  EvaluatedValues.toDouble(left.value()),
                  EvaluatedValues.toDouble(right.value())));
      case Single ->
          Optional.of(
              EvaluatedValues.single(
                  floating(
                      operator,
                      EvaluatedValues.toDouble(left.value()),
                      EvaluatedValues.toDouble(right.value()))));
      case Decimal -> exact(operator, left.exact(), right.exact()).map(d -> d);
      default -> integer(operator, (Long) left.value(), (Long) right.value());
    };
  }

  private static double floating(ArithmeticOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV, DIVBY -> left / right;
      case MOD -> left % right;
    };
  }

  private static Optional<BigDecimal> exact(
      ArithmeticOperator operator, BigDecimal left, BigDecimal right) {
    return switch (operator) {
      case ADD -> Optional.of(left.add(right));
      case SUB -> Optional.of(left.subtract(right));
      case MUL -> Optional.of(left.multiply(right));
      case DIV, DIVBY ->
          right.signum() == 0
              ? Optional.empty()
              : Optional.of(left.divide(right, DIGITS, RoundingMode.HALF_UP));
      case MOD -> right.signum() == 0 ? Optional.empty() : Optional.of(left.remainder(right));
    };
  }

  private static Optional<Object> integer(ArithmeticOperator operator, long left, long right) {
    try {
      return switch (operator) {
        case ADD -> Optional.of(Math.addExact(left, right));
        case SUB -> Optional.of(Math.subtractExact(left, right));
        case MUL -> Optional.of(Math.multiplyExact(left, right));
        case DIV, DIVBY -> {
          if (left == Long.MIN_VALUE && right == -1) {
            throw new ArithmeticException();
          }
          yield right == 0 ? Optional.empty() : Optional.of(left / right);
        }
        case MOD -> right == 0 ? Optional.empty() : Optional.of(left % right);
      };
    } catch (ArithmeticException beyond) {
      throw new Undefined("an integer beyond 64 bits");
    }
  }

  private static Optional<Object> temporal(ArithmeticOperator operator, Side left, Side right) {
    return switch (operator) {
      case ADD ->
          left.kind() == EdmPrimitiveTypeKind.Duration
                  && right.kind() != EdmPrimitiveTypeKind.Duration
              ? shifted(right, (BigDecimal) left.value())
              : shifted(left, (BigDecimal) right.value());
      case SUB ->
          right.kind() == EdmPrimitiveTypeKind.Duration
              ? shifted(left, ((BigDecimal) right.value()).negate())
              : Optional.of(start(left).subtract(start(right)));
      default -> exact(operator, left.exact(), right.exact()).map(d -> d);
    };
  }

  private static BigDecimal start(Side side) {
    return side.kind() == EdmPrimitiveTypeKind.Date
        ? BigDecimal.valueOf(EvaluatedCasts.seconds((LocalDate) side.value()))
        : ((Instant) side.value()).seconds();
  }

  /** A date loses the time of day that a duration gives it. */
  private static Optional<Object> shifted(Side side, BigDecimal seconds) {
    if (side.kind() == EdmPrimitiveTypeKind.Duration) {
      return Optional.of(((BigDecimal) side.value()).add(seconds));
    }
    BigDecimal sum = start(side).add(seconds);
    if (sum.compareTo(FIRST) < 0 || sum.compareTo(END) >= 0) {
      return Optional.empty();
    }
    if (side.kind() == EdmPrimitiveTypeKind.Date) {
      return Optional.of(
          LocalDate.ofEpochDay(sum.divide(DAY, 0, RoundingMode.FLOOR).longValueExact()));
    }
    Instant moment = new Instant(sum, ((Instant) side.value()).offset());
    int year = EvaluatedCasts.date(moment).getYear();
    if (year < 1 || year > 9999) {
      throw new Undefined("a clock in the year " + year);
    }
    return Optional.of(moment);
  }
}
