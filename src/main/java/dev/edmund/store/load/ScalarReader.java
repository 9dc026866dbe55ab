package dev.edmund.store.load;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage.Scalar;
import dev.edmund.model.storage.Values;
import dev.edmund.sql.Dialect;
import java.math.BigDecimal;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Reads values of one property: the text becomes what the driver binds, within the facets. */
final class ScalarReader {
  private static final int SHOWN = 40;

  private final Scalar scalar;
  private final Dialect dialect;
  private final @Nullable Integer maxLength;
  private final @Nullable Integer precision;
  private final @Nullable Integer scale;

  ScalarReader(Scalar scalar, Dialect dialect) {
    this.scalar = scalar;
    this.dialect = dialect;
    EdmProperty property = scalar.property();
    Integer ownMaxLength = property.getMaxLength();
    Integer ownPrecision = property.getPrecision();
    Integer ownScale = fixedScale(property);
    if (scalar.type().getKind() == EdmTypeKind.DEFINITION) {
      EdmTypeDefinition definition = (EdmTypeDefinition) scalar.type();
      ownMaxLength = ownMaxLength == null ? definition.getMaxLength() : ownMaxLength;
      ownPrecision = ownPrecision == null ? definition.getPrecision() : ownPrecision;
      ownScale = ownScale == null ? definition.getScale() : ownScale;
    }
    this.maxLength = ownMaxLength;
    this.precision = ownPrecision;
    this.scale = ownScale;
  }

  /** Null where the scale is variable or, as in most real models, not given. */
  private static @Nullable Integer fixedScale(EdmProperty property) {
    if (property.getScale() != null) {
      return property.getScale();
    }
    String text = property.getScaleAsString();
    return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  /**
   * The value as the driver binds it.
   *
   * @throws IllegalArgumentException when the text is no value of the property; the message says
   *     what is expected
   */
  Object read(String text) {
    Object value;
    try {
      value = Values.parse(scalar.type(), text);
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      String found = "'" + shown(text) + "'";
      throw new IllegalArgumentException(
          reason.contains(found) ? reason : reason + ", found " + found, e);
    }
    check(value);
    return dialect.encode(scalar.column().type(), value);
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= SHOWN
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
  }

  private void check(Object value) {
    ColumnType type = scalar.column().type();
    switch (type) {
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
    int whole = Math.max(0, plain.precision() - plain.scale());
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
