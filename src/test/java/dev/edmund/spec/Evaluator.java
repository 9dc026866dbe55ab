package dev.edmund.spec;

import dev.edmund.request.expr.ArithmeticOperator;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import dev.edmund.spec.EvaluatedArithmetic.Side;
import dev.edmund.spec.EvaluatedValues.Undefined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is for one entity, computed in Java from the words of the specification (Part
 * 2, 5.1.1); empty for null. {@link Undefined} where they leave it open or let the request fail.
 */
final class Evaluator implements Expr.Visitor<Optional<Object>> {
  private final Map<String, Object> row;

  /** An evaluator for the values, by the names of properties and range variables; no nulls. */
  Evaluator(Map<String, Object> row) {
    this.row = row;
  }

  private static EdmPrimitiveTypeKind kind(Expr e) {
    EdmType type = e.type();
    if (type == null) {
      throw new Undefined("a value without a type");
    }
    return EvaluatedValues.kind(type);
  }

  private static Undefined outside(Expr e) {
    return new Undefined(e.getClass().getSimpleName());
  }

  /** True, false, or empty for unknown. */
  private Optional<Boolean> truth(Expr e) {
    return e.accept(this).map(Boolean.class::cast);
  }

  @Override
  public Optional<Object> literal(Expr.Literal e) {
    String text = e.text();
    return text == null ? Optional.empty() : Optional.of(EvaluatedValues.parse(kind(e), text));
  }

  @Override
  public Optional<Object> property(Expr.Property e) {
    return Optional.ofNullable(row.get(e.property().getName()));
  }

  @Override
  public Optional<Object> variable(Expr.Variable e) {
    return Optional.ofNullable(row.get(e.name()));
  }

  @Override
  public Optional<Object> count(Expr.Count e) {
    return Optional.of((long) members(e.source()).size());
  }

  private List<?> members(Expr e) {
    return e.accept(this).map(v -> (List<?>) v).orElse(List.of());
  }

  @Override
  public Optional<Object> lambda(Expr.Lambda e) {
    List<?> members = members(e.source());
    Expr.Variable variable = e.variable();
    Expr predicate = e.predicate();
    if (variable == null || predicate == null) {
      return Optional.of(!members.isEmpty());
    }
    boolean any = false;
    boolean all = true;
    for (Object member : members) {
      Map<String, Object> inner = new HashMap<>(row);
      inner.put(variable.name(), member);
      boolean holds = new Evaluator(inner).truth(predicate).orElse(false);
      any |= holds;
      all &= holds;
    }
    return Optional.of(e.all() ? all : any);
  }

  /** One false makes an "and" false, one true an "or" true; else unknown stays unknown. */
  @Override
  public Optional<Object> logical(Expr.Logical e) {
    boolean decided = false;
    boolean unknown = false;
    for (Expr operand : e.operands()) {
      Optional<Boolean> value = truth(operand);
      unknown |= value.isEmpty();
      decided |= value.isPresent() && value.get() != e.and();
    }
    return decided ? Optional.of(!e.and()) : unknown ? Optional.empty() : Optional.of(e.and());
  }

  @Override
  public Optional<Object> not(Expr.Not e) {
    return truth(e.operand()).map(value -> !value);
  }

  @Override
  public Optional<Object> compare(Expr.Compare e) {
    Optional<Object> left = e.left().accept(this);
    Optional<Object> right = e.right().accept(this);
    if (e.operator() == Comparison.HAS) {
      return left.flatMap(l -> right.map(r -> ((Long) l & (Long) r) == (Long) r));
    }
    return Optional.of(holds(e.operator(), e.left(), left, e.right(), right));
  }

  private static boolean holds(
      Comparison operator, Expr l, Optional<Object> left, Expr r, Optional<Object> right) {
    if (left.isEmpty() || right.isEmpty()) {
      boolean same = left.isEmpty() && right.isEmpty();
      return operator == Comparison.EQ ? same : operator == Comparison.NE && !same;
    }
    EdmPrimitiveTypeKind kind = common(kind(l), kind(r));
    Object one = promoted(left.get(), kind);
    Object other = promoted(right.get(), kind);
    if (one.equals(Double.NaN) || other.equals(Double.NaN)) {
      return operator == Comparison.NE;
    }
    int compared = EvaluatedValues.compare(kind, one, other);
    return switch (operator) {
      case EQ -> compared == 0;
      case NE -> compared != 0;
      case GT -> compared > 0;
      case GE -> compared >= 0;
      case LT -> compared < 0;
      case LE -> compared <= 0;
      case HAS -> throw new IllegalStateException();
    };
  }

  /** A type of sufficient size for both. */
  private static EdmPrimitiveTypeKind common(EdmPrimitiveTypeKind l, EdmPrimitiveTypeKind r) {
    if (!EvaluatedValues.isNumber(l)) {
      return l;
    }
    if (EvaluatedValues.isFloating(l) || EvaluatedValues.isFloating(r)) {
      return EdmPrimitiveTypeKind.Double;
    }
    return EvaluatedValues.isInteger(l) && EvaluatedValues.isInteger(r)
        ? EdmPrimitiveTypeKind.Int64
        : EdmPrimitiveTypeKind.Decimal;
  }

  private static Object promoted(Object value, EdmPrimitiveTypeKind to) {
    return switch (to) {
      case Double -> EvaluatedValues.toDouble(value);
      case Decimal -> EvaluatedValues.toDecimal(value);
      default -> value;
    };
  }

  @Override
  public Optional<Object> in(Expr.In e) {
    Optional<Object> left = e.left().accept(this);
    boolean found = false;
    if (e.right() instanceof Expr.Items items) {
      for (Expr item : items.items()) {
        found |= holds(Comparison.EQ, e.left(), left, item, item.accept(this));
      }
    } else {
      for (Object item : members(e.right())) {
        found |= holds(Comparison.EQ, e.left(), left, e.right(), Optional.of(item));
      }
    }
    return Optional.of(found);
  }

  @Override
  public Optional<Object> arithmetic(Expr.Arithmetic e) {
    Optional<Object> left = e.left().accept(this);
    Optional<Object> right = e.right().accept(this);
    boolean divides =
        e.operator() == ArithmeticOperator.DIV || e.operator() == ArithmeticOperator.MOD;
    if (divides && isZero(e.right())) {
      throw new Undefined("division by a literal zero");
    }
    if (kind(e) == EdmPrimitiveTypeKind.Duration
        && (isInfinite(e.left()) || isInfinite(e.right()))) {
      throw new Undefined("a duration times a literal that is no number");
    }
    return left.flatMap(
        l ->
            right.flatMap(
                r ->
                    EvaluatedArithmetic.apply(
                        e.operator(),
                        new Side(kind(e.left()), l),
                        new Side(kind(e.right()), r),
                        kind(e))));
  }

  private static boolean isInfinite(Expr e) {
    return e instanceof Expr.Literal literal
        && literal.text() != null
        && literal.text().matches("NaN|-?INF");
  }

  private static boolean isZero(Expr e) {
    if (e instanceof Expr.CastTo cast) {
      return isZero(cast.source());
    }
    if (e instanceof Expr.Negate negate) {
      return isZero(negate.operand());
    }
    if (e instanceof Expr.Call call && call.arguments().size() == 1) {
      return isZero(call.arguments().get(0));
    }
    String text = e instanceof Expr.Literal literal ? literal.text() : null;
    return text != null && text.matches("-?0+(\\.[0-9]+)?");
  }

  @Override
  public Optional<Object> negate(Expr.Negate e) {
    return e.operand()
        .accept(this)
        .flatMap(
            value ->
                switch (kind(e.operand())) {
                  case Decimal, Duration -> Optional.of(((BigDecimal) value).negate());
                  case Double, Single -> Optional.of(-(Double) value);
                  default ->
                      EvaluatedArithmetic.apply(
                          ArithmeticOperator.SUB,
                          new Side(EdmPrimitiveTypeKind.Int64, 0L),
                          new Side(EdmPrimitiveTypeKind.Int64, value),
                          EdmPrimitiveTypeKind.Int64);
                });
  }

  @Override
  public Optional<Object> call(Expr.Call e) {
    if (e.function() == Function.CASE) {
      return cases(e);
    }
    if (e.function() == Function.ISDEFINED) {
      return Optional.of(true);
    }
    List<Object> arguments = new ArrayList<>();
    for (Expr argument : e.arguments()) {
      argument.accept(this).ifPresent(arguments::add);
    }
    if (arguments.size() < e.arguments().size()) {
      return Optional.empty();
    }
    EdmPrimitiveTypeKind kind = arguments.isEmpty() ? kind(e) : kind(e.arguments().get(0));
    return Optional.of(EvaluatedFunctions.apply(e.function(), kind, arguments));
  }

  /** What lets a request fail may do so in a branch that is not taken. */
  private Optional<Object> cases(Expr.Call e) {
    e.arguments().forEach(argument -> argument.accept(this));
    for (int i = 0; i < e.arguments().size(); i += 2) {
      if (truth(e.arguments().get(i)).orElse(false)) {
        Expr result = e.arguments().get(i + 1);
        Optional<Object> value = result.accept(this);
        return EvaluatedValues.isInteger(kind(e))
            ? value
            : value.flatMap(v -> EvaluatedCasts.cast(v, kind(result), kind(e)));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Object> castTo(Expr.CastTo e) {
    return e.source()
        .accept(this)
        .flatMap(value -> EvaluatedCasts.cast(value, kind(e.source()), kind(e)));
  }

  @Override
  public Optional<Object> isOf(Expr.IsOf e) {
    EdmType type = e.source().type();
    if (!e.tested().equals(type)) {
      throw outside(e);
    }
    return Optional.of(e.source().accept(this).isPresent());
  }

  @Override
  public Optional<Object> parameter(Expr.Parameter e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> items(Expr.Items e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> json(Expr.JsonObject e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> it(Expr.It e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> thisInstance(Expr.This e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> outer(Expr.Outer e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> these(Expr.These e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> root(Expr.Root e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> dynamic(Expr.Dynamic e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> computed(Expr.Computed e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> keyed(Expr.Keyed e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> filtered(Expr.Filtered e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> aggregate(Expr.Aggregate e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> navigation(Expr.Navigation e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> typeCast(Expr.TypeCast e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> invoke(Expr.Invoke e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> hierarchy(Expr.HierarchyCall e) {
    throw outside(e);
  }

  @Override
  public Optional<Object> annotation(Expr.Annotation e) {
    throw outside(e);
  }

  /** The expression's value as an answer has it, without quotes; null for null. */
  static @Nullable String text(Expr e, Optional<Object> value) {
    return value.map(v -> EvaluatedValues.text(kind(e), v)).orElse(null);
  }
}
