package dev.edmund.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /** The overload with exactly these parameters, or null. */
  static @Nullable EdmFunction exact(List<EdmFunction> overloads, Collection<String> given) {
    Set<String> wanted = new HashSet<>(given);
    return overloads.stream()
        .filter(f -> wanted.equals(new HashSet<>(parameters(f))))
        .findFirst()
        .orElse(null);
  }

  /** The overload that uses most of the names at hand and lacks none (implicit aliases, 4.01). */
  static @Nullable EdmFunction implicit(List<EdmFunction> overloads, Collection<String> atHand) {
    EdmFunction best = null;
    for (EdmFunction f : overloads) {
      List<String> wanted = parameters(f);
      if (atHand.containsAll(wanted) && (best == null || parameters(best).size() < wanted.size())) {
        best = f;
      }
    }
    return best;
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
