package dev.edmund.plan.operation;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.EntityKeys;
import dev.edmund.model.operation.Bind;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.path.Segment;
import dev.edmund.request.payload.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Entities in parameters (JSON Format, 18): by reference, or with their keys. What is resolved has
 * its type in {@code @odata.type} and its key among its members, however it was written.
 */
public record EntityArguments(Edm edm) {
  private static final String ID = "@odata.id";
  private static final String TYPE = "@odata.type";
  private static final List<String> BINDS = List.of("@odata.bind", "@bind");

  /**
   * Parameters with all references resolved.
   *
   * @param ids reads the id of an entity into the path of the entity
   * @throws ODataException 400 when one refers to what is no entity of its type
   */
  public Map<String, JsonValue> resolved(
      Map<String, Bind.Parameter> parameters,
      Map<String, JsonValue> given,
      Function<String, List<Segment>> ids) {
    Map<String, JsonValue> all = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          Bind.Parameter parameter = parameters.get(name);
          all.put(name, parameter == null ? value : resolved(name, parameter.type(), value, ids));
        });
    return all;
  }

  private JsonValue resolved(
      String name, EdmType type, JsonValue value, Function<String, List<Segment>> ids) {
    if (value.is(JsonValue.Kind.ARRAY)) {
      List<JsonValue> items = new ArrayList<>();
      for (JsonValue item : value.items()) {
        items.add(resolved(name + "[" + items.size() + "]", type, item, ids));
      }
      return JsonValue.array(items);
    }
    if (!value.is(JsonValue.Kind.OBJECT)) {
      return value;
    }
    if (type instanceof EdmEntityType declared) {
      return entity(name, declared, value, ids);
    }
    return type instanceof EdmComplexType complex ? complex(name, complex, value, ids) : value;
  }

  /** The entities that a complex value refers to, as members of the navigation properties. */
  private JsonValue complex(
      String name, EdmComplexType type, JsonValue value, Function<String, List<Segment>> ids) {
    if (type.getNavigationPropertyNames().isEmpty()) {
      return value;
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    value
        .members()
        .forEach(
            (member, found) -> {
              String bare = withoutBind(member);
              EdmNavigationProperty navigation = type.getNavigationProperty(bare);
              if (navigation == null) {
                members.put(member, found);
              } else {
                JsonValue entity = bare.equals(member) ? found : reference(found);
                members.put(bare, resolved(name + "/" + bare, navigation.getType(), entity, ids));
              }
            });
    return JsonValue.object(members);
  }

  private static String withoutBind(String member) {
    return BINDS.stream()
        .filter(member::endsWith)
        .findFirst()
        .map(bind -> member.substring(0, member.length() - bind.length()))
        .orElse(member);
  }

  private static JsonValue reference(JsonValue id) {
    return id.is(JsonValue.Kind.ARRAY)
        ? JsonValue.array(id.items().stream().map(EntityArguments::reference).toList())
        : id.isText() ? JsonValue.object(Map.of(ID, id)) : id;
  }

  private JsonValue entity(
      String name, EdmEntityType declared, JsonValue value, Function<String, List<Segment>> ids) {
    Map<String, JsonValue> members = new LinkedHashMap<>(value.members());
    JsonValue id = control(members, ID, "@id");
    JsonValue named = control(members, TYPE, "@type");
    EdmEntityType type = declared;
    if (id != null) {
      type = referred(name, id, ids, members);
    }
    if (named != null) {
      type = named(name, named.text());
    }
    if (!EntityKeys.is(type, declared)) {
      throw Arguments.wrong(
          name,
          "has to be of the type "
              + declared.getFullQualifiedName()
              + ", and "
              + type.getFullQualifiedName()
              + " is another one");
    }
    Map<String, JsonValue> all = new LinkedHashMap<>();
    all.put(TYPE, JsonValue.string("#" + type.getFullQualifiedName()));
    all.putAll(members);
    return JsonValue.object(all);
  }

  private static @Nullable JsonValue control(
      Map<String, JsonValue> members, String name, String short401) {
    JsonValue first = members.remove(name);
    JsonValue second = members.remove(short401);
    return first == null ? second : first;
  }

  /** The type of the entity with an id, whose key goes to the members. */
  private static EdmEntityType referred(
      String name,
      JsonValue id,
      Function<String, List<Segment>> ids,
      Map<String, JsonValue> members) {
    if (!id.isText()) {
      throw Arguments.wrong(name, "has an id that is no string");
    }
    List<Segment> path = ids.apply(id.text());
    EdmEntityType type = null;
    Segment.Key key = null;
    boolean plain = true;
    for (Segment segment : path) {
      if (segment instanceof Segment.EntitySet set && type == null) {
        type = set.set().getEntityType();
      } else if (segment instanceof Segment.TypeCast cast
          && cast.type() instanceof EdmEntityType to) {
        type = to;
      } else if (segment instanceof Segment.Key found && key == null) {
        key = found;
      } else {
        plain = false;
      }
    }
    if (!plain || type == null || key == null) {
      throw ODataException.notImplemented(
          "A parameter with an entity by another id than its set and key", name);
    }
    for (KeyValue part : key.values()) {
      if (!type.getKeyPredicateNames().contains(part.name())) {
        throw ODataException.notImplemented(
            "A parameter with an entity by another id than its set and key", name);
      }
      members.put(part.name(), ConstantArgument.of(part.value()).orElseThrow());
    }
    return type;
  }

  private EdmEntityType named(String name, String written) {
    String bare = written.substring(written.lastIndexOf('#') + 1);
    int dot = bare.lastIndexOf('.');
    EdmEntityType type =
        dot <= 0 || dot == bare.length() - 1
            ? null
            : edm.getEntityType(
                new FullQualifiedName(bare.substring(0, dot), bare.substring(dot + 1)));
    if (type == null) {
      throw Arguments.wrong(name, "has the type '" + written + "', which is no entity type");
    }
    return type;
  }

  /** The qualified name of the type of an entity that was resolved; null of null. */
  JsonValue typeName(String name, JsonValue entity) {
    return entity.is(JsonValue.Kind.OBJECT)
        ? JsonValue.string(type(name, entity).getFullQualifiedName().toString())
        : JsonValue.nothing();
  }

  /** The type of an entity that was resolved. */
  EdmEntityType type(String name, JsonValue entity) {
    JsonValue type = entity.members().get(TYPE);
    if (type == null || entity.members().containsKey(ID)) {
      throw ODataException.notImplemented("An entity as a parameter at this place", name);
    }
    return named(name, type.text());
  }

  /** The same of an entity whose key is wanted. */
  EdmEntityType keyed(String name, JsonValue entity) {
    EdmEntityType type = type(name, entity);
    if (type.getKeyPredicateNames().isEmpty()) {
      throw Arguments.wrong(
          name,
          "does not say of which type below "
              + type.getFullQualifiedName()
              + " it is; '@odata.type' or '@odata.id' do");
    }
    return type;
  }

  /** The one value of the key of an entity that was resolved, or those of several entities. */
  JsonValue key(String name, JsonValue entity) {
    if (entity.is(JsonValue.Kind.ARRAY)) {
      List<JsonValue> keys = new ArrayList<>();
      for (JsonValue item : entity.items()) {
        keys.add(key(name + "[" + keys.size() + "]", item));
      }
      return JsonValue.array(keys);
    }
    if (!entity.is(JsonValue.Kind.OBJECT)) {
      return entity;
    }
    EdmEntityType type = keyed(name, entity);
    if (type.getKeyPredicateNames().size() != 1) {
      throw ODataException.notImplemented(
          "An entity of " + type.getFullQualifiedName() + " as the parameter", name);
    }
    return keyPart(name, entity, type.getKeyPredicateNames().get(0));
  }

  /** A part of the key of an entity that was resolved. */
  static JsonValue keyPart(String name, JsonValue entity, String part) {
    JsonValue value = entity.members().get(part);
    if (value == null || value.is(JsonValue.Kind.NULL)) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "The parameter '" + name + "' is an entity without its key '" + part + "'.",
          name);
    }
    // Whatever it is written as, the reader of the parameter's type decides.
    return JsonValue.cell(0, value.text());
  }

  /** A complex value without the entities that it refers to, which are in no document. */
  static JsonValue withoutEntities(EdmType type, JsonValue value) {
    if (value.is(JsonValue.Kind.ARRAY)) {
      return JsonValue.array(
          value.items().stream().map(item -> withoutEntities(type, item)).toList());
    }
    if (!(type instanceof EdmComplexType complex)
        || complex.getNavigationPropertyNames().isEmpty()) {
      return value;
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(value.members());
    complex.getNavigationPropertyNames().forEach(members::remove);
    return value.is(JsonValue.Kind.OBJECT) ? JsonValue.object(members) : value;
  }
}
