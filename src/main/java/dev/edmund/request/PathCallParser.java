package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.path.Segment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.jspecify.annotations.Nullable;

/** Calls of functions and actions in a path. */
final class PathCallParser {
  private final FunctionCallParser calls;
  private final ExpressionParser expressions;
  private final Scope scope;
  private final Map<String, String> custom;

  PathCallParser(
      EdmNames names, ExpressionParser expressions, Scope scope, Map<String, String> custom) {
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
    if (in.peek() == '(') {
      given = calls.arguments(in, scope);
      function = OperationResolver.exact(overloads, given.keySet());
    } else {
      Set<String> atHand = new HashSet<>(scope.aliases().keySet());
      atHand.addAll(custom.keySet());
      function = OperationResolver.implicit(overloads, atHand);
      if (function != null) {
        for (String name : OperationResolver.parameters(function)) {
          given.put(name, implicit(name, in));
        }
      } else if (queryNext) {
        function = overloads.get(0);
      }
    }
    if (function == null) {
      throw in.error(ErrorCode.UNKNOWN_NAME, FunctionCallParser.noOverload(overloads, given));
    }
    List<Expr.Argument> arguments = FunctionCallParser.fit(function, given, in);
    arguments.forEach(a -> ExprHeight.check(a.value(), in));
    go(walk, function, importName, arguments);
  }

  private Typed implicit(String name, Cursor in) {
    Scope.Alias alias = scope.aliases().get(name);
    Text text = alias == null ? Text.plain(custom.getOrDefault(name, "null")) : alias.value();
    Cursor value = in.over(text, name);
    Typed typed = expressions.expression(value, scope.without(name));
    value.expectEnd();
    return typed;
  }

  /** Calls an action; its parameters are in the body. */
  static void action(PathWalk walk, EdmAction action, @Nullable String importName) {
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
