package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** The arguments of a call of a canonical function: checked, and with the type of the value. */
record FunctionSignature(Function function, List<Typed> arguments, Cursor in) {

  @Nullable EdmType result() {
    return switch (function) {
      case CONCAT -> texts(2) ? EdmTypes.STRING : null;
      case CONTAINS, ENDSWITH, STARTSWITH -> {
        texts(2);
        yield EdmTypes.BOOLEAN;
      }
      case INDEXOF -> {
        texts(2);
        yield EdmTypes.INT32;
      }
      case LENGTH -> {
        texts(1);
        yield EdmTypes.INT32;
      }
      case SUBSTRING -> substring();
      case HASSUBSET, HASSUBSEQUENCE -> {
        lists();
        yield EdmTypes.BOOLEAN;
      }
      case MATCHES_PATTERN -> {
        count(2, 2);
        kinds(EdmPrimitiveTypeKind.String);
        pattern();
        yield EdmTypes.BOOLEAN;
      }
      case TOLOWER, TOUPPER, TRIM -> {
        count(1, 1);
        kinds(EdmPrimitiveTypeKind.String);
        yield EdmTypes.STRING;
      }
      case CASE -> common();
      case ISDEFINED -> {
        count(1, 1);
        yield EdmTypes.BOOLEAN;
      }
      default -> temporalOrNumeric();
    };
  }

  private @Nullable EdmType temporalOrNumeric() {
    return switch (function) {
      case DATE -> one(EdmPrimitiveTypeKind.Date, EdmPrimitiveTypeKind.DateTimeOffset);
      case TIME -> one(EdmPrimitiveTypeKind.TimeOfDay, EdmPrimitiveTypeKind.DateTimeOffset);
      case YEAR, MONTH, DAY ->
          one(
              EdmPrimitiveTypeKind.Int32,
              EdmPrimitiveTypeKind.DateTimeOffset,
              EdmPrimitiveTypeKind.Date);
      case HOUR, MINUTE, SECOND ->
          one(
              EdmPrimitiveTypeKind.Int32,
              EdmPrimitiveTypeKind.DateTimeOffset,
              EdmPrimitiveTypeKind.TimeOfDay);
      case FRACTIONAL_SECONDS ->
          one(
              EdmPrimitiveTypeKind.Decimal,
              EdmPrimitiveTypeKind.DateTimeOffset,
              EdmPrimitiveTypeKind.TimeOfDay);
      case TOTAL_OFFSET_MINUTES ->
          one(EdmPrimitiveTypeKind.Int32, EdmPrimitiveTypeKind.DateTimeOffset);
      case TOTAL_SECONDS -> one(EdmPrimitiveTypeKind.Decimal, EdmPrimitiveTypeKind.Duration);
      case MAX_DATE_TIME, MIN_DATE_TIME, NOW -> {
        count(0, 0);
        yield EdmTypes.of(EdmPrimitiveTypeKind.DateTimeOffset);
      }
      case CEILING, FLOOR, ROUND -> rounded();
      default -> geo();
    };
  }

  private EdmType geo() {
    boolean length = function == Function.GEO_LENGTH;
    count(length ? 1 : 2, length ? 1 : 2);
    new GeoSignature(function, arguments, in).check();
    return function == Function.GEO_INTERSECTS
        ? EdmTypes.BOOLEAN
        : EdmTypes.of(EdmPrimitiveTypeKind.Double);
  }

  private EdmType one(EdmPrimitiveTypeKind result, EdmPrimitiveTypeKind... wanted) {
    count(1, 1);
    kinds(wanted);
    return EdmTypes.of(result);
  }

  private EdmType rounded() {
    count(1, 1);
    Typed argument = arguments.get(0);
    boolean numeric = TypeRules.isNumeric(argument.type()) && !argument.collection();
    if (!numeric && argument.type() != null) {
      throw wrong(argument, "a number");
    }
    EdmPrimitiveTypeKind kind = EdmTypes.kind(argument.type());
    boolean binary = kind == EdmPrimitiveTypeKind.Double || kind == EdmPrimitiveTypeKind.Single;
    return EdmTypes.of(binary ? EdmPrimitiveTypeKind.Double : EdmPrimitiveTypeKind.Decimal);
  }

  private @Nullable EdmType substring() {
    count(2, 3);
    Typed source = arguments.get(0);
    for (Typed position : arguments.subList(1, arguments.size())) {
      EdmPrimitiveTypeKind kind = EdmTypes.kind(position.type());
      boolean integer = kind != null && TypeRules.INTEGERS.contains(kind);
      if (position.collection() || (position.type() != null && !integer)) {
        throw wrong(position, "an integer");
      }
    }
    return texts(source) ? EdmTypes.STRING : null;
  }

  private @Nullable EdmType common() {
    EdmType type = null;
    for (int i = 1; i < arguments.size(); i += 2) {
      EdmType next = EdmTypes.underlying(arguments.get(i).type());
      if (type == null || next == null) {
        type = type == null ? next : type;
        continue;
      }
      EdmPrimitiveTypeKind one = EdmTypes.kind(type);
      EdmPrimitiveTypeKind other = EdmTypes.kind(next);
      boolean numeric = TypeRules.isNumeric(type) && TypeRules.isNumeric(next);
      if (numeric && one != null && other != null) {
        type = EdmTypes.of(TypeRules.promote(one, other));
      } else if (!EdmTypes.related(type, next)) {
        throw wrong(arguments.get(i), EdmTypes.name(type));
      }
    }
    return type;
  }

  /** All texts, or all collections; says whether they are texts. */
  private boolean texts(int number) {
    count(number, number);
    boolean lists = arguments.stream().anyMatch(Typed::collection);
    for (Typed argument : arguments) {
      if (lists && !argument.collection() && !argument.isNull()) {
        throw wrong(argument, "a collection, like the other argument");
      }
      if (!lists) {
        texts(argument);
      }
    }
    return !lists;
  }

  private boolean texts(Typed argument) {
    boolean text =
        argument.isNull()
            || argument.expr() instanceof Expr.Annotation
            || argument.isUndeclared()
            || EdmTypes.isKind(argument.type(), EdmPrimitiveTypeKind.String);
    if (!text && !argument.collection()) {
      throw wrong(argument, "Edm.String");
    }
    return !argument.collection();
  }

  private void pattern() {
    if (arguments.get(1).expr() instanceof Expr.Literal literal && literal.text() != null) {
      in.budget().pattern(literal.text().length());
    }
  }

  private void lists() {
    count(2, 2);
    for (Typed argument : arguments) {
      if (!argument.collection() && !argument.isNull()) {
        throw wrong(argument, "a collection");
      }
    }
  }

  private void kinds(EdmPrimitiveTypeKind... wanted) {
    for (Typed argument : arguments) {
      boolean fits = argument.isNull() || (argument.type() == null && !argument.collection());
      for (EdmPrimitiveTypeKind kind : wanted) {
        fits |= EdmTypes.isKind(argument.type(), kind) && !argument.collection();
      }
      if (!fits) {
        throw wrong(argument, "Edm." + wanted[0].name());
      }
    }
  }

  private void count(int least, int most) {
    if (arguments.size() < least || arguments.size() > most) {
      String wanted = least == most ? "" + least : least + " to " + most;
      throw in.error(
          ErrorCode.SYNTAX,
          function.text()
              + " takes "
              + wanted
              + " arguments, not "
              + arguments.size()
              + "; the call that ends");
    }
  }

  private ODataException wrong(Typed argument, String wanted) {
    return in.error(
        ErrorCode.TYPE_MISMATCH,
        function.text()
            + " takes "
            + wanted
            + " and not "
            + argument.typeName()
            + "; the call that ends");
  }
}
