package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmParameter;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Calls of the model's functions in expressions. */
final class FunctionCallParser {
  private final OperationResolver operations;
  private final ExpressionParser expressions;

  FunctionCallParser(EdmNames names, ExpressionParser expressions) {
    this.operations = new OperationResolver(names);
    this.expressions = expressions;
  }

  /** Calls a function bound to {@code source} or, when none is, an unbound one of that name. */
  Typed call(@Nullable Typed source, String name, int start, Cursor in, Scope scope) {
    EdmType type = source == null ? null : source.type();
    if (source != null && type != null) {
      List<EdmFunction> bound = operations.boundFunctions(name, type, source.collection());
      if (!bound.isEmpty()) {
        return invoke(source, bound, start, in, scope);
      }
    }
    List<EdmFunction> unbound =
        source == null || source.expr() instanceof Expr.It
            ? operations.unboundFunctions(name)
            : List.of();
    if (unbound.isEmpty()) {
      String on = source == null ? "" : " of " + source.typeName();
      throw in.error(
          ErrorCode.UNKNOWN_NAME, "there is no function '" + name + "'" + on + "; its name ends");
    }
    return invoke(null, unbound, start, in, scope);
  }

  /** Reads arguments and calls the overload that they name. */
  Typed invoke(
      @Nullable Typed source, List<EdmFunction> overloads, int start, Cursor in, Scope scope) {
    Map<String, Typed> given = arguments(in, scope);
    EdmFunction function = operations.exact(overloads, given.keySet());
    if (function == null) {
      throw in.errorAt(start, ErrorCode.UNKNOWN_NAME, noOverload(overloads, given));
    }
    Expr expr =
        new Expr.Invoke(source == null ? null : source.expr(), function, fit(function, given, in));
    return new Typed(
        expr, function.getReturnType().getType(), function.getReturnType().isCollection());
  }

  static String noOverload(List<? extends EdmOperation> overloads, Map<String, Typed> given) {
    StringBuilder known = new StringBuilder();
    for (EdmOperation overload : overloads.subList(0, Math.min(10, overloads.size()))) {
      known.append(known.length() == 0 ? "" : " or ");
      known.append(OperationResolver.parameters(overload));
    }
    return "'"
        + overloads.get(0).getName()
        + "' does not take the parameters "
        + given.keySet()
        + " but "
        + known
        + "; the call that starts";
  }

  /** Reads named arguments in parentheses. */
  Map<String, Typed> arguments(Cursor in, Scope scope) {
    Map<String, Typed> given = new LinkedHashMap<>();
    in.expect('(');
    in.blanks();
    if (in.accept(')')) {
      return given;
    }
    do {
      in.blanks();
      String name = in.name();
      in.blanks();
      in.expect('=');
      in.blanks();
      Typed value = expressions.expression(in, scope);
      if (given.put(name, value) != null) {
        throw in.syntax("the parameter '" + name + "' is given twice; its second value ends");
      }
      in.blanks();
    } while (in.accept(','));
    in.expect(')');
    return given;
  }

  /** Makes the values fit the parameters. */
  static List<Expr.Argument> fit(EdmOperation operation, Map<String, Typed> given, Cursor in) {
    List<Expr.Argument> arguments = new ArrayList<>();
    given.forEach(
        (name, value) -> {
          EdmParameter parameter = operation.getParameter(name);
          Typed fitted = TypeRules.fit(value, parameter.getType());
          Typed wanted = parameter(parameter);
          boolean fits = fits(fitted, wanted);
          if (!fits) {
            throw in.error(
                ErrorCode.TYPE_MISMATCH,
                "the parameter '"
                    + name
                    + "' is "
                    + wanted.typeName()
                    + " and not "
                    + fitted.typeName()
                    + "; the call that ends");
          }
          arguments.add(new Expr.Argument(name, fitted.expr()));
        });
    return arguments;
  }

  private static Typed parameter(EdmParameter parameter) {
    return new Typed(
        new Expr.Items(List.of()), EdmTypes.known(parameter.getType()), parameter.isCollection());
  }

  private static boolean fits(Typed value, Typed wanted) {
    if (value.isNull() || value.expr() instanceof Expr.Annotation) {
      return true;
    }
    if (value.expr() instanceof Expr.Items items) {
      Typed item = new Typed(wanted.expr(), wanted.type(), false);
      return wanted.collection()
          && items.items().stream().allMatch(i -> fits(Typed.single(i), item));
    }
    return value.collection() == wanted.collection() && TypeRules.sameFamily(wanted, value);
  }
}
