package dev.edmund.format.json;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** What is written for the types that stored JSON names, each worked out once for a response. */
final class DocumentTypes {
  private static final String COLLECTION = "Collection(";
  private static final String EDM = "Edm.";
  private static final ValueType UNKNOWN = new ValueType(false, null, TokenEncoders::copy, null);

  private final Edm model;
  private final JsonOptions options;
  private final Map<String, ValueType> byTag = new HashMap<>();
  private final Map<FullQualifiedName, Complex> complexTypes = new HashMap<>();

  DocumentTypes(Edm model, JsonOptions options) {
    this.model = model;
    this.options = options;
  }

  /**
   * The type of a value or of its items.
   *
   * @param complex null where it is none, or not known
   * @param scalar writes values that are not complex
   * @param name as {@code @odata.type} has it; null where it is not known
   */
  record ValueType(
      boolean collection,
      @Nullable EdmComplexType complex,
      TokenEncoder scalar,
      @Nullable String name) {
    ValueType item() {
      return new ValueType(false, complex, scalar, name);
    }
  }

  /** A declared property. */
  static final class Property {
    private final byte[] member;
    private final byte @Nullable [] annotation;
    private final ValueType type;
    private final boolean stream;
    private final boolean omitted;

    Property(String name, ValueType type, boolean told, boolean omitted) {
      this.member = JsonBuffer.name(name);
      this.annotation = told ? JsonBuffer.name(name + "@odata.type") : null;
      this.type = type;
      this.stream = "Stream".equals(type.name());
      this.omitted = omitted;
    }

    ValueType type() {
      return type;
    }

    /** Whether it is left out unless it is asked for by name. */
    boolean isStream() {
      return stream;
    }

    /** Whether it is left out where it is null. */
    boolean isOmitted() {
      return omitted;
    }

    /** Writes the member's name, behind its type where that is told. */
    JsonBuffer begin(JsonBuffer out) {
      if (annotation != null) {
        out.member(annotation)
            .string(type.collection() ? "#Collection(" + type.name() + ")" : "#" + type.name());
      }
      return out.member(member);
    }
  }

  /**
   * A complex type: its properties, and whether there can be others.
   *
   * @param navigation the names that references stand under in results of operations
   */
  record Complex(
      String name, boolean open, Map<String, Property> properties, Set<String> navigation) {}

  /** What the declared type of a property or column comes to. */
  ValueType of(EdmType type, boolean collection) {
    boolean complex = type.getKind() == EdmTypeKind.COMPLEX;
    if (complex && type.getNamespace().equals("Edm")) {
      return new ValueType(collection, null, TokenEncoders::copy, null);
    }
    String name = ValueEncoders.typeName(type);
    return complex
        ? new ValueType(collection, (EdmComplexType) type, TokenEncoders::copy, name)
        : new ValueType(collection, null, TokenEncoders.of(type, options), name);
  }

  /**
   * What a type name comes to that stands beside a value, or beside the value around it with the
   * path from there; unknown ones say nothing.
   */
  ValueType tagged(@Nullable String tag) {
    String name = tag == null ? "" : tag;
    ValueType known = byTag.get(name);
    if (known == null) {
      known = resolve(name);
      byTag.put(name, known);
    }
    return known;
  }

  private ValueType resolve(String tag) {
    int inside = tag.lastIndexOf('/');
    if (inside > 0) {
      EdmComplexType around = tagged(tag.substring(0, inside)).complex();
      Property property =
          around == null ? null : complex(around).properties().get(tag.substring(inside + 1));
      return property == null ? UNKNOWN : property.type();
    }
    boolean collection = tag.startsWith(COLLECTION);
    String name = collection ? tag.substring(COLLECTION.length(), tag.length() - 1) : tag;
    EdmType type = type(name);
    return type == null
        ? new ValueType(collection, null, TokenEncoders::copy, null)
        : of(type, collection);
  }

  private @Nullable EdmType type(String name) {
    if (name.startsWith(EDM)) {
      EdmPrimitiveTypeKind kind = EdmPrimitiveTypeKind.getByName(name.substring(EDM.length()));
      return kind == null ? null : EdmPrimitiveTypeFactory.getInstance(kind);
    }
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || dot == name.length() - 1) {
      return null;
    }
    FullQualifiedName full = new FullQualifiedName(name.substring(0, dot), name.substring(dot + 1));
    EdmType type = model.getComplexType(full);
    type = type == null ? model.getEnumType(full) : type;
    return type == null ? model.getTypeDefinition(full) : type;
  }

  /** The complex type that an instance names, or the declared one where that is not known. */
  EdmComplexType instance(EdmComplexType declared, String name) {
    EdmComplexType named = tagged(name).complex();
    return named == null ? declared : named;
  }

  Complex complex(EdmComplexType type) {
    Complex known = complexTypes.get(type.getFullQualifiedName());
    if (known == null) {
      known = compile(type);
      complexTypes.put(type.getFullQualifiedName(), known);
    }
    return known;
  }

  private Complex compile(EdmComplexType type) {
    Map<String, Property> properties = new LinkedHashMap<>();
    for (String name : type.getPropertyNames()) {
      if (type.getProperty(name) instanceof EdmProperty property) {
        properties.put(name, property(name, property));
      }
    }
    return new Complex(
        ValueEncoders.typeName(type),
        type.isOpenType(),
        properties,
        Set.copyOf(type.getNavigationPropertyNames()));
  }

  private Property property(String name, EdmProperty property) {
    ValueType type = of(property.getType(), property.isCollection());
    boolean told =
        options.metadata() == JsonOptions.Metadata.FULL
            && type.name() != null
            && (type.collection() || (type.complex() == null && !isEvident(type.name())));
    boolean omitted = !type.collection() && new Omission(options.omit()).omitsNull(property);
    return new Property(name, type, told, omitted);
  }

  /** Whether a reader of JSON knows the type without being told (JSON Format, 4.6.3). */
  static boolean isEvident(String typeName) {
    return switch (typeName) {
      case "String", "Boolean", "Double" -> true;
      default -> false;
    };
  }
}
