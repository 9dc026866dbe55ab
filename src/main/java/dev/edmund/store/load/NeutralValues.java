package dev.edmund.store.load;

import dev.edmund.request.payload.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** The least that an entity can have: its key and what must not be null, the same every time. */
final class NeutralValues {
  private static final int MAX_DEPTH = 20;
  private static final String NO_TIME = "0001-01-01";

  private final Edm edm;
  private final String name;

  /**
   * @param name makes the key, as far as its type allows
   */
  NeutralValues(Edm edm, String name) {
    this.edm = edm;
    this.name = name;
  }

  /**
   * An object of a type.
   *
   * @param key the paths of the properties of the key
   */
  JsonValue object(EdmStructuredType type, List<String> key) {
    return JsonValue.object(members(type, key, "", 0));
  }

  private Map<String, JsonValue> members(
      EdmStructuredType type, List<String> key, String path, int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String propertyName : type.getPropertyNames()) {
      EdmProperty property = type.getStructuralProperty(propertyName);
      String own = path + propertyName;
      boolean isKey = key.contains(own);
      boolean needed = isKey || key.stream().anyMatch(k -> k.startsWith(own + "/"));
      if ((needed || !property.isNullable()) && !property.isCollection()) {
        value(property, isKey, key, own + "/", depth)
            .ifPresent(value -> members.put(propertyName, value));
      }
    }
    return members;
  }

  private Optional<JsonValue> value(
      EdmProperty property, boolean isKey, List<String> key, String path, int depth) {
    EdmType type = underlying(property.getType());
    if (property.getDefaultValue() != null && depth == 0) {
      return Optional.empty(); // Reading the entity puts it in.
    }
    if (type.getKind() == EdmTypeKind.COMPLEX) {
      return depth == MAX_DEPTH
          ? Optional.empty()
          : complex((EdmComplexType) type, key, path, depth);
    }
    if (type.getKind() == EdmTypeKind.ENUM) {
      return member((EdmEnumType) type).map(JsonValue::string);
    }
    return Optional.ofNullable(
        isKey ? keyValue(type.getName(), property.getMaxLength()) : primitive(type.getName()));
  }

  private static EdmType underlying(EdmType type) {
    return type.getKind() == EdmTypeKind.DEFINITION
        ? ((EdmTypeDefinition) type).getUnderlyingType()
        : type;
  }

  private Optional<JsonValue> complex(
      EdmComplexType declared, List<String> key, String path, int depth) {
    boolean builtIn = declared.getNamespace().equals("Edm");
    EdmComplexType type =
        declared.isAbstract() && !builtIn ? concrete(declared).orElse(null) : declared;
    if (type == null) {
      return Optional.empty();
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (type != declared) {
      members.put("@odata.type", JsonValue.string("#" + type.getFullQualifiedName()));
    }
    members.putAll(members(type, key, path, depth + 1));
    return Optional.of(JsonValue.object(members));
  }

  private Optional<EdmComplexType> concrete(EdmComplexType declared) {
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmComplexType type : schema.getComplexTypes()) {
        if (!type.isAbstract() && isDerived(type, declared)) {
          return Optional.of(type);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isDerived(EdmComplexType type, EdmComplexType from) {
    for (EdmComplexType t = type; t != null; t = t.getBaseType()) {
      if (t.getFullQualifiedName().equals(from.getFullQualifiedName())) {
        return true;
      }
    }
    return false;
  }

  /** The member that stands for 0, else that with the smallest value. */
  private static Optional<String> member(EdmEnumType type) {
    return type.getMemberNames().stream()
        .min(
            Comparator.<String>comparingInt(m -> value(type, m) == 0 ? 0 : 1)
                .thenComparingLong(m -> value(type, m)));
  }

  private static long value(EdmEnumType type, String member) {
    return Long.parseLong(type.getMember(member).getValue());
  }

  private @Nullable JsonValue keyValue(String typeName, @Nullable Integer maxLength) {
    return switch (typeName) {
      case "String" ->
          JsonValue.string(
              maxLength == null || maxLength >= name.length()
                  ? name
                  : name.substring(0, maxLength));
      case "Guid" ->
          JsonValue.string(
              UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
      case "Byte", "SByte", "Int16", "Int32", "Int64" -> JsonValue.number("1");
      default -> primitive(typeName);
    };
  }

  private static @Nullable JsonValue primitive(String typeName) {
    return switch (typeName) {
      case "Boolean" -> JsonValue.bool(false);
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal" ->
          JsonValue.number("0");
      case "String", "Binary" -> JsonValue.string("");
      case "Guid" -> JsonValue.string(new UUID(0, 0).toString());
      case "Date" -> JsonValue.string(NO_TIME);
      case "DateTimeOffset" -> JsonValue.string(NO_TIME + "T00:00:00Z");
      case "TimeOfDay" -> JsonValue.string("00:00:00");
      case "Duration" -> JsonValue.string("PT0S");
      default -> typeName.startsWith("Geo") ? geo(typeName) : null;
    };
  }

  /** The simplest shape of a type at 0, 0. */
  private static JsonValue geo(String typeName) {
    String shape = typeName.replaceFirst("Geography|Geometry", "");
    JsonValue origin = JsonValue.array(List.of(JsonValue.number("0"), JsonValue.number("0")));
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put("type", JsonValue.string(shape.isEmpty() ? "Point" : shape));
    switch (shape) {
      case "", "Point" -> members.put("coordinates", origin);
      case "LineString" -> members.put("coordinates", JsonValue.array(List.of(origin, origin)));
      case "Polygon" ->
          members.put(
              "coordinates",
              JsonValue.array(List.of(JsonValue.array(List.of(origin, origin, origin, origin)))));
      case "Collection" -> {
        members.put("type", JsonValue.string("GeometryCollection"));
        members.put("geometries", JsonValue.array(List.of()));
      }
      default -> members.put("coordinates", JsonValue.array(List.of()));
    }
    return JsonValue.object(members);
  }
}
