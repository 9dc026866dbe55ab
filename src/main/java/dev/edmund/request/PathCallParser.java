package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.path.Segment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** Calls of functions and actions in a path. */
final class PathCallParser {
  private final OperationResolver operations;
  private final FunctionCallParser calls;
  private final ExpressionParser expressions;
  private final Scope scope;
  private final Map<String, String> custom;

  PathCallParser(
      EdmNames names, ExpressionParser expressions, Scope scope, Map<String, String> custom) {
    this.operations = new OperationResolver(names);
    this.calls = new FunctionCallParser(names, expressions);
    this.expressions = expressions;
    this.scope = scope;
    this.custom = custom;
  }

  /**
   * Calls the overload that the arguments name; without parentheses they come from aliases or
   * options of the parameters' names (Part 1, 11.5.4.1.2), or from the body of a $query.
   */
  void function(
      PathWalk walk,
      List<EdmFunction> overloads,
      @Nullable String importName,
      Cursor in,
      boolean queryNext) {
    Map<String, Typed> given = new LinkedHashMap<>();
    EdmFunction function;
    boolean written = in.peek() == '(';
    if (written) {
      given = calls.arguments(in, scope);
    }
    if (given.isEmpty()) {
      function = implicit(overloads, given, in);
      if (function == null && !written && queryNext) {
        function = overloads.get(0);
      }
    } else {
      function = operations.exact(overloads, given.keySet());
    }
    if (function == null) {
      throw noOverload(overloads, given, in);
    }
    List<Expr.Argument> arguments = FunctionCallParser.fit(function, given, in);
    arguments.forEach(a -> ExprHeight.check(a.value(), in));
    go(walk, function, importName, arguments);
  }

  private @Nullable EdmFunction implicit(
      List<EdmFunction> overloads, Map<String, Typed> given, Cursor in) {
    Set<String> atHand = new HashSet<>(scope.aliases().keySet());
    atHand.addAll(custom.keySet());
    EdmFunction function = operations.implicit(overloads, atHand);
    if (function == null) {
      return null;
    }
    for (String name : OperationResolver.used(function, atHand)) {
      given.put(name, implicit(name, function.getParameter(name).getType(), in));
    }
    for (String option : custom.keySet()) {
      if (!given.isEmpty() && !given.containsKey(option)) {
        throw new ODataException(
            ErrorCode.UNKNOWN_NAME,
            "'" + function.getName() + "' has no parameter '" + option + "'.",
            option);
      }
    }
    return function;
  }

  /** A call that lacks a parameter is wrong; one of other parameters calls what is not there. */
  private ODataException noOverload(
      List<EdmFunction> overloads, Map<String, Typed> given, Cursor in) {
    EdmFunction first = overloads.get(0);
    if (overloads.size() == 1 && OperationResolver.parameters(first).containsAll(given.keySet())) {
      String missing =
          operations.required(first).stream()
              .filter(name -> !given.containsKey(name))
              .collect(Collectors.joining("', '"));
      return new ODataException(
          ErrorCode.INVALID_VALUE,
          "'" + first.getName() + "' lacks the parameter '" + missing + "'.",
          missing);
    }
    return in.error(ErrorCode.NOT_FOUND, FunctionCallParser.noOverload(overloads, given));
  }

  private Typed implicit(String name, EdmType type, Cursor in) {
    Scope.Alias alias = scope.aliases().get(name);
    String plain = custom.getOrDefault(name, "null");
    boolean unquoted = !plain.startsWith("'") && !plain.equals("null") && !plain.startsWith("@");
    if (alias == null && unquoted && EdmTypes.isKind(type, EdmPrimitiveTypeKind.String)) {
      return Typed.single(new Expr.Literal(EdmTypes.STRING, plain));
    }
    Text text = alias == null ? Text.plain(custom.getOrDefault(name, "null")) : alias.value();
    Cursor value = in.over(text, name);
    Typed typed = expressions.expression(value, scope.without(name));
    value.expectEnd();
    return typed;
  }

  /** Calls an action; its parameters are in the body. */
  static void action(PathWalk walk, EdmAction action, @Nullable String importName, Cursor in) {
    if (in.rest().equals("()")) {
      in.moveTo(in.end());
    }
    go(walk, action, importName, List.of());
  }

  private static void go(
      PathWalk walk,
      EdmOperation operation,
      @Nullable String importName,
      List<Expr.Argument> arguments) {
    Segment segment = new Segment.Operation(operation, importName, arguments);
    EdmReturnType result = operation.getReturnType();
    if (result == null) {
      walk.go(segment, Resource.Kind.NOTHING, null, false);
    } else {
      walk.goToValues(segment, result.getType(), result.isCollection());
    }
  }
}
