package dev.edmund.model;

import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Terms;
import dev.edmund.model.operation.Bind;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.operation.SqlScanner;
import dev.edmund.model.operation.SqlTemplate;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmOperation;
import org.apache.olingo.commons.api.edm.EdmParameter;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Reads the SQL of a model's functions and actions out of its annotations. */
public final class SqlOperations {
  private static final String NOW = "Now";

  private final Model model;
  private final SqlScanner.Syntax syntax;
  private final List<OperationSql> operations = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * What was found.
   *
   * @param problems why the SQL of others cannot be used, each with the operation's name
   */
  public record Found(List<OperationSql> operations, List<String> problems) {
    public Found {
      operations = List.copyOf(operations);
      problems = List.copyOf(problems);
    }
  }

  private SqlOperations(Model model, SqlScanner.Syntax syntax) {
    this.model = model;
    this.syntax = syntax;
  }

  /** The operations that have SQL for a kind of database. */
  public static Found read(Model model, SqlScanner.Syntax syntax) {
    SqlOperations reader = new SqlOperations(model, syntax);
    for (EdmSchema schema : model.edm().getSchemas()) {
      Stream.concat(schema.getFunctions().stream(), schema.getActions().stream())
          .forEach(reader::read);
    }
    return new Found(reader.operations, reader.problems);
  }

  private void read(EdmOperation operation) {
    List<String> texts = texts(operation);
    boolean reseeds = reseeds(operation);
    if (texts.isEmpty() && !reseeds) {
      return;
    }
    String name = OperationSql.key(operation);
    Map<String, Bind.Parameter> parameters = OperationParameters.of(model, operation);
    Map<String, Bind> binds = new LinkedHashMap<>();
    List<SqlTemplate> statements = new ArrayList<>();
    int before = problems.size();
    for (int i = 0; i < texts.size(); i++) {
      String place = name + ", statement " + (i + 1) + ": ";
      try {
        SqlTemplate template = SqlScanner.scan(texts.get(i), syntax);
        for (String bind : template.names()) {
          binds.put(bind, bind(operation, bind));
        }
        requireReading(operation, texts.size(), template);
        statements.add(template);
      } catch (IllegalArgumentException e) {
        problems.add(place + e.getMessage());
      }
    }
    if (problems.size() == before) {
      operations.add(
          new OperationSql(
              model.edm(), operation, parameters, statements, binds, reseeds, List.of(), null));
    }
  }

  private boolean reseeds(EdmOperation operation) {
    String name = operation.getFullQualifiedName().getFullQualifiedNameAsString();
    return operation.getKind() == EdmTypeKind.ACTION
        && (model
                .annotations()
                .isTrue(name + "(" + OperationParameters.types(operation) + ")", Terms.RESEED)
            || model.annotations().isTrue(name, Terms.RESEED));
  }

  private static void requireReading(EdmOperation operation, int statements, SqlTemplate template) {
    if (operation.getKind() == EdmTypeKind.ACTION) {
      return;
    }
    if (statements > 1) {
      throw new IllegalArgumentException("a function has one statement");
    }
    if (!List.of("SELECT", "WITH", "VALUES").contains(template.verb())) {
      throw new IllegalArgumentException("a function only reads: SELECT, WITH or VALUES");
    }
  }

  /** An overload's own annotation goes before one that is written for all overloads. */
  private List<String> texts(EdmOperation operation) {
    String name = operation.getFullQualifiedName().getFullQualifiedNameAsString();
    List<String> own = texts(name + "(" + OperationParameters.types(operation) + ")");
    boolean shared = own.isEmpty() && overloads(operation).noneMatch(o -> hasOwn(name, o));
    return shared ? texts(name) : own;
  }

  private boolean hasOwn(String name, EdmOperation operation) {
    return !texts(name + "(" + OperationParameters.types(operation) + ")").isEmpty();
  }

  private Stream<? extends EdmOperation> overloads(EdmOperation operation) {
    EdmSchema schema = model.edm().getSchema(operation.getNamespace());
    Stream<? extends EdmOperation> all =
        operation.getKind() == EdmTypeKind.ACTION
            ? schema.getActions().stream()
            : schema.getFunctions().stream();
    return all.filter(o -> o.getName().equals(operation.getName()));
  }

  private List<String> texts(String target) {
    String qualifier = syntax.name().toLowerCase(Locale.ROOT);
    Optional<AnnotationValue> value =
        model
            .annotations()
            .value(target, Terms.SQL + "#" + qualifier)
            .or(() -> model.annotations().value(target, Terms.SQL));
    return value.map(v -> v.text().map(List::of).orElseGet(() -> items(v))).orElse(List.of());
  }

  private static List<String> items(AnnotationValue value) {
    return value.items().stream().flatMap(item -> item.text().stream()).toList();
  }

  private Bind bind(EdmOperation operation, String written) {
    List<String> path = Arrays.asList(written.split("\\.", -1));
    String first = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (operation.isBound() && first.equals(operation.getParameterNames().get(0))) {
      return binding(operation.getParameter(first), rest, written);
    }
    Optional<Bind> parameter = new ParameterBinds(model.edm(), operation).find(path, written);
    if (parameter.isPresent()) {
      return parameter.get();
    }
    if (written.equals(NOW)) {
      return new Bind.Now();
    }
    TreeSet<String> known = new TreeSet<>(operation.getParameterNames());
    known.add(NOW);
    throw new IllegalArgumentException(
        "there is no parameter ':"
            + written
            + "'; known are "
            + String.join(", ", known.stream().map(name -> ":" + name).toList()));
  }

  private Bind binding(EdmParameter parameter, List<String> path, String written) {
    EntityStorage entity =
        parameter.getType() instanceof EdmEntityType type
            ? model.storage().of(type).orElse(null)
            : null;
    if (entity == null) {
      throw new IllegalArgumentException(
          "':" + written + "' is bound to something else than entities, which is not done yet");
    }
    Map<String, PropertyStorage> parts = entity.properties();
    PropertyStorage found = null;
    for (String name : path) {
      found = parts.get(name);
      if (found == null) {
        throw ParameterBinds.noProperty(written, name);
      }
      Map<String, PropertyStorage> inner = new LinkedHashMap<>();
      found.parts().forEach(part -> inner.put(part.name(), part));
      parts = inner;
    }
    if (found != null && found.asScalar().isEmpty() && found.asDocument().isEmpty()) {
      throw new IllegalArgumentException("':" + written + "' is no single value");
    }
    return new Bind.OfBinding(path, parameter.isCollection());
  }
}
