package dev.edmund.store;

import dev.edmund.model.Model;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.plan.OperationResult;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;

/** Compares the columns of an operation's SQL with what the operation returns. */
final class ResultCheck {
  private ResultCheck() {}

  /** What is wrong; empty where the columns make up the result. */
  static Optional<String> problem(Model model, OperationSql sql) {
    EdmReturnType returned = sql.operation().getReturnType();
    if (returned == null) {
      return Optional.empty();
    }
    EdmType type = returned.getType();
    List<String> columns = sql.columns();
    String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
    if (columns.isEmpty()) {
      return Optional.of("no statement has rows, and it returns " + name);
    }
    if (type instanceof EdmEntityType entity) {
      return model.storage().of(entity).isPresent()
              && OperationResult.tellsEntities(model.storage(), entity, columns)
          ? Optional.empty()
          : Optional.of(
              "the result has the columns "
                  + String.join(", ", columns)
                  + ", which are neither the row id _rid nor the key of "
                  + name);
    }
    if (type instanceof EdmComplexType complex && !complex.getPropertyNames().isEmpty()) {
      return missing(complex, columns);
    }
    return columns.size() == 1
        ? Optional.empty()
        : Optional.of("the result has " + columns.size() + " columns, and it returns " + name);
  }

  private static Optional<String> missing(EdmComplexType type, List<String> columns) {
    for (String name : type.getPropertyNames()) {
      EdmElement element = type.getProperty(name);
      boolean there = columns.stream().anyMatch(name::equalsIgnoreCase);
      if (!there && element instanceof EdmProperty property && !property.isNullable()) {
        return Optional.of("the result has no column " + name);
      }
    }
    return Optional.empty();
  }
}
