package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.operation.Bind;
import dev.edmund.model.operation.OperationSql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmParameter;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** The parameters of functions and actions, with what annotations say about them. */
final class OperationParameters {
  private OperationParameters() {}

  /** Those that a client gives. */
  static Map<String, Bind.Parameter> of(Model model, EdmOperation operation) {
    String target =
        operation.getFullQualifiedName().getFullQualifiedNameAsString()
            + "("
            + types(operation)
            + ")/";
    Map<String, Bind.Parameter> all = new LinkedHashMap<>();
    for (String name : given(operation)) {
      EdmParameter parameter = operation.getParameter(name);
      Optional<AnnotationValue> optional =
          model.annotations().value(target + name, Terms.OPTIONAL_PARAMETER);
      all.put(
          name,
          new Bind.Parameter(
              name,
              parameter.getType(),
              parameter.isCollection(),
              parameter.isNullable(),
              optional.isPresent(),
              defaultValue(optional)));
    }
    return all;
  }

  private static @Nullable String defaultValue(Optional<AnnotationValue> optional) {
    return optional
        .flatMap(value -> value.property("DefaultValue"))
        .flatMap(AnnotationValue::text)
        .orElse(null);
  }

  /** The names of those that a client gives. */
  static List<String> given(EdmOperation operation) {
    List<String> all = operation.getParameterNames();
    return operation.isBound() && !all.isEmpty() ? all.subList(1, all.size()) : all;
  }

  /** The types in the target of an annotation: actions are told apart by their binding alone. */
  static String types(EdmOperation operation) {
    List<String> names = operation.getParameterNames();
    boolean action = operation.getKind() == EdmTypeKind.ACTION;
    int count = !action ? names.size() : operation.isBound() ? 1 : 0;
    return String.join(
        ",",
        names.stream()
            .limit(count)
            .map(name -> OperationSql.type(operation.getParameter(name)))
            .toList());
  }
}
