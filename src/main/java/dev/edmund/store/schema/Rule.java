package dev.edmund.store.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.PropertyStorage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a property allows in its column, beyond what the column's type says (CSDL XML 4.01, 7.2).
 *
 * @param type the name of the primitive type, of an enumeration that of its underlying type
 * @param required whether it may not be null
 * @param scale null where it is variable or not given
 * @param members the numbers of an enumeration's members by name; empty for other types
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Rule(
    String type,
    boolean required,
    @Nullable Integer maxLength,
    @Nullable Integer precision,
    @Nullable Integer scale,
    @Nullable Map<String, Long> members,
    boolean flags) {

  static Rule of(PropertyStorage.Scalar scalar, boolean required) {
    EdmProperty property = scalar.property();
    Integer maxLength = property.getMaxLength();
    Integer precision = property.getPrecision();
    Integer scale = fixedScale(property);
    EdmType type = scalar.type();
    if (type.getKind() == EdmTypeKind.DEFINITION) {
      EdmTypeDefinition definition = (EdmTypeDefinition) type;
      maxLength = maxLength == null ? definition.getMaxLength() : maxLength;
      precision = precision == null ? definition.getPrecision() : precision;
      scale = scale == null ? definition.getScale() : scale;
      type = definition.getUnderlyingType();
    }
    if (type.getKind() != EdmTypeKind.ENUM) {
      return new Rule(type.getName(), required, maxLength, precision, scale, null, false);
    }
    EdmEnumType enumeration = (EdmEnumType) type;
    Map<String, Long> members = new LinkedHashMap<>();
    enumeration
        .getMemberNames()
        .forEach(name -> members.put(name, Long.valueOf(enumeration.getMember(name).getValue())));
    String underlying = enumeration.getUnderlyingType().getName();
    return new Rule(underlying, required, null, null, null, members, enumeration.isFlags());
  }

  private static @Nullable Integer fixedScale(EdmProperty property) {
    if (property.getScale() != null) {
      return property.getScale();
    }
    String text = property.getScaleAsString();
    return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
  }

  /** What this allows less than another rule for the same type of column; empty if nothing. */
  Optional<String> narrowed(Rule was) {
    List<String> limits = new ArrayList<>();
    if (!range().map(now -> was.range().filter(now::holds).isPresent()).orElse(true)) {
      limits.add("the range of Edm." + type);
    }
    if (type.equals("Single") && !was.type.equals("Single")) {
      limits.add("Edm.Single");
    }
    if (less(maxLength, was.maxLength)) {
      limits.add("MaxLength " + maxLength);
    }
    if (less(whole(), was.whole()) || (!isNumber() && less(precision, was.precision))) {
      limits.add("Precision " + precision);
    }
    if (less(scale, was.scale)) {
      limits.add("Scale " + scale);
    }
    if (members != null && (was.members == null || !members.values().containsAll(was.numbers()))) {
      limits.add("the members of the enumeration");
    }
    return limits.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", limits));
  }

  private java.util.Collection<Long> numbers() {
    return members == null ? List.of() : members.values();
  }

  private boolean isNumber() {
    return type.equals("Decimal");
  }

  /** Most digits before the point, or of the whole number where the scale is variable. */
  private @Nullable Integer whole() {
    return !isNumber() || precision == null
        ? null
        : Integer.valueOf(precision - (scale == null ? 0 : scale));
  }

  private static boolean less(@Nullable Integer now, @Nullable Integer was) {
    return now != null && (was == null || now < was);
  }

  private record Range(long from, long to) {
    boolean holds(Range other) {
      return from <= other.from && other.to <= to;
    }
  }

  private Optional<Range> range() {
    return switch (type) {
      case "Byte" -> Optional.of(new Range(0, 255));
      case "SByte" -> Optional.of(new Range(Byte.MIN_VALUE, Byte.MAX_VALUE));
      case "Int16" -> Optional.of(new Range(Short.MIN_VALUE, Short.MAX_VALUE));
      case "Int32" -> Optional.of(new Range(Integer.MIN_VALUE, Integer.MAX_VALUE));
      default -> Optional.empty();
    };
  }

  /**
   * Whether a value is allowed.
   *
   * @param value as {@link dev.edmund.model.storage.Values} makes it
   */
  boolean admits(ColumnType column, Object value) {
    return switch (column) {
      case TEXT -> isShort(((String) value).codePointCount(0, ((String) value).length()));
      case BINARY -> isShort(((byte[]) value).length);
      case DECIMAL -> hasDigits(((BigDecimal) value).stripTrailingZeros());
      case DATETIME, TIME -> isFraction(fraction((String) value));
      case DURATION -> isFraction(((BigDecimal) value).stripTrailingZeros().scale());
      case INTEGER -> isInteger((Long) value);
      case DOUBLE -> !type.equals("Single") || isSingle((Double) value);
      case BOOLEAN, GUID, DATE, GEO, JSON -> true;
    };
  }

  private boolean isShort(int length) {
    return maxLength == null || length <= maxLength;
  }

  private boolean hasDigits(BigDecimal value) {
    int fraction = Math.max(0, value.scale());
    int before = value.signum() == 0 ? 0 : Math.max(0, value.precision() - value.scale());
    Integer most = whole();
    return (scale == null || fraction <= scale)
        && (most == null || (scale == null ? before + fraction : before) <= most);
  }

  private boolean isFraction(int digits) {
    return precision == null || digits <= precision;
  }

  private static int fraction(String canonical) {
    int point = canonical.indexOf('.');
    return point < 0 ? 0 : canonical.length() - point - 1;
  }

  private boolean isInteger(long value) {
    if (members == null) {
      return range().map(r -> r.holds(new Range(value, value))).orElse(true);
    }
    return flags
        ? (value & ~members.values().stream().reduce(0L, (a, b) -> a | b)) == 0
        : members.containsValue(value);
  }

  /** As they are stored: the shortest text of a Single as a double. */
  private static boolean isSingle(double value) {
    return Double.compare(Double.parseDouble(Float.toString((float) value)), value) == 0;
  }
}
