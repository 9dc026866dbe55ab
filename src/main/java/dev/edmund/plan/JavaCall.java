package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.core.operation.Call;
import dev.edmund.core.operation.EntityReference;
import dev.edmund.core.operation.JavaOperation;
import dev.edmund.core.operation.Transaction;
import dev.edmund.model.Model;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operation.Arguments;
import dev.edmund.plan.operation.CallPlanner;
import dev.edmund.plan.operation.JavaValues;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.DocumentWriter;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.ValueReader;
import dev.edmund.request.payload.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** A call of an operation in Java: what it gets, and the rows that its result is made into. */
public final class JavaCall {
  private final OperationSql operation;
  private final JavaOperation java;
  private final Arguments arguments;
  private final @Nullable Resource bound;

  JavaCall(
      OperationSql operation, JavaOperation java, Arguments arguments, @Nullable Resource bound) {
    this.operation = operation;
    this.java = java;
    this.arguments = arguments;
    this.bound = bound;
  }

  /** The call of a function that a segment makes; empty where it is none, or has been made. */
  static Optional<JavaCall> of(Model model, List<Segment> path, int at) {
    if (!(path.get(at) instanceof Segment.Operation call)
        || call.known() == null
        || call.known().rows() != null) {
      return Optional.empty();
    }
    OperationSql operation = CallPlanner.sql(model.storage(), call.operation());
    JavaOperation java = operation.java();
    if (java == null) {
      return Optional.empty();
    }
    Resource bound =
        call.operation().isBound() ? PathPlanner.plan(model, path.subList(0, at)) : null;
    if (bound != null && (bound.property() != null || bound.inside() != null)) {
      String name = call.operation().getName();
      throw ODataException.notImplemented("The operation " + name + " of a value", name);
    }
    Arguments arguments = Arguments.of(operation, call.known().parameters());
    return Optional.of(new JavaCall(operation, java, arguments, bound));
  }

  /** Whether it is bound to one entity, which has to be there. */
  public boolean isBoundToOne() {
    return bound != null && bound.single();
  }

  /** Reads the keys of what it is bound to; null where it is bound to nothing. */
  public @Nullable Query binding() {
    if (bound == null) {
      return null;
    }
    keys().forEach(bound.entity().builder()::append);
    return bound.entity().builder().build(bound.single() ? 1L : null, 0);
  }

  /** The columns of {@link #binding}. */
  List<Term> keys() {
    if (bound == null) {
      return List.of();
    }
    EntityAlias entity = bound.entity();
    return entity.entity().key().stream().map(entity::column).toList();
  }

  /**
   * Calls the operation.
   *
   * @param binding the rows of {@link #binding}, as the driver gives them
   * @param decode makes values of the model of those of the driver
   * @return the rows of the result, with values as {@link dev.edmund.model.storage.Values} makes
   *     them
   * @throws ODataException as the operation does, or when it fails
   */
  public List<List<@Nullable Object>> rows(
      List<List<@Nullable Object>> binding,
      BiFunction<ColumnType, Object, Object> decode,
      Transaction transaction) {
    Call call = new Call(parameters(), references(binding, decode), Instant.now(), transaction);
    try {
      Object result = java.call(call);
      EdmReturnType returned = operation.operation().getReturnType();
      return returned == null ? List.of() : rows(returned, result);
    } catch (ODataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new ODataException(ErrorCode.INTERNAL, "The operation " + java.name() + " failed.", e);
    }
  }

  private Map<String, @Nullable Object> parameters() {
    JavaValues values = new JavaValues(operation.edm());
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    operation
        .parameters()
        .forEach(
            (name, parameter) -> {
              JsonValue given = arguments.given().getOrDefault(name, JsonValue.nothing());
              all.put(name, values.of(name, parameter.type(), given));
            });
    return all;
  }

  private List<EntityReference> references(
      List<List<@Nullable Object>> rows, BiFunction<ColumnType, Object, Object> decode) {
    if (bound == null) {
      return List.of();
    }
    EdmEntityType type = bound.entity().entity().type();
    List<Column> columns = bound.entity().entity().key();
    List<EntityReference> references = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      Map<String, Object> key = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        Object value = row.get(i);
        if (value != null) {
          ColumnType columnType = columns.get(i).type();
          Object known = JavaValues.known(columnType, decode.apply(columnType, value));
          key.put(type.getKeyPredicateNames().get(i), known);
        }
      }
      references.add(new EntityReference(type.getFullQualifiedName().toString(), key));
    }
    return references;
  }

  private List<List<@Nullable Object>> rows(EdmReturnType returned, @Nullable Object result) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (returned.isCollection() && result instanceof Collection<?> items) {
      items.forEach(item -> rows.add(row(returned.getType(), item)));
    } else if (returned.isCollection() && result != null) {
      throw new IllegalArgumentException("A collection is a java.util.Collection");
    } else if (result != null) {
      rows.add(row(returned.getType(), result));
    }
    return rows;
  }

  private List<@Nullable Object> row(EdmType type, @Nullable Object item) {
    List<@Nullable Object> row = new ArrayList<>();
    if (type instanceof EdmEntityType entity) {
      if (!(item instanceof EntityReference reference)) {
        throw new IllegalArgumentException("An entity is an EntityReference");
      }
      for (String part : entity.getKeyPredicateNames()) {
        row.add(value(JavaValues.keyType(entity, part), false, reference.key().get(part)));
      }
    } else if (type instanceof EdmComplexType complex
        && !Documents.isUndeclared(type)
        && !complex.getPropertyNames().isEmpty()) {
      if (!(item instanceof Map<?, ?> members)) {
        throw new IllegalArgumentException("A complex value is a java.util.Map");
      }
      requireKnown(complex, members);
      for (String name : complex.getPropertyNames()) {
        EdmElement element = complex.getProperty(name);
        row.add(value(element.getType(), element.isCollection(), members.get(name)));
      }
    } else {
      row.add(value(type, false, item));
    }
    return row;
  }

  private static void requireKnown(EdmComplexType type, Map<?, ?> members) {
    for (Object name : members.keySet()) {
      if (!type.getPropertyNames().contains(String.valueOf(name))) {
        throw new IllegalArgumentException(type.getFullQualifiedName() + " has no " + name);
      }
    }
  }

  private @Nullable Object value(EdmType type, boolean collection, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      JsonValue json = JavaValues.given(type, value);
      if (!collection && Arguments.columnType(type) != ColumnType.JSON) {
        return new ValueReader(type, null).read(json);
      }
      StringBuilder out = new StringBuilder();
      new DocumentWriter(arguments.documents(), out, true)
          .value(ValueType.of(type, collection, null), new At("", "", json));
      return out.toString();
    } catch (DataException | DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
