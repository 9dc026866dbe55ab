package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.AggregationMethod;
import java.math.BigDecimal;
import java.util.List;

/** The standard aggregation methods (Data Aggregation, 3.2.1.3) as terms. */
final class Aggregates {
  /** A number of things where there are none. */
  static final Term ZERO = new Term.Bind(BigDecimal.ZERO, ColumnType.DECIMAL);

  private Aggregates() {}

  /** The value of no values. */
  static Term nothing(AggregationMethod method) {
    return method.kind() == AggregationMethod.Kind.COUNTDISTINCT
        ? ZERO
        : new Term.Null(ColumnType.TEXT);
  }

  static Term of(AggregationMethod method, Operand values) {
    return switch (method.kind()) {
      case SUM -> sum(number(values));
      case AVERAGE -> average(number(values));
      case MIN -> extreme(Term.Aggregator.MIN, values.term());
      case MAX -> extreme(Term.Aggregator.MAX, values.term());
      case COUNTDISTINCT -> distinct(values);
      case CUSTOM ->
          throw ODataException.notImplemented(
              "The aggregation method " + method.custom(), method.custom());
    };
  }

  private static Term number(Operand values) {
    return values.isNullLiteral()
        ? new Term.Null(ColumnType.DECIMAL)
        : values.as(DynamicKind.NUMBER);
  }

  private static Term extreme(Term.Aggregator aggregator, Term term) {
    return new Term.Aggregate(aggregator, term, term.type());
  }

  /** Doubles are summed up exactly, so that the order of the rows makes no difference. */
  private static Term sum(Term term) {
    return switch (term.type()) {
      case INTEGER -> Numbers.toDecimal(total(term));
      case DOUBLE -> finite(term, Numbers.toDouble(total(Numbers.toDecimal(term))));
      default -> total(term);
    };
  }

  /** NaN and the infinities have no decimals: they alone decide the result. */
  private static Term finite(Term term, Term result) {
    Condition all =
        new Condition.Compare(
            Condition.Comparator.EQUAL, count(Numbers.toDecimal(term)), count(term));
    Term ends =
        new Term.Apply(
            Operation.ADD,
            List.of(extreme(Term.Aggregator.MAX, term), extreme(Term.Aggregator.MIN, term)),
            ColumnType.DOUBLE);
    return new Term.When(all, result, ends);
  }

  private static Term count(Term term) {
    return new Term.Aggregate(Term.Aggregator.COUNT, term, ColumnType.INTEGER);
  }

  private static Term total(Term term) {
    return new Term.Aggregate(Term.Aggregator.SUM, term, term.type());
  }

  private static Term average(Term term) {
    if (term.type() == ColumnType.DOUBLE) {
      return finite(term, Numbers.toDouble(average(Numbers.toDecimal(term))));
    }
    Term count = count(term);
    ColumnType type = term.type() == ColumnType.DURATION ? ColumnType.DURATION : ColumnType.DECIMAL;
    return new Term.Apply(
        Operation.DECIMAL_DIVIDE, List.of(sum(term), Numbers.toDecimal(count)), type);
  }

  private static Term distinct(Operand values) {
    if (values instanceof Operand.Document) {
      throw ODataException.notImplemented(
          "countdistinct of values that are kept as JSON", "countdistinct");
    }
    List<Term> terms = values.identity();
    Term each = values instanceof Operand.Scalar ? values.term() : only(terms);
    return Numbers.toDecimal(
        new Term.Aggregate(Term.Aggregator.COUNT_DISTINCT, each, ColumnType.INTEGER));
  }

  private static Term only(List<Term> terms) {
    if (terms.size() != 1) {
      throw ODataException.notImplemented("countdistinct of these values", "countdistinct");
    }
    return terms.get(0);
  }
}
