package dev.edmund.plan.operand;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.math.BigDecimal;
import java.util.List;

/** Brings the two sides of an operation to one type (Part 2, 5.1.1.2: numeric promotion). */
public final class Numbers {
  private Numbers() {}

  /** Two terms of one type. */
  public record Sides(Term left, Term right) {
    public ColumnType type() {
      return left.type();
    }
  }

  /** To be compared. */
  public static Sides promote(Term left, Term right) {
    if (left.type() == right.type() || !isNumber(left.type()) || !isNumber(right.type())) {
      return new Sides(left, right);
    }
    if (left.type() == ColumnType.DOUBLE || right.type() == ColumnType.DOUBLE) {
      return new Sides(toDouble(left), toDouble(right));
    }
    // A whole decimal literal compared with an integer column leaves the column, and its index,
    // alone.
    if (left.type() == ColumnType.INTEGER && isWhole(right)) {
      return new Sides(left, toInteger((Term.Bind) right));
    }
    if (right.type() == ColumnType.INTEGER && isWhole(left)) {
      return new Sides(toInteger((Term.Bind) left), right);
    }
    return new Sides(toDecimal(left), toDecimal(right));
  }

  /** To be calculated with: {@code 1.0 div 2} is no integer. */
  public static Sides widened(Term left, Term right) {
    if (left.type() == right.type()) {
      return new Sides(left, right);
    }
    return left.type() == ColumnType.DOUBLE || right.type() == ColumnType.DOUBLE
        ? new Sides(toDouble(left), toDouble(right))
        : new Sides(toDecimal(left), toDecimal(right));
  }

  public static boolean isNumber(ColumnType type) {
    return switch (type) {
      case INTEGER, DOUBLE, DECIMAL -> true;
      case BOOLEAN, TEXT, GUID, DATETIME, DATE, TIME, DURATION, BINARY, GEO, JSON -> false;
    };
  }

  private static boolean isWhole(Term term) {
    if (!(term instanceof Term.Bind bind) || !(bind.value() instanceof BigDecimal decimal)) {
      return false;
    }
    return decimal.stripTrailingZeros().scale() <= 0
        && decimal.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private static Term toInteger(Term.Bind bind) {
    return new Term.Bind(((BigDecimal) bind.value()).longValueExact(), ColumnType.INTEGER);
  }

  public static Term toDouble(Term term) {
    if (term.type() == ColumnType.DOUBLE) {
      return term;
    }
    if (term instanceof Term.Bind bind) {
      return new Term.Bind(((Number) bind.value()).doubleValue(), ColumnType.DOUBLE);
    }
    Operation operation =
        term.type() == ColumnType.DECIMAL
            ? Operation.DECIMAL_TO_DOUBLE
            : Operation.INTEGER_TO_DOUBLE;
    return new Term.Apply(operation, List.of(term), ColumnType.DOUBLE);
  }

  private static BigDecimal exact(Object number) {
    if (number instanceof Double real && !Double.isFinite(real)) {
      throw new ODataException(
          ErrorCode.TYPE_MISMATCH, "INF and NaN are no decimals and no factors of a duration.");
    }
    return new BigDecimal(number.toString());
  }

  public static Term toDecimal(Term term) {
    if (term.type() == ColumnType.DECIMAL) {
      return term;
    }
    if (term instanceof Term.Bind bind) {
      return new Term.Bind(exact(bind.value()), ColumnType.DECIMAL);
    }
    Operation operation =
        term.type() == ColumnType.DOUBLE
            ? Operation.DOUBLE_TO_DECIMAL
            : Operation.INTEGER_TO_DECIMAL;
    return new Term.Apply(operation, List.of(term), ColumnType.DECIMAL);
  }
}
