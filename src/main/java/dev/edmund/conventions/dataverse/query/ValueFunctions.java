package dev.edmund.conventions.dataverse.query;

import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;

/**
 * The functions that compare a value with several. Each that says no is true for all that the one
 * that says yes is not true for, also where there is no value.
 */
final class ValueFunctions {
  private static final Set<String> PARAMETERS = Set.of(Exprs.NAME, Exprs.VALUES);

  private ValueFunctions() {}

  static Map<String, Rewrite> all() {
    return Map.of(
        "In", (call, in) -> among(call),
        "NotIn", (call, in) -> Exprs.not(among(call)),
        "Between", (call, in) -> between(call),
        "NotBetween", (call, in) -> Exprs.not(between(call)),
        "ContainValues", (call, in) -> chosen(call),
        "DoesNotContainValues", (call, in) -> Exprs.not(chosen(call)));
  }

  private static Expr among(FunctionCall call) {
    call.require(PARAMETERS);
    return in(call, Exprs.single(call));
  }

  private static Expr in(FunctionCall call, Expr value) {
    return new Expr.In(
        value,
        new Expr.Items(
            call.texts(Exprs.VALUES).stream()
                .map(text -> call.constant(value, text, Exprs.VALUES))
                .toList()),
        Exprs.BOOLEAN);
  }

  private static Expr between(FunctionCall call) {
    call.require(PARAMETERS);
    Expr property = Exprs.single(call);
    List<String> bounds = call.texts(Exprs.VALUES);
    if (bounds.size() != 2) {
      throw call.invalid(Exprs.VALUES, "has two values");
    }
    Expr from = call.constant(property, bounds.get(0), Exprs.VALUES);
    Expr to = call.constant(property, bounds.get(1), Exprs.VALUES);
    return Exprs.and(
        call.compare(Comparison.GE, property, from), call.compare(Comparison.LE, property, to));
  }

  /** Several choices are a collection, or a text of numbers with commas between them. */
  private static Expr chosen(FunctionCall call) {
    call.require(PARAMETERS);
    Expr property = Exprs.property(call);
    if (Exprs.isCollection(property)) {
      Expr.Variable each = new Expr.Variable("$choice", property.type());
      return new Expr.Lambda(property, false, each, in(call, each), Exprs.BOOLEAN);
    }
    if (!Exprs.isKind(property.type(), EdmPrimitiveTypeKind.String)) {
      return in(call, property);
    }
    List<String> values = call.texts(Exprs.VALUES).stream().map(String::strip).toList();
    if (!values.stream().allMatch(value -> value.matches("-?\\d{1,10}"))) {
      throw call.invalid(Exprs.VALUES, "are whole numbers");
    }
    String pattern = "(^|,) *(" + String.join("|", values) + ") *(,|$)";
    Expr text = new Expr.Literal(property.type(), pattern);
    // Where there is nothing the pattern would be unknown, and so would be its negation.
    return Exprs.and(
        call.compare(Comparison.NE, property, new Expr.Literal(null, null)),
        new Expr.Call(Function.MATCHES_PATTERN, List.of(property, text), Exprs.BOOLEAN));
  }
}
