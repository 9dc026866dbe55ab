package dev.edmund.plan.operation;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.operation.Bind;
import dev.edmund.model.operation.OperationSql;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.query.Fragment;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import dev.edmund.request.payload.DocumentWriter;
import dev.edmund.request.payload.Documents;
import dev.edmund.request.payload.JsonText;
import dev.edmund.request.payload.JsonValue;
import dev.edmund.request.payload.ValueReader;
import dev.edmund.request.payload.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * The values of an operation's parameters, checked against their types.
 *
 * @param given those that are known, by name
 * @param computed those that each row has its own of
 */
public record Arguments(
    Documents documents,
    EntityArguments entities,
    Map<String, JsonValue> given,
    Map<String, Term> computed) {

  /**
   * The arguments of a call, those that are left out among them.
   *
   * @throws ODataException 400 when one is missing or has the wrong type, with its name
   */
  public static Arguments of(OperationSql sql, Map<String, JsonValue> given) {
    Map<String, JsonValue> all = new LinkedHashMap<>();
    for (Bind.Parameter parameter : sql.parameters().values()) {
      all.put(parameter.name(), value(parameter, given.get(parameter.name())));
    }
    Arguments arguments =
        new Arguments(new Documents(sql.edm()), new EntityArguments(sql.edm()), all, Map.of());
    sql.parameters().values().forEach(arguments::check);
    return arguments;
  }

  /** The arguments of a call in an expression; what is no constant is a term of the row. */
  static Arguments of(OperationSql sql, List<Expr.Argument> written, Function<Expr, Term> terms) {
    Map<String, JsonValue> constants = new LinkedHashMap<>();
    Map<String, Term> computed = new LinkedHashMap<>();
    for (Expr.Argument argument : written) {
      Optional<JsonValue> constant = ConstantArgument.of(argument.value());
      if (constant.isPresent()) {
        constants.put(argument.name(), constant.get());
      } else {
        computed.put(argument.name(), terms.apply(argument.value()));
        constants.put(argument.name(), JsonValue.nothing());
      }
    }
    Map<String, JsonValue> all = new LinkedHashMap<>();
    for (Bind.Parameter parameter : sql.parameters().values()) {
      boolean known = !computed.containsKey(parameter.name());
      all.put(
          parameter.name(),
          known ? value(parameter, constants.get(parameter.name())) : JsonValue.nothing());
    }
    Arguments arguments =
        new Arguments(new Documents(sql.edm()), new EntityArguments(sql.edm()), all, computed);
    sql.parameters().values().stream()
        .filter(parameter -> !computed.containsKey(parameter.name()))
        .forEach(arguments::check);
    return arguments;
  }

  private static JsonValue value(Bind.Parameter parameter, @Nullable JsonValue given) {
    JsonValue value = given;
    if (value == null && parameter.optional()) {
      String text = parameter.defaultValue();
      return text == null ? JsonValue.nothing() : JsonValue.cell(0, text);
    }
    if (value == null && !parameter.nullable()) {
      throw wrong(parameter.name(), "is missing");
    }
    value = value == null ? JsonValue.nothing() : value;
    if (value.is(JsonValue.Kind.NULL) && (!parameter.nullable() || parameter.collection())) {
      if (given == null && parameter.collection()) {
        return JsonValue.array(List.of());
      }
      throw wrong(parameter.name(), "must not be null");
    }
    return value;
  }

  static ODataException wrong(String name, String reason) {
    return new ODataException(
        ErrorCode.INVALID_VALUE, "The parameter '" + name + "' " + reason + ".", name);
  }

  /** Reads a value for its errors alone, also where the SQL does not use it. */
  private void check(Bind.Parameter parameter) {
    parts(
        new Bind.OfParameter(
            parameter.name(), List.of(), parameter.type(), parameter.collection()));
  }

  /** What stands for a parameter in a statement. */
  List<Fragment.Part> parts(Bind.OfParameter bind) {
    Term own = bind.path().isEmpty() ? computed.get(bind.parameter()) : null;
    if (own != null) {
      return List.of(new Fragment.Value(own));
    }
    if (computed.containsKey(bind.parameter())) {
      throw ODataException.notImplemented(
          "A part of a parameter that is no constant", bind.parameter());
    }
    JsonValue value = Objects.requireNonNull(given.get(bind.parameter()), "Each has a value");
    String name = bind.parameter();
    for (String step : bind.path()) {
      if (step.equals(Bind.JSON) && (value.is(JsonValue.Kind.ARRAY) || isEntity(bind.type()))) {
        return List.of(new Fragment.Value(json(name, bind.type(), value)));
      }
      value = step(name, value, step);
      name = step.startsWith("@") ? name : name + "/" + step;
    }
    return bind.collection()
        ? items(name, bind.type(), value)
        : List.of(new Fragment.Value(term(name, bind.type(), value)));
  }

  private static boolean isEntity(EdmType type) {
    return type.getKind() == EdmTypeKind.ENTITY;
  }

  private JsonValue step(String name, JsonValue value, String step) {
    return switch (step) {
      case Bind.KEY -> entities.key(name, value);
      case Bind.TYPE -> entities.typeName(name, value);
      default -> value.members().getOrDefault(step, JsonValue.nothing());
    };
  }

  private Term json(String name, EdmType type, JsonValue value) {
    return value.is(JsonValue.Kind.NULL)
        ? new Term.Null(ColumnType.JSON)
        : new Term.Bind(
            document(name, type, value.is(JsonValue.Kind.ARRAY), value), ColumnType.JSON);
  }

  private List<Fragment.Part> items(String name, EdmType type, JsonValue value) {
    if (!value.is(JsonValue.Kind.ARRAY) && !value.is(JsonValue.Kind.NULL)) {
      throw wrong(name, "must be an array");
    }
    if (value.items().isEmpty()) {
      return List.of(
          new Fragment.Text("(SELECT "),
          new Fragment.Value(new Term.Null(columnType(type))),
          new Fragment.Text(" WHERE 1 = 0)"));
    }
    List<Fragment.Part> parts = new ArrayList<>();
    String before = "(";
    for (int i = 0; i < value.items().size(); i++) {
      parts.add(new Fragment.Text(before));
      parts.add(new Fragment.Value(term(name + "[" + i + "]", type, value.items().get(i))));
      before = ", ";
    }
    parts.add(new Fragment.Text(")"));
    return parts;
  }

  static boolean isStructured(EdmType type) {
    return type instanceof EdmStructuredType;
  }

  public static ColumnType columnType(EdmType type) {
    ColumnType columnType = ColumnTypes.of(type);
    return columnType == null ? ColumnType.JSON : columnType;
  }

  private Term term(String name, EdmType type, JsonValue value) {
    ColumnType columnType = columnType(type);
    if (value.is(JsonValue.Kind.NULL)) {
      return new Term.Null(columnType);
    }
    try {
      Object read =
          columnType == ColumnType.JSON
              ? document(name, type, false, value)
              : new ValueReader(type, null).read(value);
      return new Term.Bind(read, columnType);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is wrong: " + e.getMessage());
    }
  }

  /** An entity need not be one that is stored, but what is said of it has to fit its type. */
  private void requireTyped(String name, JsonValue value) {
    for (int i = 0; i < value.items().size(); i++) {
      requireTyped(name + "[" + i + "]", value.items().get(i));
    }
    if (!value.is(JsonValue.Kind.OBJECT)) {
      return;
    }
    EdmEntityType type = entities.type(name, value);
    value
        .members()
        .forEach(
            (member, found) -> {
              EdmElement element = type.getProperty(member);
              boolean undeclared = element == null && !type.isOpenType();
              if (undeclared && member.indexOf('@') < 0) {
                throw wrong(
                    name + "/" + member, "is no property of " + type.getFullQualifiedName());
              }
              if (element instanceof EdmProperty property
                  && !type.getKeyPredicateNames().contains(member)
                  && !found.is(JsonValue.Kind.NULL)) {
                requireTyped(name + "/" + member, property, found);
              }
            });
  }

  private void requireTyped(String name, EdmProperty property, JsonValue value) {
    if (property.getType().getName().equals("Stream")) {
      return;
    }
    try {
      new DocumentWriter(documents, new StringBuilder())
          .value(
              ValueType.of(property.getType(), property.isCollection(), null),
              new At("", "", value));
    } catch (DataException e) {
      String path = e.path();
      boolean inside = path != null && !path.isEmpty();
      throw wrong(inside ? name + "/" + path : name, "is wrong: " + e.reason());
    }
  }

  private String document(String name, EdmType type, boolean collection, JsonValue value) {
    if (type.getKind() == EdmTypeKind.ENTITY) {
      if (!collection && !value.is(JsonValue.Kind.OBJECT)) {
        throw new IllegalArgumentException("expected an object");
      }
      requireTyped(name, value);
      return JsonText.of(value);
    }
    StringBuilder out = new StringBuilder();
    try {
      new DocumentWriter(documents, out)
          .value(
              ValueType.of(type, collection, null),
              new At("", "", EntityArguments.withoutEntities(type, value)));
    } catch (DataException e) {
      String path = e.path();
      throw wrong(path == null ? name : name + "/" + path, "is wrong: " + e.reason());
    }
    return out.toString();
  }
}
