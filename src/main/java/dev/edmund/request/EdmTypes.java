package dev.edmund.request;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** Questions to a type. */
final class EdmTypes {
  static final EdmType BOOLEAN = of(EdmPrimitiveTypeKind.Boolean);
  static final EdmType STRING = of(EdmPrimitiveTypeKind.String);
  static final EdmType INT32 = of(EdmPrimitiveTypeKind.Int32);
  static final EdmType INT64 = of(EdmPrimitiveTypeKind.Int64);

  private static final Map<String, EdmPrimitiveTypeKind> KINDS =
      Stream.of(EdmPrimitiveTypeKind.values())
          .collect(Collectors.toUnmodifiableMap(EdmPrimitiveTypeKind::name, k -> k));

  private EdmTypes() {}

  static EdmType of(EdmPrimitiveTypeKind kind) {
    return EdmPrimitiveTypeFactory.getInstance(kind);
  }

  /** The primitive kind; that of the underlying type for a type definition; null for others. */
  static @Nullable EdmPrimitiveTypeKind kind(@Nullable EdmType type) {
    EdmType underlying = underlying(type);
    return underlying != null && underlying.getKind() == EdmTypeKind.PRIMITIVE
        ? KINDS.get(underlying.getName())
        : null;
  }

  /** The type itself, or what a type definition stands for. */
  static @Nullable EdmType underlying(@Nullable EdmType type) {
    return type != null && type.getKind() == EdmTypeKind.DEFINITION
        ? ((EdmTypeDefinition) type).getUnderlyingType()
        : type;
  }

  /** The type, or null for Edm.Untyped and other types that say nothing about the value. */
  static @Nullable EdmType known(@Nullable EdmType type) {
    boolean says = kind(type) != null || isEnum(type) || isStructured(type);
    return says && !isAnyComplex(type) ? type : null;
  }

  /** Edm.Untyped and Edm.ComplexType. */
  private static boolean isAnyComplex(@Nullable EdmType type) {
    return type != null
        && type.getKind() == EdmTypeKind.COMPLEX
        && type.getNamespace().equals("Edm");
  }

  static boolean isKind(@Nullable EdmType type, EdmPrimitiveTypeKind kind) {
    return kind(type) == kind;
  }

  static boolean isEnum(@Nullable EdmType type) {
    return type != null && type.getKind() == EdmTypeKind.ENUM;
  }

  /** Whether values are neither structured nor collections. */
  static boolean isPrimitive(@Nullable EdmType type) {
    return kind(type) != null || isEnum(type);
  }

  static boolean isEntity(@Nullable EdmType type) {
    return type != null && type.getKind() == EdmTypeKind.ENTITY;
  }

  static boolean isStructured(@Nullable EdmType type) {
    return type != null
        && (type.getKind() == EdmTypeKind.ENTITY || type.getKind() == EdmTypeKind.COMPLEX);
  }

  /** The structured type, or null for any other type. */
  static @Nullable EdmStructuredType structured(@Nullable EdmType type) {
    return isStructured(type) ? (EdmStructuredType) type : null;
  }

  /** Whether instances may have properties that the model does not declare. */
  static boolean isOpen(@Nullable EdmStructuredType type) {
    return type != null && type.isOpenType();
  }

  static boolean isGeo(@Nullable EdmPrimitiveTypeKind kind) {
    return kind != null && kind.name().startsWith("Geo");
  }

  /** Whether a value of {@code type} is a value of {@code target}. */
  static boolean isA(EdmType type, EdmType target) {
    if (sameName(type, target)) {
      return true;
    }
    EdmStructuredType structured = structured(type);
    return structured != null
        && type.getKind() == target.getKind()
        && structured.compatibleTo(target);
  }

  /** Whether an instance of one type can be an instance of the other. */
  static boolean related(EdmType one, EdmType other) {
    return isA(one, other) || isA(other, one);
  }

  static boolean sameName(EdmType one, EdmType other) {
    return one.getFullQualifiedName().equals(other.getFullQualifiedName());
  }

  static String name(EdmType type) {
    return type.getFullQualifiedName().getFullQualifiedNameAsString();
  }

  static String lower(String s) {
    return s.toLowerCase(Locale.ROOT);
  }
}
