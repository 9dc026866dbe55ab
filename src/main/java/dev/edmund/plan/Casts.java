package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** {@code cast} between primitive types (Part 2, 5.1.1.10). */
final class Casts {
  private Casts() {}

  static Operand cast(Operand source, EdmType type) {
    Term term = source.term();
    ColumnType from = term.type();
    ColumnType to = ColumnTypes.of(type);
    if (from == to) {
      return source;
    }
    Operation operation = to == null ? null : operation(from, to);
    if (to == null || operation == null) {
      throw ODataException.notImplemented(
          "A cast of "
              + from.name().toLowerCase(java.util.Locale.ROOT)
              + " values to Edm."
              + type.getName(),
          "cast");
    }
    return new Operand.Scalar(
        operation == Operation.DATETIME_TO_TEXT
            ? Offsets.text(source)
            : new Term.Apply(operation, List.of(Offsets.local(source)), to));
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
      case DOUBLE, DURATION, BINARY, GEO, JSON -> null;
    };
  }
}
