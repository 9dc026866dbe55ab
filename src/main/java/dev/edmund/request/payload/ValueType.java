package dev.edmund.request.payload;

import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value inside of a document.
 *
 * @param type null where it is {@code Edm.Untyped}
 * @param property whose facets hold; null for dynamic properties
 */
public record ValueType(
    @Nullable EdmType type, boolean collection, @Nullable EdmProperty property) {
  private static final String UNTYPED = "Edm.Untyped";

  public static ValueType of(EdmProperty property) {
    return of(property.getType(), property.isCollection(), property);
  }

  public static ValueType of(EdmType type, boolean collection, @Nullable EdmProperty property) {
    boolean untyped = type.getFullQualifiedName().toString().equals(UNTYPED);
    return new ValueType(untyped ? null : type, collection, property);
  }

  public static ValueType dynamic(EdmType type, boolean collection) {
    return of(type, collection, null);
  }

  public static ValueType untyped(boolean collection) {
    return new ValueType(null, collection, null);
  }

  /** The type of one item of a collection. */
  public ValueType item() {
    return new ValueType(type, false, property);
  }

  public boolean isNullable() {
    return property == null || property.isNullable();
  }

  /** Whether the type tells the members of a value, or of an item; not {@code Edm.Untyped}. */
  public boolean isComplex() {
    return type != null && type.getKind() == EdmTypeKind.COMPLEX;
  }

  /** The qualified name, also of collections. */
  public String name() {
    String name = type == null ? UNTYPED : type.getFullQualifiedName().toString();
    return collection ? "Collection(" + name + ")" : name;
  }
}
