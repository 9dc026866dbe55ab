package dev.edmund.plan.function;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.pattern.RegularExpression;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Function;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;

/** The canonical functions (Part 2, 5.1.1.5 and following). */
final class Functions {
  private Functions() {}

  static Operand plan(Function function, List<Operand> arguments) {
    return switch (function) {
      case CONTAINS -> match(Condition.Match.Kind.CONTAINS, arguments);
      case STARTSWITH -> match(Condition.Match.Kind.STARTS_WITH, arguments);
      case ENDSWITH -> match(Condition.Match.Kind.ENDS_WITH, arguments);
      case CONCAT -> value(Operation.CONCAT, ColumnType.TEXT, arguments);
      case INDEXOF -> value(Operation.INDEX_OF, ColumnType.INTEGER, arguments);
      case LENGTH -> value(Operation.LENGTH, ColumnType.INTEGER, arguments);
      case SUBSTRING ->
          value(
              arguments.size() == 2 ? Operation.SUBSTRING_FROM : Operation.SUBSTRING,
              ColumnType.TEXT,
              arguments);
      case TOLOWER -> value(Operation.LOWER, ColumnType.TEXT, arguments);
      case TOUPPER -> value(Operation.UPPER, ColumnType.TEXT, arguments);
      case TRIM -> value(Operation.TRIM, ColumnType.TEXT, arguments);
      case YEAR -> clock(Operation.YEAR, ColumnType.INTEGER, arguments);
      case MONTH -> clock(Operation.MONTH, ColumnType.INTEGER, arguments);
      case DAY -> clock(Operation.DAY, ColumnType.INTEGER, arguments);
      case HOUR -> clock(Operation.HOUR, ColumnType.INTEGER, arguments);
      case MINUTE -> clock(Operation.MINUTE, ColumnType.INTEGER, arguments);
      case SECOND -> clock(Operation.SECOND, ColumnType.INTEGER, arguments);
      case FRACTIONAL_SECONDS -> clock(Operation.FRACTION_OF_SECOND, ColumnType.DECIMAL, arguments);
      case DATE -> clock(Operation.DATE_OF, ColumnType.DATE, arguments);
      case TIME -> clock(Operation.TIME_OF, ColumnType.TIME, arguments);
      case TOTAL_OFFSET_MINUTES -> new Operand.Scalar(Offsets.minutes(arguments.get(0)));
      case TOTAL_SECONDS -> seconds(arguments.get(0));
      case NOW -> dateTime(Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
      case MIN_DATE_TIME -> dateTime("0001-01-01T00:00:00Z");
      case MAX_DATE_TIME -> dateTime("9999-12-31T23:59:59.999999999999Z");
      case ROUND -> rounded(Operation.ROUND, Operation.DECIMAL_ROUND, arguments);
      case FLOOR -> rounded(Operation.FLOOR, Operation.DECIMAL_FLOOR, arguments);
      case CEILING -> rounded(Operation.CEILING, Operation.DECIMAL_CEILING, arguments);
      case MATCHES_PATTERN -> matches(arguments.get(0), arguments.get(1));
      case GEO_DISTANCE, GEO_INTERSECTS, GEO_LENGTH, HASSUBSET, HASSUBSEQUENCE, CASE, ISDEFINED ->
          throw new IllegalStateException("Other classes plan these");
    };
  }

  private static Operand match(Condition.Match.Kind kind, List<Operand> arguments) {
    return new Operand.Bool(
        new Condition.Match(kind, arguments.get(0).term(), arguments.get(1).term()));
  }

  /** Databases differ in regular expressions, so that only one that is known can be translated. */
  private static Operand matches(Operand text, Operand pattern) {
    if (text.isNullLiteral() || pattern.isNullLiteral()) {
      return new Operand.NullLiteral();
    }
    if (!(pattern.term() instanceof Term.Bind literal)) {
      throw ODataException.notImplemented(
          "A regular expression that is not a literal", "matchesPattern");
    }
    Term common =
        new Term.Bind(RegularExpression.common(literal.value().toString()), ColumnType.TEXT);
    return new Operand.Scalar(
        new Term.Apply(Operation.MATCHES, List.of(text.term(), common), ColumnType.BOOLEAN));
  }

  private static Operand value(Operation operation, ColumnType type, List<Operand> arguments) {
    return new Operand.Scalar(
        new Term.Apply(operation, arguments.stream().map(Operand::term).toList(), type));
  }

  /** A part of a date or time, in the value's own offset. */
  private static Operand clock(Operation operation, ColumnType type, List<Operand> arguments) {
    return new Operand.Scalar(
        new Term.Apply(operation, List.of(Offsets.local(arguments.get(0))), type));
  }

  private static Operand rounded(Operation inexact, Operation exact, List<Operand> arguments) {
    if (arguments.get(0).isNullLiteral()) {
      return arguments.get(0);
    }
    Term argument = arguments.get(0).term();
    return switch (argument.type()) {
      // The result is a decimal, of which divisions keep the fraction.
      case INTEGER -> new Operand.Scalar(Numbers.toDecimal(argument));
      case DECIMAL -> value(exact, ColumnType.DECIMAL, arguments);
      case DOUBLE -> value(inexact, ColumnType.DOUBLE, arguments);
      default ->
          throw new ODataException(
              ErrorCode.TYPE_MISMATCH, "round, floor and ceiling need a number.");
    };
  }

  /** A duration is stored as its seconds, so the same column is read as a decimal. */
  private static Operand seconds(Operand duration) {
    return new Operand.Scalar(
        new Term.Apply(
            Operation.DECIMAL_ADD,
            List.of(duration.term(), new Term.Bind(BigDecimal.ZERO, ColumnType.DECIMAL)),
            ColumnType.DECIMAL));
  }

  private static Operand dateTime(String text) {
    Object value =
        Values.parse(
            EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.DateTimeOffset), text);
    return new Operand.Scalar(new Term.Bind(value, ColumnType.DATETIME));
  }
}
