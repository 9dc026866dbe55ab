package dev.edmund.request;

import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * Takes the literals out of a filter that it may have in common with others: those that a declared
 * property of the instance itself is compared with. Whatever else the filter has, such as a literal
 * that is an argument or in a list, leaves it as it is.
 */
final class ShapePlaces {
  /** Types whose literals are values and nothing else; of numbers only those without NaN. */
  private static final Set<EdmPrimitiveTypeKind> LIFTED =
      EnumSet.of(
          EdmPrimitiveTypeKind.Byte,
          EdmPrimitiveTypeKind.SByte,
          EdmPrimitiveTypeKind.Int16,
          EdmPrimitiveTypeKind.Int32,
          EdmPrimitiveTypeKind.Int64,
          EdmPrimitiveTypeKind.Decimal,
          EdmPrimitiveTypeKind.String,
          EdmPrimitiveTypeKind.Guid,
          EdmPrimitiveTypeKind.Date,
          EdmPrimitiveTypeKind.DateTimeOffset);

  private static final Set<Function> MATCHES =
      EnumSet.of(Function.CONTAINS, Function.STARTSWITH, Function.ENDSWITH);

  private ShapePlaces() {}

  /** What becomes of one side of a comparison, with the other one; null where nothing can. */
  private interface Side {
    @Nullable Expr of(Expr one, Expr other);
  }

  /**
   * Where a literal was.
   *
   * @param wanted the type that it is made to fit
   * @param example the literal that was there, as it fitted
   */
  record Place(EdmType wanted, Expr.Literal example) {
    static Place of(Expr.Literal literal) {
      EdmType type = literal.type();
      if (type == null) {
        throw new IllegalArgumentException("A key is not null");
      }
      return new Place(type, literal);
    }

    /** Another literal as it would stand here; null where it would be one of another type. */
    Expr.@Nullable Literal fitted(Expr.Literal literal) {
      Expr fitted = TypeRules.fit(Typed.single(literal), wanted).expr();
      return fitted instanceof Expr.Literal value
              && value.type() != null
              && example.type() != null
              && EdmTypes.sameName(value.type(), example.type())
          ? value
          : null;
    }
  }

  /**
   * A filter with {@link Expr.Parameter} in the place of each literal that can be taken out; null
   * where it has others than these, {@code null}, {@code true} and {@code false}.
   *
   * @param places is told where they were
   */
  static @Nullable Expr shaped(Expr filter, List<Place> places) {
    return mapped(
        filter,
        (one, other) ->
            other instanceof Expr.Literal && isOwn(one) ? one : parameter(one, other, places));
  }

  private static @Nullable Expr parameter(Expr one, Expr other, List<Place> places) {
    if (!(one instanceof Expr.Literal literal) || !isOwn(other)) {
      return null;
    }
    EdmType type = literal.type();
    EdmType wanted = other.type();
    if (type == null || EdmTypes.isKind(type, EdmPrimitiveTypeKind.Boolean)) {
      return one;
    }
    if (wanted == null || !isLifted(type) || ColumnTypes.of(type) != ColumnTypes.of(wanted)) {
      return null;
    }
    places.add(new Place(wanted, literal));
    return new Expr.Parameter(places.size() - 1, type);
  }

  /** The filter with values for its parameters. */
  static Expr filled(Expr shaped, List<Expr.Literal> values) {
    Expr filled =
        mapped(
            shaped,
            (one, other) ->
                one instanceof Expr.Parameter parameter ? values.get(parameter.position()) : one);
    return Objects.requireNonNull(filled, "What has been taken out can be put back");
  }

  private static @Nullable Expr mapped(Expr filter, Side side) {
    if (filter instanceof Expr.Logical e) {
      List<Expr> operands = new ArrayList<>(e.operands().size());
      for (Expr operand : e.operands()) {
        Expr mapped = mapped(operand, side);
        if (mapped == null) {
          return null;
        }
        operands.add(mapped);
      }
      return new Expr.Logical(e.and(), operands, e.type());
    }
    if (filter instanceof Expr.Not e) {
      Expr operand = mapped(e.operand(), side);
      return operand == null ? null : new Expr.Not(operand, e.type());
    }
    if (filter instanceof Expr.Compare e) {
      Expr left = side.of(e.left(), e.right());
      Expr right = side.of(e.right(), e.left());
      return left == null || right == null
          ? null
          : new Expr.Compare(e.operator(), left, right, e.type());
    }
    if (filter instanceof Expr.Call e && MATCHES.contains(e.function())) {
      Expr text = side.of(e.arguments().get(0), e.arguments().get(1));
      Expr part = side.of(e.arguments().get(1), e.arguments().get(0));
      return text == null || part == null
          ? null
          : new Expr.Call(e.function(), List.of(text, part), e.type());
    }
    return null;
  }

  private static boolean isOwn(Expr expression) {
    return expression instanceof Expr.Property own
        && own.source() instanceof Expr.It
        && !own.property().isCollection()
        && (isLifted(own.type()) || EdmTypes.isKind(own.type(), EdmPrimitiveTypeKind.Boolean));
  }

  private static boolean isLifted(EdmType type) {
    EdmPrimitiveTypeKind kind = EdmTypes.kind(type);
    return kind != null && LIFTED.contains(kind);
  }
}
