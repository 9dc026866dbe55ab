package dev.edmund.plan.function;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import java.util.List;

/**
 * Comparisons of floating point numbers: NaN is neither equal to anything, itself included, nor
 * less or greater (IEEE 754). In a column it is a value behind all numbers, which sorting goes by.
 */
final class Floats {
  private static final Term NAN = new Term.Bind(Double.NaN, ColumnType.DOUBLE);
  private static final Term INFINITY = new Term.Bind(Double.POSITIVE_INFINITY, ColumnType.DOUBLE);

  private Floats() {}

  /** Whether the term is the literal NaN. */
  static boolean isNaN(Term term) {
    return term instanceof Term.Bind bind
        && bind.value() instanceof Double number
        && number.isNaN();
  }

  /** {@code same}, which takes NaN for equal to itself, without that. */
  static Condition equal(Condition same, Term left, Term right) {
    if (isNaN(left) || isNaN(right)) {
      return new Condition.Constant(false);
    }
    return isBound(left) || isBound(right)
        ? same
        : new Condition.And(List.of(same, isNumber(left)));
  }

  /** {@code compared}, which takes NaN for greater than all numbers, without that. */
  static Condition ordered(Condition.Compare compared) {
    if (isNaN(compared.left()) || isNaN(compared.right())) {
      return new Condition.Constant(false);
    }
    Term greater =
        switch (compared.comparator()) {
          case GREATER, GREATER_OR_EQUAL, EQUAL -> compared.left();
          case LESS, LESS_OR_EQUAL -> compared.right();
        };
    // Where the greater side is a number, NaN cannot be on the other one; as a range it is read
    // from the same index.
    return isBound(greater) || GeoFunctions.isNumber(greater)
        ? compared
        : new Condition.And(
            List.of(
                compared,
                new Condition.Compare(Condition.Comparator.LESS_OR_EQUAL, greater, INFINITY)));
  }

  private static Condition isNumber(Term term) {
    return new Condition.Not(new Condition.Same(term, NAN));
  }

  private static boolean isBound(Term term) {
    return term instanceof Term.Bind;
  }
}
