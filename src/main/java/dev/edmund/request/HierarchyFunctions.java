package dev.edmund.request;

import dev.edmund.core.ErrorCode;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.HierarchyFunction;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of the functions of recursive hierarchies (Data Aggregation, 6.1 and 6.3). */
final class HierarchyFunctions {
  private static final String NODES = "HierarchyNodes";
  private static final String QUALIFIER = "HierarchyQualifier";
  // The alias that the vocabulary gives itself; a model may give another one.
  private static final Set<String> NAMESPACES = Set.of(AggregationTerms.NAMESPACE, "Aggregation");

  private static final List<String> OF_DISTANCE = List.of("MaxDistance", "IncludeSelf");

  private final EdmNames names;
  private final FunctionCallParser calls;
  private final HierarchyTerms terms;

  HierarchyFunctions(EdmNames names, FunctionCallParser calls) {
    this.names = names;
    this.calls = calls;
    this.terms = new HierarchyTerms(names);
  }

  /** Reads the arguments of a hierarchy function, or answers null when the name is not one's. */
  @Nullable Typed call(String name, int start, Cursor in, Scope scope) {
    int dot = name.lastIndexOf('.');
    HierarchyFunction function = HierarchyFunction.named(name.substring(dot + 1));
    if (dot < 0 || function == null || !isVocabulary(name.substring(0, dot))) {
      return null;
    }
    Map<String, Typed> given = calls.arguments(in, scope);
    List<String> required = required(function);
    List<String> optional = optional(function);
    for (String parameter : required) {
      if (!given.containsKey(parameter)) {
        throw in.errorAt(
            start, ErrorCode.UNKNOWN_NAME, "'" + parameter + "' is missing in the call");
      }
    }
    List<Expr.Argument> arguments = new ArrayList<>();
    given.forEach(
        (parameter, value) -> {
          if (!required.contains(parameter) && !optional.contains(parameter)) {
            throw in.errorAt(
                start,
                ErrorCode.UNKNOWN_NAME,
                "'" + parameter + "' is not a parameter of " + function.text());
          }
          arguments.add(new Expr.Argument(parameter, value.expr()));
        });
    return Typed.single(
        new Expr.HierarchyCall(
            function,
            hierarchy(given, start, in, scope),
            arguments,
            function == HierarchyFunction.ROLLUPNODE ? null : EdmTypes.BOOLEAN));
  }

  private @Nullable RecursiveHierarchy hierarchy(
      Map<String, Typed> given, int start, Cursor in, Scope scope) {
    Typed nodes = given.get(NODES);
    Typed qualifier = given.get(QUALIFIER);
    if (nodes == null || qualifier == null) {
      return null;
    }
    if (!nodes.collection() || !EdmTypes.isEntity(nodes.type())) {
      throw in.errorAt(
          start,
          ErrorCode.TYPE_MISMATCH,
          NODES + " is a collection of entities and not " + nodes.typeName());
    }
    if (!(qualifier.expr() instanceof Expr.Literal name) || name.text() == null) {
      throw in.errorAt(start, ErrorCode.TYPE_MISMATCH, QUALIFIER + " is a name in quotes");
    }
    return terms.find(nodes, name.text(), start, in, scope).hierarchy();
  }

  private static List<String> required(HierarchyFunction function) {
    return switch (function) {
      case ISNODE, ISROOT, ISLEAF -> List.of(NODES, QUALIFIER, "Node");
      case ISDESCENDANT -> List.of(NODES, QUALIFIER, "Node", "Ancestor");
      case ISANCESTOR -> List.of(NODES, QUALIFIER, "Node", "Descendant");
      case ISSIBLING -> List.of(NODES, QUALIFIER, "Node", "Other");
      case ROLLUPNODE -> List.of();
    };
  }

  private static List<String> optional(HierarchyFunction function) {
    return switch (function) {
      case ISDESCENDANT, ISANCESTOR -> OF_DISTANCE;
      case ROLLUPNODE -> List.of("Position");
      default -> List.of();
    };
  }

  private boolean isVocabulary(String namespace) {
    String known = names.namespace(namespace);
    return NAMESPACES.contains(known == null ? namespace : known);
  }
}
