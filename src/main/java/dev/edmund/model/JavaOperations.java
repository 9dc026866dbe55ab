package dev.edmund.model;

import dev.edmund.core.operation.JavaOperation;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmType;

/** Finds the functions and actions of a model that operations in Java are for. */
public final class JavaOperations {
  /** The column of a result that is one value. */
  private static final String VALUE = "value";

  private final Model model;
  private final Map<String, OperationSql> found = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private JavaOperations(Model model) {
    this.model = model;
  }

  /**
   * The overloads that are called in Java.
   *
   * @return with a problem for each operation that the model does not have, or has one for already
   */
  public static SqlOperations.Found read(Model model, List<JavaOperation> operations) {
    JavaOperations reader = new JavaOperations(model);
    operations.forEach(reader::read);
    return new SqlOperations.Found(List.copyOf(reader.found.values()), reader.problems);
  }

  private void read(JavaOperation java) {
    List<? extends EdmOperation> named =
        all().filter(o -> o.getFullQualifiedName().toString().equals(java.name())).toList();
    List<? extends EdmOperation> meant = named.stream().filter(o -> isMeant(o, java)).toList();
    String written = java.name() + "(" + String.join(", ", java.parameters()) + ")";
    if (named.isEmpty()) {
      problems.add(written + ": the model has no function or action of this name");
    } else if (meant.isEmpty()) {
      problems.add(written + ": the model has no such overload, but " + keys(named));
    } else if (meant.size() > 1) {
      problems.add(written + ": it has to say which binding is meant: " + keys(meant));
    } else {
      put(meant.get(0), java);
    }
  }

  private Stream<EdmOperation> all() {
    List<EdmOperation> all = new ArrayList<>();
    for (EdmSchema schema : model.edm().getSchemas()) {
      all.addAll(schema.getFunctions());
      all.addAll(schema.getActions());
    }
    return all.stream();
  }

  private static boolean isMeant(EdmOperation operation, JavaOperation java) {
    List<String> names = operation.getParameterNames();
    boolean same =
        names.size() == java.parameters().size() && Set.copyOf(names).equals(names(java));
    return same
        && java.binding()
            .map(b -> operation.isBound() && b.equals(binding(operation)))
            .orElse(true);
  }

  private static Set<String> names(JavaOperation java) {
    return Set.copyOf(new java.util.HashSet<>(java.parameters()));
  }

  private static String binding(EdmOperation operation) {
    return OperationSql.type(operation.getParameter(operation.getParameterNames().get(0)));
  }

  private static String keys(List<? extends EdmOperation> operations) {
    return String.join(", ", operations.stream().map(OperationSql::key).toList());
  }

  private void put(EdmOperation operation, JavaOperation java) {
    String key = OperationSql.key(operation);
    if (found.containsKey(key)) {
      problems.add(key + ": there are two operations in Java for it");
      return;
    }
    EdmReturnType returned = operation.getReturnType();
    if (returned != null
        && returned.getType() instanceof EdmEntityType type
        && model.storage().of(type).isEmpty()) {
      problems.add(key + ": entities of " + type.getFullQualifiedName() + " are not stored");
      return;
    }
    found.put(
        key,
        new OperationSql(
            model.edm(),
            operation,
            OperationParameters.of(model, operation),
            List.of(),
            Map.of(),
            false,
            returned == null ? List.of() : columns(returned.getType()),
            java));
  }

  /** The columns of the rows that a result is made into. */
  private List<String> columns(EdmType type) {
    if (type instanceof EdmEntityType entity) {
      return model.storage().require(entity.getFullQualifiedName()).key().stream()
          .map(Column::name)
          .toList();
    }
    return type instanceof EdmComplexType complex && !complex.getPropertyNames().isEmpty()
        ? complex.getPropertyNames()
        : List.of(VALUE);
  }
}
