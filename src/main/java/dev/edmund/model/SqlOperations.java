package dev.edmund.model;

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
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

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
    Map<String, Bind.Parameter> parameters = parameters(operation);
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
              model.edm(), operation, parameters, statements, binds, reseeds, List.of()));
    }
  }

  private boolean reseeds(EdmOperation operation) {
    String name = operation.getFullQualifiedName().getFullQualifiedNameAsString();
    return operation.getKind() == EdmTypeKind.ACTION
        && (model.annotations().isTrue(name + "(" + types(operation) + ")", Terms.RESEED)
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
    List<String> own = texts(name + "(" + types(operation) + ")");
    boolean shared = own.isEmpty() && overloads(operation).noneMatch(o -> hasOwn(name, o));
    return shared ? texts(name) : own;
  }

  private boolean hasOwn(String name, EdmOperation operation) {
    return !texts(name + "(" + types(operation) + ")").isEmpty();
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

  /** Actions are told apart by their binding alone. */
  private static String types(EdmOperation operation) {
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

  private Map<String, Bind.Parameter> parameters(EdmOperation operation) {
    String target =
        operation.getFullQualifiedName().getFullQualifiedNameAsString()
            + "("
            + types(operation)
            + ")/";
    Map<String, Bind.Parameter> all = new LinkedHashMap<>();
    for (String name : names(operation)) {
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

  /** The parameters that a client gives. */
  private static List<String> names(EdmOperation operation) {
    List<String> all = operation.getParameterNames();
    return operation.isBound() && !all.isEmpty() ? all.subList(1, all.size()) : all;
  }

  private Bind bind(EdmOperation operation, String written) {
    List<String> path = Arrays.asList(written.split("\\.", -1));
    String first = path.get(0);
    List<String> rest = path.subList(1, path.size());
    if (operation.isBound() && first.equals(operation.getParameterNames().get(0))) {
      return binding(operation.getParameter(first), rest, written);
    }
    if (names(operation).contains(first)) {
      EdmParameter parameter = operation.getParameter(first);
      return part(parameter, rest, written);
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

  private static Bind part(EdmParameter parameter, List<String> path, String written) {
    EdmType type = parameter.getType();
    boolean collection = parameter.isCollection();
    if (collection && path.equals(List.of(Bind.JSON))) {
      return new Bind.OfParameter(parameter.getName(), path, type, false);
    }
    for (String name : path) {
      if (collection
          || !(type instanceof EdmStructuredType structured)
          || !(structured.getProperty(name) instanceof EdmProperty property)) {
        throw noProperty(written, name);
      }
      type = property.getType();
      collection = property.isCollection();
    }
    return new Bind.OfParameter(parameter.getName(), path, type, collection);
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
        throw noProperty(written, name);
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

  private static IllegalArgumentException noProperty(String written, String name) {
    return new IllegalArgumentException(
        "':" + written + "' leads nowhere: there is no property '" + name + "'");
  }
}
