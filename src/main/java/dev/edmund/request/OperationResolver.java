package dev.edmund.request;

import dev.edmund.model.csdl.Terms;
import dev.edmund.model.operation.OperationSql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmAction;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** Chooses among the overloads of an operation (Part 1, 11.5.3 and 11.5.5). */
final class OperationResolver {
  private final EdmNames names;

  OperationResolver(EdmNames names) {
    this.names = names;
  }

  /** The functions of that name which can be bound to the type, those of the nearest type only. */
  List<EdmFunction> boundFunctions(String name, EdmType type, boolean collection) {
    return nearest(names.functions(name), type, collection);
  }

  @Nullable EdmAction boundAction(String name, EdmType type, boolean collection) {
    List<EdmAction> found = nearest(names.actions(name), type, collection);
    return found.isEmpty() ? null : found.get(0);
  }

  List<EdmFunction> unboundFunctions(String name) {
    return names.functions(name).stream().filter(f -> !f.isBound()).toList();
  }

  private static <O extends EdmOperation> List<O> nearest(
      List<O> operations, EdmType type, boolean collection) {
    List<O> bound =
        operations.stream()
            .filter(o -> o.isBound() && o.isBindingParameterTypeCollection() == collection)
            .toList();
    if (bound.isEmpty()) {
      return bound;
    }
    EdmStructuredType structured = EdmTypes.structured(type);
    FullQualifiedName name = type.getFullQualifiedName();
    List<O> found = boundTo(bound, name);
    while (found.isEmpty() && structured != null) {
      structured = structured.getBaseType();
      found = structured == null ? found : boundTo(bound, structured.getFullQualifiedName());
    }
    return found;
  }

  private static <O extends EdmOperation> List<O> boundTo(List<O> all, FullQualifiedName type) {
    return all.stream().filter(o -> o.getBindingParameterTypeFqn().equals(type)).toList();
  }

  /** The overload with exactly these parameters, or all but optional ones, or null. */
  @Nullable EdmFunction exact(List<EdmFunction> overloads, Collection<String> given) {
    return overloads.stream()
        .filter(f -> parameters(f).containsAll(given))
        .filter(f -> given.containsAll(required(f)))
        .min(Comparator.comparingInt(f -> parameters(f).size()))
        .orElse(null);
  }

  /** The overload that uses most of the names at hand and lacks none (implicit aliases, 4.01). */
  @Nullable EdmFunction implicit(List<EdmFunction> overloads, Collection<String> atHand) {
    return overloads.stream()
        .filter(f -> atHand.containsAll(required(f)))
        .max(Comparator.comparingLong(f -> used(f, atHand).size()))
        .orElse(null);
  }

  /** The parameters whose names are at hand. */
  static List<String> used(EdmOperation operation, Collection<String> atHand) {
    return parameters(operation).stream().filter(atHand::contains).toList();
  }

  /** The parameters that a call cannot leave out (Core.OptionalParameter). */
  List<String> required(EdmOperation operation) {
    return parameters(operation).stream().filter(name -> !isOptional(operation, name)).toList();
  }

  private boolean isOptional(EdmOperation operation, String parameter) {
    String types =
        operation.getParameterNames().stream()
            .map(name -> OperationSql.type(operation.getParameter(name)))
            .collect(Collectors.joining(","));
    String target =
        operation.getFullQualifiedName().getFullQualifiedNameAsString()
            + ("(" + types + ")/" + parameter);
    return names.terms().value(target, Terms.OPTIONAL_PARAMETER).isPresent();
  }

  /** The parameters without the binding parameter. */
  static List<String> parameters(EdmOperation operation) {
    List<String> all = new ArrayList<>(operation.getParameterNames());
    if (operation.isBound() && !all.isEmpty()) {
      all.remove(0);
    }
    return all;
  }
}
