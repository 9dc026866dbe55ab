package dev.edmund.request.payload;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Values;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** Reads values of one primitive or enumeration type, within the facets of one property. */
public final class ValueReader {
  private static final int SHOWN = 40;

  private final EdmType type;
  private final ColumnType columnType;
  private final @Nullable Integer maxLength;
  private final @Nullable Integer precision;
  private final @Nullable Integer scale;

  /**
   * A reader of values of a declared type.
   *
   * @param property whose facets hold; null for a dynamic property, which has none
   */
  public ValueReader(EdmType declared, @Nullable EdmProperty property) {
    this.type = isStream(declared) ? binary() : declared;
    this.columnType = Objects.requireNonNull(ColumnTypes.of(type));
    Integer ownMaxLength = property == null ? null : property.getMaxLength();
    Integer ownPrecision = property == null ? null : property.getPrecision();
    Integer ownScale = property == null ? null : fixedScale(property);
    if (type.getKind() == EdmTypeKind.DEFINITION) {
      EdmTypeDefinition definition = (EdmTypeDefinition) type;
      ownMaxLength = ownMaxLength == null ? definition.getMaxLength() : ownMaxLength;
      ownPrecision = ownPrecision == null ? definition.getPrecision() : ownPrecision;
      ownScale = ownScale == null ? definition.getScale() : ownScale;
    }
    this.maxLength = ownMaxLength;
    this.precision = ownPrecision;
    this.scale = ownScale;
  }

  private static boolean isStream(EdmType type) {
    return type.getKind() == EdmTypeKind.PRIMITIVE && type.getName().equals("Stream");
  }

  /** Where a stream has no table of its own, it is its bytes. */
  private static EdmType binary() {
    return EdmPrimitiveTypeFactory.getInstance(EdmPrimitiveTypeKind.Binary);
  }

  /** Null where the scale is variable or, as in most real models, not given. */
  private static @Nullable Integer fixedScale(EdmProperty property) {
    if (property.getScale() != null) {
      return property.getScale();
    }
    String text = property.getScaleAsString();
    return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  public ColumnType columnType() {
    return columnType;
  }

  public @Nullable Integer maxLength() {
    return maxLength;
  }

  /**
   * The value that a JSON value stands for, as {@link Values} makes it.
   *
   * @throws IllegalArgumentException when it is none of the type; the message says what is expected
   */
  public Object read(JsonValue value) {
    return read(text(value));
  }

  /**
   * The text of a JSON value of the right kind.
   *
   * @throws IllegalArgumentException when a value of the type is written otherwise
   */
  public String text(JsonValue value) {
    String expected = value.is(JsonValue.Kind.CELL) ? "" : expected(value);
    if (!expected.isEmpty()) {
      throw new IllegalArgumentException("expected " + expected);
    }
    return value.is(JsonValue.Kind.OBJECT) ? JsonText.of(value) : value.text();
  }

  /** Which kind of JSON value a type is written as (JSON Format, 7.1); empty when it is. */
  private String expected(JsonValue value) {
    boolean number = value.is(JsonValue.Kind.NUMBER);
    boolean string = value.is(JsonValue.Kind.STRING);
    boolean isEnum = type.getKind() == EdmTypeKind.ENUM;
    return switch (columnType) {
      case BOOLEAN -> value.is(JsonValue.Kind.BOOLEAN) ? "" : "true or false";
      case INTEGER ->
          string || (number && !isEnum)
              ? ""
              : isEnum ? "the name of a member in quotes" : "a number";
      // With IEEE754Compatible there are clients that put all numbers into quotes.
      case DOUBLE, DECIMAL -> number || string ? "" : "a number";
      case GEO -> value.is(JsonValue.Kind.OBJECT) ? "" : "a GeoJSON object";
      case TEXT, GUID, DATETIME, DATE, TIME, DURATION, BINARY, JSON -> string ? "" : "a string";
    };
  }

  /**
   * The value that a text stands for, as {@link Values} makes it.
   *
   * @throws IllegalArgumentException when it is none of the type, or breaks a facet
   */
  public Object read(String text) {
    Object value;
    try {
      value = Values.parse(type, text);
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      String found = "'" + shown(text) + "'";
      throw new IllegalArgumentException(
          reason.contains(found) ? reason : reason + ", found " + found, e);
    }
    check(value);
    return value;
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
  }

  private void check(Object value) {
    switch (columnType) {
      case TEXT -> length(((String) value).codePointCount(0, ((String) value).length()));
      case BINARY -> length(((byte[]) value).length);
      case DECIMAL -> digits((BigDecimal) value);
      case DATETIME, TIME -> fraction(fractionDigits((String) value));
      case DURATION -> fraction(Math.max(0, ((BigDecimal) value).stripTrailingZeros().scale()));
      case BOOLEAN, INTEGER, DOUBLE, GUID, DATE, GEO, JSON -> {}
    }
  }

  private void length(int length) {
    if (maxLength != null && length > maxLength) {
      throw new IllegalArgumentException(
          "longer than MaxLength " + maxLength + " (" + length + ")");
    }
  }

  private void digits(BigDecimal value) {
    BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    int fraction = Math.max(0, plain.scale());
    if (scale != null && fraction > scale) {
      throw new IllegalArgumentException(
          "more fractional digits than Scale " + scale + " (" + value + ")");
    }
    int whole = plain.signum() == 0 ? 0 : Math.max(0, plain.precision() - plain.scale());
    int most = precision == null ? Integer.MAX_VALUE : precision - (scale == null ? 0 : scale);
    if ((scale == null ? whole + fraction : whole) > most) {
      throw new IllegalArgumentException(
          "more digits than Precision " + precision + " allows (" + value + ")");
    }
  }

  private static int fractionDigits(String canonical) {
    int point = canonical.indexOf('.');
    return point < 0 ? 0 : canonical.length() - point - 1;
  }

  private void fraction(int digits) {
    if (precision != null && digits > precision) {
      throw new IllegalArgumentException(
          "more fractional digits of a second than Precision " + precision);
    }
  }
}
