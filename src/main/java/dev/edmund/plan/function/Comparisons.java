package dev.edmund.plan.function;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Comparison;
import java.util.ArrayList;
import java.util.List;

/** The comparison operators with OData's meaning of null (Part 2, 5.1.1.1). */
public final class Comparisons {
  private Comparisons() {}

  public static Condition compare(Comparison operator, Operand left, Operand right) {
    requireComparable(left, right);
    if (left.plain() instanceof Operand.Entity one && right.plain() instanceof Operand.Entity two) {
      return compare(
          operator, new Operand.Scalar(one.presence()), new Operand.Scalar(two.presence()));
    }
    return switch (operator) {
      case EQ -> equal(left, right);
      case NE -> notEqual(left, right);
      case GT -> ordered(Condition.Comparator.GREATER, left, right);
      case GE -> ordered(Condition.Comparator.GREATER_OR_EQUAL, left, right);
      case LT -> ordered(Condition.Comparator.LESS, left, right);
      case LE -> ordered(Condition.Comparator.LESS_OR_EQUAL, left, right);
      case HAS -> has(left, right);
    };
  }

  /** Geo values are compared with null only: OData has no equality for them. */
  private static void requireComparable(Operand left, Operand right) {
    if (!left.isNullLiteral() && !right.isNullLiteral() && (isGeo(left) || isGeo(right))) {
      throw new ODataException(
          ErrorCode.TYPE_MISMATCH,
          "Geo values cannot be compared, apart from eq null and ne null.");
    }
  }

  private static boolean isGeo(Operand operand) {
    return operand.presence().type() == ColumnType.GEO;
  }

  static Condition equal(Operand left, Operand right) {
    if (left.isNullLiteral() && right.isNullLiteral()) {
      return new Condition.Constant(true);
    }
    if (right.isNullLiteral()) {
      return new Condition.IsNull(left.presence());
    }
    if (left.isNullLiteral()) {
      return new Condition.IsNull(right.presence());
    }
    Numbers.Sides sides = Numbers.promote(left.term(), right.term());
    // Against a value that is never null plain equality says the same and can use an index.
    return number(
        sides,
        isNeverNull(sides.left()) || isNeverNull(sides.right())
            ? new Condition.Compare(Condition.Comparator.EQUAL, sides.left(), sides.right())
            : new Condition.Same(sides.left(), sides.right()));
  }

  private static Condition number(Numbers.Sides sides, Condition same) {
    return sides.type() == ColumnType.DOUBLE
        ? Floats.equal(same, sides.left(), sides.right())
        : same;
  }

  private static Condition notEqual(Operand left, Operand right) {
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return Negation.not(equal(left, right));
    }
    Numbers.Sides sides = Numbers.promote(left.term(), right.term());
    return new Condition.Not(number(sides, new Condition.Same(sides.left(), sides.right())));
  }

  private static boolean isNeverNull(Term term) {
    return term instanceof Term.Bind || term instanceof Term.Parameter;
  }

  private static Condition ordered(Condition.Comparator comparator, Operand left, Operand right) {
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return new Condition.Constant(false);
    }
    Numbers.Sides sides = Numbers.promote(left.term(), right.term());
    Condition.Compare compared = new Condition.Compare(comparator, sides.left(), sides.right());
    return sides.type() == ColumnType.DOUBLE ? Floats.ordered(compared) : compared;
  }

  private static Condition has(Operand left, Operand right) {
    return left.isNullLiteral() || right.isNullLiteral()
        ? new Operand.NullLiteral().condition()
        : new Condition.HasFlags(left.term(), right.term());
  }

  /** {@code left in (items)}; a null item asks whether left is null. */
  static Condition in(Operand left, List<Operand> items) {
    items.forEach(item -> requireComparable(left, item));
    List<Condition> alternatives = new ArrayList<>();
    List<Term> values = new ArrayList<>();
    for (Operand item : items) {
      if (item.isNullLiteral() || left.isNullLiteral()) {
        alternatives.add(equal(left, item));
      } else {
        Numbers.Sides sides = Numbers.promote(left.term(), item.term());
        if (sides.left().equals(left.term()) && item.term() instanceof Term.Bind) {
          if (!Floats.isNaN(sides.right())) {
            values.add(sides.right());
          }
        } else {
          alternatives.add(equal(left, item));
        }
      }
    }
    if (!values.isEmpty()) {
      alternatives.add(0, new Condition.In(left.term(), values));
    }
    return switch (alternatives.size()) {
      case 0 -> new Condition.Constant(false);
      case 1 -> alternatives.get(0);
      default -> new Condition.Or(alternatives);
    };
  }
}
