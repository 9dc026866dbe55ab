package dev.edmund.model.operation;

import dev.edmund.core.operation.JavaOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmParameter;
import org.jspecify.annotations.Nullable;

/**
 * What implements one overload of a function or action.
 *
 * @param edm has the types of values
 * @param parameters those that a client gives, by name
 * @param statements run one behind the other
 * @param binds what the names in them stand for
 * @param reseeds whether the rows of the data directory are put back first
 * @param columns the names of the columns of the result, as the database has them; empty before it
 *     was asked
 * @param java is called in the place of statements; null where there are statements
 */
public record OperationSql(
    Edm edm,
    EdmOperation operation,
    Map<String, Bind.Parameter> parameters,
    List<SqlTemplate> statements,
    Map<String, Bind> binds,
    boolean reseeds,
    List<String> columns,
    @Nullable JavaOperation java) {
  public OperationSql {
    parameters = Map.copyOf(parameters);
    statements = List.copyOf(statements);
    binds = Map.copyOf(binds);
    columns = List.copyOf(columns);
  }

  /** What a name stands for. */
  public Bind bind(String name) {
    return Objects.requireNonNull(binds.get(name), name);
  }

  public OperationSql withColumns(List<String> names) {
    return new OperationSql(edm, operation, parameters, statements, binds, reseeds, names, java);
  }

  /** What tells the overloads of all operations apart: {@code Ns.Name(p: Type, …)}. */
  public static String key(EdmOperation operation) {
    StringBuilder key = new StringBuilder(operation.getFullQualifiedName().toString()).append('(');
    for (String name : operation.getParameterNames()) {
      EdmParameter parameter = operation.getParameter(name);
      key.append(key.charAt(key.length() - 1) == '(' ? "" : ", ").append(name).append(": ");
      key.append(type(parameter));
    }
    return key.append(')').toString();
  }

  /** The type of a parameter as a model writes it. */
  public static String type(@Nullable EdmParameter parameter) {
    if (parameter == null) {
      return "";
    }
    String name = parameter.getType().getFullQualifiedName().getFullQualifiedNameAsString();
    return parameter.isCollection() ? "Collection(" + name + ")" : name;
  }
}
