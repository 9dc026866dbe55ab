package dev.edmund.plan.function;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.ArithmeticOperator;
import java.util.List;

/** The arithmetic operators (Part 2, 5.1.1.2) on numbers, durations and points in time. */
public final class Arithmetics {
  private Arithmetics() {}

  /** The result of an operation, neither operand of which is the literal null. */
  public static Term plan(ArithmeticOperator operator, Operand left, Operand right) {
    return plan(operator, number(left, right), number(right, left));
  }

  /** An undeclared operand is a number, or what the other one is. */
  private static Term number(Operand operand, Operand other) {
    if (operand instanceof Operand.Dynamic && !(other instanceof Operand.Dynamic)) {
      return switch (other.term().type()) {
        case DURATION, DATETIME, DATE -> operand.as(DynamicKind.DURATION);
        case DOUBLE -> operand.as(DynamicKind.DOUBLE);
        default -> operand.as(DynamicKind.NUMBER);
      };
    }
    return operand.as(DynamicKind.NUMBER);
  }

  private static Term plan(ArithmeticOperator operator, Term left, Term right) {
    if (Numbers.isNumber(left.type()) && Numbers.isNumber(right.type())) {
      return numeric(operator, left, right);
    }
    return switch (operator) {
      case ADD -> added(left, right);
      case SUB -> subtracted(left, right);
      case MUL -> multiplied(left, right);
      case DIV, DIVBY -> divided(left, right);
      case MOD -> throw mismatch(operator);
    };
  }

  private static Term numeric(ArithmeticOperator operator, Term left, Term right) {
    Numbers.Sides sides = Numbers.widened(left, right);
    boolean fractional = operator == ArithmeticOperator.DIVBY && sides.type() == ColumnType.INTEGER;
    Term first = fractional ? Numbers.toDecimal(sides.left()) : sides.left();
    Term second = fractional ? Numbers.toDecimal(sides.right()) : sides.right();
    boolean exact = first.type() == ColumnType.DECIMAL;
    boolean divides = operator == ArithmeticOperator.DIV || operator == ArithmeticOperator.MOD;
    if (divides && second.type() != ColumnType.DOUBLE && isZero(second)) {
      throw new ODataException(ErrorCode.INVALID_VALUE, "A number cannot be divided by zero.");
    }
    Operation operation =
        switch (operator) {
          case ADD -> exact ? Operation.DECIMAL_ADD : Operation.ADD;
          case SUB -> exact ? Operation.DECIMAL_SUBTRACT : Operation.SUBTRACT;
          case MUL -> exact ? Operation.DECIMAL_MULTIPLY : Operation.MULTIPLY;
          case DIV, DIVBY -> exact ? Operation.DECIMAL_DIVIDE : Operation.DIVIDE;
          case MOD -> exact ? Operation.DECIMAL_MODULO : Operation.MODULO;
        };
    return new Term.Apply(operation, List.of(first, second), first.type());
  }

  private static boolean isZero(Term term) {
    return term instanceof Term.Bind bind
        && bind.value() instanceof Number number
        && number.doubleValue() == 0;
  }

  private static Term added(Term left, Term right) {
    if (right.type() == ColumnType.DURATION) {
      return switch (left.type()) {
        case DATETIME -> apply(Operation.DATETIME_PLUS, left, right, ColumnType.DATETIME);
        case DATE -> apply(Operation.DATE_PLUS, left, right, ColumnType.DATE);
        case DURATION -> apply(Operation.DECIMAL_ADD, left, right, ColumnType.DURATION);
        default -> throw mismatch(ArithmeticOperator.ADD);
      };
    }
    if (left.type() == ColumnType.DURATION
        && (right.type() == ColumnType.DATETIME || right.type() == ColumnType.DATE)) {
      return added(right, left);
    }
    throw mismatch(ArithmeticOperator.ADD);
  }

  private static Term subtracted(Term left, Term right) {
    if (right.type() == ColumnType.DURATION) {
      Term negated = new Term.Apply(Operation.DECIMAL_NEGATE, List.of(right), ColumnType.DURATION);
      return added(left, negated);
    }
    if (left.type() == ColumnType.DATETIME && right.type() == ColumnType.DATETIME) {
      return apply(Operation.DATETIME_MINUS, left, right, ColumnType.DURATION);
    }
    if (left.type() == ColumnType.DATE && right.type() == ColumnType.DATE) {
      return apply(Operation.DATE_MINUS, left, right, ColumnType.DURATION);
    }
    throw mismatch(ArithmeticOperator.SUB);
  }

  private static Term multiplied(Term left, Term right) {
    if (left.type() == ColumnType.DURATION && Numbers.isNumber(right.type())) {
      return apply(Operation.DECIMAL_MULTIPLY, left, Numbers.toDecimal(right), ColumnType.DURATION);
    }
    if (right.type() == ColumnType.DURATION && Numbers.isNumber(left.type())) {
      return multiplied(right, left);
    }
    throw mismatch(ArithmeticOperator.MUL);
  }

  private static Term divided(Term left, Term right) {
    if (left.type() == ColumnType.DURATION && Numbers.isNumber(right.type())) {
      return apply(Operation.DECIMAL_DIVIDE, left, Numbers.toDecimal(right), ColumnType.DURATION);
    }
    throw mismatch(ArithmeticOperator.DIV);
  }

  private static Term apply(Operation operation, Term left, Term right, ColumnType type) {
    return new Term.Apply(operation, List.of(left, right), type);
  }

  private static ODataException mismatch(ArithmeticOperator operator) {
    return new ODataException(
        ErrorCode.TYPE_MISMATCH,
        "The operands of "
            + operator.name().toLowerCase(java.util.Locale.ROOT)
            + " do not fit each other.");
  }
}
