package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.ArithmeticOperator;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Which operands fit each other, and how literals are made to fit (Part 2, 5.1.1.16). */
final class TypeRules {
  static final Set<EdmPrimitiveTypeKind> INTEGERS =
      EnumSet.of(
          EdmPrimitiveTypeKind.SByte,
          EdmPrimitiveTypeKind.Byte,
          EdmPrimitiveTypeKind.Int16,
          EdmPrimitiveTypeKind.Int32,
          EdmPrimitiveTypeKind.Int64);

  /** Narrow before wide. */
  private static final List<EdmPrimitiveTypeKind> NUMERIC =
      List.of(
          EdmPrimitiveTypeKind.SByte,
          EdmPrimitiveTypeKind.Byte,
          EdmPrimitiveTypeKind.Int16,
          EdmPrimitiveTypeKind.Int32,
          EdmPrimitiveTypeKind.Int64,
          EdmPrimitiveTypeKind.Decimal,
          EdmPrimitiveTypeKind.Single,
          EdmPrimitiveTypeKind.Double);

  /** The kinds that a text in quotes may stand for, besides String. */
  private static final Set<EdmPrimitiveTypeKind> QUOTED =
      EnumSet.of(
          EdmPrimitiveTypeKind.Guid,
          EdmPrimitiveTypeKind.Date,
          EdmPrimitiveTypeKind.DateTimeOffset,
          EdmPrimitiveTypeKind.TimeOfDay,
          EdmPrimitiveTypeKind.Duration,
          EdmPrimitiveTypeKind.Binary);

  private static final Set<EdmPrimitiveTypeKind> WITHOUT_ORDER =
      EnumSet.of(EdmPrimitiveTypeKind.Binary, EdmPrimitiveTypeKind.Stream);

  private TypeRules() {}

  static boolean isNumeric(@Nullable EdmType type) {
    EdmPrimitiveTypeKind kind = EdmTypes.kind(type);
    return kind != null && NUMERIC.contains(kind);
  }

  static boolean isBoolean(Typed value) {
    return !value.collection()
        && ((value.type() == null
                && !(value.expr() instanceof Expr.JsonObject)
                && !(value.expr() instanceof Expr.Items))
            || EdmTypes.isKind(value.type(), EdmPrimitiveTypeKind.Boolean));
  }

  /** Gives a literal the type of what it is compared with, where its value allows. */
  static Typed fit(Typed value, @Nullable EdmType target) {
    EdmType wanted = EdmTypes.underlying(target);
    if (wanted == null) {
      return value;
    }
    if (value.expr() instanceof Expr.Items items) {
      List<Expr> fitted = new ArrayList<>();
      for (Expr item : items.items()) {
        fitted.add(fit(Typed.single(item), wanted).expr());
      }
      return Typed.collection(new Expr.Items(fitted));
    }
    return value.expr() instanceof Expr.Literal literal
        ? Typed.single(fit(literal, wanted))
        : value;
  }

  private static Expr.Literal fit(Expr.Literal literal, EdmType wanted) {
    EdmPrimitiveTypeKind from = EdmTypes.kind(literal.type());
    EdmPrimitiveTypeKind to = EdmTypes.kind(wanted);
    String text = literal.text();
    if (text == null || from == null || from == to) {
      return literal;
    }
    if (from == EdmPrimitiveTypeKind.String && EdmTypes.isEnum(wanted)) {
      return new Expr.Literal(wanted, EnumLiterals.number((EdmEnumType) wanted, text));
    }
    if (to == null) {
      return literal;
    }
    if (from == EdmPrimitiveTypeKind.Date && to == EdmPrimitiveTypeKind.DateTimeOffset) {
      return new Expr.Literal(wanted, text + "T00:00:00Z");
    }
    boolean mayFit =
        from == EdmPrimitiveTypeKind.String
            ? QUOTED.contains(to)
            : NUMERIC.contains(from) && NUMERIC.contains(to) && isFinite(text, to);
    String value = mayFit ? ValueForms.normalize(to, text) : null;
    return value == null ? literal : new Expr.Literal(wanted, value);
  }

  private static boolean isFinite(String text, EdmPrimitiveTypeKind to) {
    if (to == EdmPrimitiveTypeKind.Single && Character.isDigit(text.charAt(text.length() - 1))) {
      return Float.isFinite(Float.parseFloat(text));
    }
    return to != EdmPrimitiveTypeKind.Decimal || (!text.endsWith("F") && !text.endsWith("N"));
  }

  /** The wider of two numeric types. */
  static EdmPrimitiveTypeKind promote(EdmPrimitiveTypeKind one, EdmPrimitiveTypeKind other) {
    if (one == other) {
      return one;
    }
    EdmPrimitiveTypeKind wide = NUMERIC.indexOf(one) > NUMERIC.indexOf(other) ? one : other;
    // Byte and SByte have no common type below Int16.
    return wide == EdmPrimitiveTypeKind.Byte ? EdmPrimitiveTypeKind.Int16 : wide;
  }

  /** Compares two values, or fails with both types in the message. */
  static Typed compare(Comparison operator, Typed left, Typed right, Cursor at) {
    boolean literalLeft = left.expr() instanceof Expr.Literal;
    Typed l = literalLeft ? fit(left, right.type()) : left;
    Typed r = fit(right, l.type());
    boolean ordered = operator != Comparison.EQ && operator != Comparison.NE;
    if (!comparable(l, r, ordered)) {
      throw mismatch(EdmTypes.lower(operator.name()), l, r, at);
    }
    return Typed.single(new Expr.Compare(operator, l.expr(), r.expr(), EdmTypes.BOOLEAN));
  }

  private static boolean comparable(Typed left, Typed right, boolean ordered) {
    if (left.isNull() || right.isNull()) {
      return !ordered || (!isStructuredOrList(left) && !isStructuredOrList(right));
    }
    if (ordered && (hasNoOrder(left) || hasNoOrder(right))) {
      return false;
    }
    if (left.collection() != right.collection()) {
      return isUntyped(left) || isUntyped(right);
    }
    return sameFamily(left, right);
  }

  private static boolean isUntyped(Typed value) {
    return value.type() == null && value.expr() instanceof Expr.Annotation;
  }

  /** Whether both types are the same, both numeric, or one is derived from the other. */
  static boolean sameFamily(Typed left, Typed right) {
    EdmType l = EdmTypes.underlying(left.type());
    EdmType r = EdmTypes.underlying(right.type());
    if (l == null || r == null) {
      EdmType other = l == null ? r : l;
      Expr untyped = l == null ? left.expr() : right.expr();
      return !(untyped instanceof Expr.JsonObject)
          || other == null
          || EdmTypes.isStructured(other)
          || left.collection();
    }
    return (isNumeric(l) && isNumeric(r)) || EdmTypes.related(l, r);
  }

  private static boolean isStructuredOrList(Typed value) {
    return value.collection() || EdmTypes.isStructured(value.type());
  }

  /** Whether values of the type cannot be sorted. */
  static boolean hasNoOrder(Typed value) {
    EdmPrimitiveTypeKind kind = EdmTypes.kind(value.type());
    return isStructuredOrList(value)
        || value.expr() instanceof Expr.JsonObject
        || (kind != null && (WITHOUT_ORDER.contains(kind) || EdmTypes.isGeo(kind)));
  }

  /** Adds, multiplies and so on, or fails with both types in the message (Part 2, 5.1.1.2). */
  static Typed arithmetic(ArithmeticOperator operator, Typed left, Typed right, Cursor at) {
    Typed l = duration(isNumeric(right.type()) ? fit(left, right.type()) : left);
    Typed r = duration(isNumeric(l.type()) ? fit(right, l.type()) : right);
    EdmType type = left.collection() || right.collection() ? null : result(operator, l, r);
    if (type == null) {
      throw mismatch(EdmTypes.lower(operator.name()), l, r, at);
    }
    return Typed.single(new Expr.Arithmetic(operator, l.expr(), r.expr(), type));
  }

  /** A text that is a duration means one, as nothing else in quotes can be calculated with. */
  private static Typed duration(Typed operand) {
    return EdmTypes.isKind(operand.type(), EdmPrimitiveTypeKind.String)
        ? fit(operand, EdmTypes.of(EdmPrimitiveTypeKind.Duration))
        : operand;
  }

  private static @Nullable EdmType result(ArithmeticOperator operator, Typed left, Typed right) {
    EdmPrimitiveTypeKind l = EdmTypes.kind(left.type());
    EdmPrimitiveTypeKind r = EdmTypes.kind(right.type());
    if (l == null || r == null) {
      if (isPoint(l) && right.isUndeclared()) {
        return operator == ArithmeticOperator.ADD || operator == ArithmeticOperator.SUB
            ? left.type()
            : null;
      }
      // null and values without a declared type take the type of the other operand.
      boolean open =
          (left.type() == null && isScalar(left)) || (right.type() == null && isScalar(right));
      EdmPrimitiveTypeKind known = l == null ? r : l;
      EdmPrimitiveTypeKind type = known == null ? EdmPrimitiveTypeKind.Decimal : known;
      return open && (NUMERIC.contains(type) || type == EdmPrimitiveTypeKind.Duration)
          ? EdmTypes.of(type)
          : null;
    }
    if (NUMERIC.contains(l) && NUMERIC.contains(r)) {
      EdmPrimitiveTypeKind wide = promote(l, r);
      boolean exact = operator == ArithmeticOperator.DIVBY && INTEGERS.contains(wide);
      return EdmTypes.of(exact ? EdmPrimitiveTypeKind.Decimal : wide);
    }
    return temporal(operator, l, r);
  }

  private static boolean isScalar(Typed value) {
    return value.expr() instanceof Expr.Literal
        || value.expr() instanceof Expr.Annotation
        || value.isUndeclared();
  }

  private static boolean isPoint(@Nullable EdmPrimitiveTypeKind kind) {
    return kind == EdmPrimitiveTypeKind.Date || kind == EdmPrimitiveTypeKind.DateTimeOffset;
  }

  private static @Nullable EdmType temporal(
      ArithmeticOperator operator, EdmPrimitiveTypeKind l, EdmPrimitiveTypeKind r) {
    EdmPrimitiveTypeKind duration = EdmPrimitiveTypeKind.Duration;
    boolean point = isPoint(l);
    return switch (operator) {
      case ADD -> r == duration && (point || l == duration) ? EdmTypes.of(l) : null;
      case SUB ->
          r == duration && (point || l == duration)
              ? EdmTypes.of(l)
              : point && l == r ? EdmTypes.of(duration) : null;
      case MUL ->
          (l == duration && NUMERIC.contains(r)) || (r == duration && NUMERIC.contains(l))
              ? EdmTypes.of(duration)
              : null;
      case DIV, DIVBY -> l == duration && NUMERIC.contains(r) ? EdmTypes.of(duration) : null;
      case MOD -> null;
    };
  }

  static ODataException mismatch(String operator, Typed left, Typed right, Cursor at) {
    return at.error(
        ErrorCode.TYPE_MISMATCH,
        "'"
            + operator
            + "' does not take "
            + left.typeName()
            + " and "
            + right.typeName()
            + "; the expression that ends");
  }
}
