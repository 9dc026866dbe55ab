package dev.edmund.request.payload;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** The types that names in data files stand for, and those of values that come without one. */
public final class DynamicTypes {
  private static final Pattern COLLECTION = Pattern.compile("Collection\\((.*)\\)");
  private static final String EDM = "Edm.";
  private static final String COMPLEX = EDM + "ComplexType";

  private final Edm edm;

  public DynamicTypes(Edm edm) {
    this.edm = edm;
  }

  /**
   * The type that a dynamic property is said to have (JSON Format 4.01, 4.6.3).
   *
   * @param text {@code #Shop.Size}, {@code #Collection(Edm.Date)}, {@code Int64}; of a URL what
   *     stands behind the {@code #}
   * @throws IllegalArgumentException when it is no type that a property can have
   */
  public ValueType named(String text) {
    String name = text.substring(text.lastIndexOf('#') + 1);
    Matcher m = COLLECTION.matcher(name);
    boolean collection = m.matches();
    String item = collection ? Objects.requireNonNull(m.group(1)) : name;
    if (item.equals("Untyped") || item.equals(EDM + "Untyped")) {
      return ValueType.untyped(collection);
    }
    EdmType type = type(item);
    if (type == null) {
      throw new IllegalArgumentException("'" + item + "' is no type that a property can have");
    }
    return ValueType.dynamic(type, collection);
  }

  private @Nullable EdmType type(String name) {
    int dot = name.lastIndexOf('.');
    boolean builtIn = dot < 0 || name.startsWith(EDM);
    if (builtIn) {
      EdmPrimitiveTypeKind kind = EdmPrimitiveTypeKind.getByName(name.substring(dot + 1));
      // A stream has its bytes elsewhere, which a dynamic property has no place for.
      return kind == null || kind == EdmPrimitiveTypeKind.Stream
          ? null
          : EdmPrimitiveTypeFactory.getInstance(kind);
    }
    if (dot == 0 || dot == name.length() - 1) {
      return null;
    }
    FullQualifiedName full = new FullQualifiedName(name.substring(0, dot), name.substring(dot + 1));
    EdmType type = edm.getComplexType(full);
    type = type == null ? edm.getEnumType(full) : type;
    return type == null ? edm.getTypeDefinition(full) : type;
  }

  /**
   * The complex type that an instance says it has.
   *
   * @throws IllegalArgumentException when it is neither the declared type nor derived from it
   */
  public EdmComplexType derived(EdmComplexType declared, String text) {
    String name = text.substring(text.lastIndexOf('#') + 1);
    EdmType type = type(name);
    for (EdmComplexType t = complex(type); t != null; t = t.getBaseType()) {
      if (t.getFullQualifiedName().equals(declared.getFullQualifiedName()) || isAny(declared)) {
        return Objects.requireNonNull(complex(type));
      }
    }
    throw new IllegalArgumentException(
        "'" + name + "' is not " + declared.getFullQualifiedName() + " or derived from it");
  }

  private @Nullable EdmComplexType complex(@Nullable EdmType type) {
    return type == null ? null : edm.getComplexType(type.getFullQualifiedName());
  }

  /** Whether values of all complex types may stand where this type is declared. */
  public static boolean isAny(EdmComplexType type) {
    return type.getFullQualifiedName().toString().equals(COMPLEX);
  }

  /**
   * The type of a value that comes without one. A number is an Edm.Double (JSON Format 4.01,
   * 4.6.3), but one with digits that this would lose is an Edm.Decimal.
   */
  public ValueType of(JsonValue value) {
    return switch (value.kind()) {
      case BOOLEAN -> primitive(EdmPrimitiveTypeKind.Boolean);
      case STRING, CELL -> primitive(EdmPrimitiveTypeKind.String);
      case NUMBER ->
          primitive(
              isDouble(value.text()) ? EdmPrimitiveTypeKind.Double : EdmPrimitiveTypeKind.Decimal);
      case OBJECT, NULL -> ValueType.untyped(false);
      case ARRAY -> items(value);
    };
  }

  private static ValueType primitive(EdmPrimitiveTypeKind kind) {
    return ValueType.dynamic(EdmPrimitiveTypeFactory.getInstance(kind), false);
  }

  /** Items that all are of one primitive type have it, all others are untyped. */
  private ValueType items(JsonValue array) {
    Set<String> kinds = new HashSet<>();
    boolean numbers = true;
    ValueType last = ValueType.untyped(false);
    for (JsonValue item : array.items()) {
      if (!item.is(JsonValue.Kind.NULL)) {
        ValueType type = item.is(JsonValue.Kind.ARRAY) ? ValueType.untyped(false) : of(item);
        numbers &= item.is(JsonValue.Kind.NUMBER);
        kinds.add(type.name());
        last = type;
      }
    }
    if (numbers && kinds.size() == 2) {
      last = primitive(EdmPrimitiveTypeKind.Decimal);
    } else if (kinds.size() != 1) {
      last = ValueType.untyped(false);
    }
    return new ValueType(last.type(), true, null);
  }

  private static boolean isDouble(String text) {
    double value = Double.parseDouble(text);
    return Double.isFinite(value)
        && new BigDecimal(text).compareTo(new BigDecimal(Double.toString(value))) == 0;
  }
}
