package dev.edmund.plan.function;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** {@code cast} between primitive types (Part 2, 5.1.1.10.1): null where it fails. */
public final class Casts {
  private Casts() {}

  /**
   * A value of another type.
   *
   * @param from the declared type of the source, if it has any
   */
  static Operand cast(Operand source, @Nullable EdmType from, EdmType to) {
    ColumnType target = ColumnTypes.of(to);
    ColumnType have = source.term().type();
    if (target == null
        || (have != target && (have == ColumnType.GEO || target == ColumnType.GEO))) {
      throw ODataException.notImplemented(
          "A cast of " + Enumerations.name(from, have) + " to " + to.getFullQualifiedName(),
          "cast");
    }
    if (to instanceof EdmEnumType enumeration) {
      return Enumerations.cast(source, from, enumeration);
    }
    if (from instanceof EdmEnumType enumeration && target == ColumnType.TEXT) {
      return new Operand.Scalar(Enumerations.text(source.term(), enumeration));
    }
    return fitting(converted(source, target), to, target);
  }

  private static Operand converted(Operand source, ColumnType target) {
    Term term = source.term();
    ColumnType from = term.type();
    if (from == target) {
      return source;
    }
    if (from == ColumnType.TEXT) {
      Term offset =
          target == ColumnType.DATETIME
              ? new Term.Apply(Operation.TEXT_TO_OFFSET, List.of(term), ColumnType.INTEGER)
              : null;
      return new Operand.Scalar(
          new Term.Apply(Operation.TEXT_TO_VALUE, List.of(term), target), offset);
    }
    if (target == ColumnType.DATETIME && from == ColumnType.DATE) {
      Term midnight = new Term.Bind("T00:00:00", ColumnType.TEXT);
      return new Operand.Scalar(new Term.Apply(Operation.CONCAT, List.of(term, midnight), target));
    }
    Operation operation = operation(from, target);
    if (operation == null) {
      return new Operand.Scalar(new Term.Null(target));
    }
    return new Operand.Scalar(
        operation == Operation.DATETIME_TO_TEXT
            ? Offsets.text(source)
            : new Term.Apply(operation, List.of(Offsets.local(source)), target));
  }

  private static @Nullable Operation operation(ColumnType from, ColumnType to) {
    return switch (to) {
      case TEXT -> toText(from);
      case INTEGER ->
          from == ColumnType.DECIMAL
              ? Operation.DECIMAL_TO_INTEGER
              : from == ColumnType.DOUBLE ? Operation.DOUBLE_TO_INTEGER : null;
      case DOUBLE ->
          from == ColumnType.DECIMAL
              ? Operation.DECIMAL_TO_DOUBLE
              : from == ColumnType.INTEGER ? Operation.INTEGER_TO_DOUBLE : null;
      case DECIMAL ->
          from == ColumnType.INTEGER
              ? Operation.INTEGER_TO_DECIMAL
              : from == ColumnType.DOUBLE ? Operation.DOUBLE_TO_DECIMAL : null;
      case DATE -> from == ColumnType.DATETIME ? Operation.DATE_OF : null;
      case TIME -> from == ColumnType.DATETIME ? Operation.TIME_OF : null;
      case BOOLEAN, GUID, DATETIME, DURATION, BINARY, GEO, JSON -> null;
    };
  }

  private static @Nullable Operation toText(ColumnType from) {
    return switch (from) {
      case INTEGER -> Operation.INTEGER_TO_TEXT;
      case DECIMAL -> Operation.DECIMAL_TO_TEXT;
      case DATETIME -> Operation.DATETIME_TO_TEXT;
      case BOOLEAN -> Operation.BOOLEAN_TO_TEXT;
      case GUID, DATE, TIME, TEXT -> Operation.STORED_AS_TEXT;
      case DOUBLE -> Operation.DOUBLE_TO_TEXT;
      case DURATION -> Operation.DURATION_TO_TEXT;
      case BINARY -> Operation.BINARY_TO_TEXT;
      case GEO, JSON -> null;
    };
  }

  /** Null where the value does not fit the type within its column type. */
  private static Operand fitting(Operand value, EdmType type, ColumnType column) {
    Term term = value.term();
    if (type.getKind() == EdmTypeKind.DEFINITION) {
      EdmTypeDefinition definition = (EdmTypeDefinition) type;
      Integer most = definition.getMaxLength();
      Operand fits = fitting(value, definition.getUnderlyingType(), column);
      return most == null || column != ColumnType.TEXT ? fits : within(fits.term(), most);
    }
    if (column == ColumnType.INTEGER && !type.getName().equals("Int64")) {
      return new Operand.Scalar(inRange(term, type.getName()));
    }
    return column == ColumnType.DOUBLE && type.getName().equals("Single")
        ? new Operand.Scalar(single(term, type))
        : value;
  }

  /** The number where single precision has it, if that is its type. */
  static Term single(Term term, EdmType type) {
    return term.type() == ColumnType.DOUBLE && type.getName().equals("Single")
        ? new Term.Apply(Operation.DOUBLE_TO_SINGLE, List.of(term), ColumnType.DOUBLE)
        : term;
  }

  /** The result of a calculation: in single precision where that is its type. */
  public static Term calculated(Term result, EdmType type) {
    return result.type() == ColumnType.DOUBLE && type.getName().equals("Single")
        ? new Term.Apply(Operation.NARROWED, List.of(result), ColumnType.DOUBLE)
        : result;
  }

  private static Operand within(Term text, int most) {
    Term length = new Term.Apply(Operation.LENGTH, List.of(text), ColumnType.INTEGER);
    Term limit = new Term.Bind((long) most, ColumnType.INTEGER);
    return new Operand.Scalar(
        new Term.When(
            new Condition.Compare(Condition.Comparator.LESS_OR_EQUAL, length, limit), text));
  }

  /** The integer where a type has it. */
  static Term inRange(Term integer, String type) {
    return switch (type) {
      case "Byte" -> between(integer, 0, 255);
      case "SByte" -> between(integer, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "Int16" -> between(integer, Short.MIN_VALUE, Short.MAX_VALUE);
      case "Int32" -> between(integer, Integer.MIN_VALUE, Integer.MAX_VALUE);
      default -> integer;
    };
  }

  private static Term between(Term integer, long least, long most) {
    Condition inside =
        new Condition.And(
            List.of(
                new Condition.Compare(
                    Condition.Comparator.GREATER_OR_EQUAL, integer, number(least)),
                new Condition.Compare(Condition.Comparator.LESS_OR_EQUAL, integer, number(most))));
    return new Term.When(inside, integer);
  }

  private static Term number(long value) {
    return new Term.Bind(value, ColumnType.INTEGER);
  }
}
