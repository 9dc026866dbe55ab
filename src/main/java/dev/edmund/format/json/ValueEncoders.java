package dev.edmund.format.json;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.GeoText;
import dev.edmund.plan.shape.Member;
import dev.edmund.sql.StoredBytes;
import dev.edmund.sql.StoredTime;
import dev.edmund.store.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.api.edm.geo.SRID;
import org.jspecify.annotations.Nullable;

/** The encoder for each kind of column (JSON Format, 7.1). */
final class ValueEncoders {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private ValueEncoders() {}

  static ValueEncoder of(Member.Value member, JsonOptions options) {
    boolean ieee754Compatible = options.ieee754Compatible();
    EdmType type = underlying(member.type());
    if (type.getKind() == EdmTypeKind.ENUM) {
      EnumNames names = EnumNames.of((EdmEnumType) type, options.evolvable());
      return bytes((value, out) -> out.string(names.name(value)));
    }
    return switch (member.columnType()) {
      case TEXT -> bytes((value, out) -> out.string(value));
      case GUID, DATE, TIME -> bytes((value, out) -> out.quoted(value));
      case GEO, JSON -> bytes((value, out) -> out.raw(value));
      case DATETIME -> dateTime(member.offset());
      case BOOLEAN -> bytes((value, out) -> out.raw(StoredBytes.isTrue(value) ? TRUE : FALSE));
      case INTEGER ->
          ieee754Compatible && type.getName().equals("Int64")
              ? bytes((value, out) -> out.quoted(value))
              : bytes((value, out) -> out.raw(value));
      case DECIMAL ->
          ieee754Compatible
              ? bytes((value, out) -> out.quoted(StoredBytes.decimal(value)))
              : bytes((value, out) -> out.raw(StoredBytes.decimal(value)));
      case DURATION ->
          bytes((value, out) -> out.quoted(duration(value).getBytes(StandardCharsets.US_ASCII)));
      case BINARY ->
          bytes((value, out) -> out.quoted(Base64.getUrlEncoder().withoutPadding().encode(value)));
      case DOUBLE -> floating(type.getName().equals("Single"));
    };
  }

  static EdmType underlying(EdmType type) {
    return type.getKind() == EdmTypeKind.DEFINITION
        ? ((EdmTypeDefinition) type).getUnderlyingType()
        : type;
  }

  private interface BytesEncoder {
    void write(byte[] value, JsonBuffer out);
  }

  private static ValueEncoder bytes(BytesEncoder encoder) {
    return (row, column, out) -> {
      byte[] value = row.bytes(column);
      if (value == null) {
        out.nullValue();
      } else {
        encoder.write(value, out);
      }
    };
  }

  private static ValueEncoder dateTime(int offset) {
    BytesEncoder utc = (value, out) -> out.raw('"').raw(value).raw('Z').raw('"');
    if (offset < 0) {
      return bytes(utc);
    }
    return (row, column, out) -> {
      byte[] value = row.bytes(column);
      byte[] minutes = value == null ? null : row.bytes(offset);
      if (value == null) {
        out.nullValue();
      } else if (minutes == null) {
        utc.write(value, out);
      } else {
        out.quoted(localTime(value, minutes).getBytes(StandardCharsets.US_ASCII));
      }
    };
  }

  private static String duration(byte[] value) {
    return Durations.text(
        new BigDecimal(new String(StoredBytes.decimal(value), StandardCharsets.US_ASCII)));
  }

  /** The driver's text of a floating point number is shortened, so the number itself is read. */
  private static ValueEncoder floating(boolean single) {
    return (row, column, out) -> {
      Object value = row.value(column);
      if (value == null) {
        out.nullValue();
      } else if (value instanceof Number number) {
        out.raw(Doubles.json(number.doubleValue(), single));
      } else {
        out.string(value.toString());
      }
    };
  }

  /** The value as the text of a literal, for URLs and {@code $value}; null for null. */
  static @Nullable String text(Row row, Member.Value member) {
    return text(row, member, false);
  }

  /** The same of an enumeration that may be one that evolves. */
  static @Nullable String text(Row row, Member.Value member, boolean evolvable) {
    byte[] value = row.bytes(member.column());
    if (value == null) {
      return null;
    }
    EdmType type = underlying(member.type());
    if (type.getKind() == EdmTypeKind.ENUM) {
      return new String(
          EnumNames.of((EdmEnumType) type, evolvable).name(value), StandardCharsets.UTF_8);
    }
    return switch (member.columnType()) {
      case TEXT, GUID, DATE, TIME, INTEGER, JSON -> new String(value, StandardCharsets.UTF_8);
      case GEO -> geoText(member, type, new String(value, StandardCharsets.US_ASCII));
      case DATETIME -> dateTimeText(row, member, value);
      case BOOLEAN -> StoredBytes.isTrue(value) ? "true" : "false";
      case DECIMAL -> new String(StoredBytes.decimal(value), StandardCharsets.US_ASCII);
      case DURATION -> duration(value);
      case BINARY -> Base64.getUrlEncoder().withoutPadding().encodeToString(value);
      case DOUBLE -> floatingText(row, member, type);
    };
  }

  private static String localTime(byte[] utc, byte @Nullable [] minutes) {
    int offset =
        minutes == null ? 0 : Integer.parseInt(new String(minutes, StandardCharsets.US_ASCII));
    return new StoredTime(new String(utc, StandardCharsets.US_ASCII), offset).text();
  }

  private static String dateTimeText(Row row, Member.Value member, byte[] value) {
    byte[] minutes = member.offset() < 0 ? null : row.bytes(member.offset());
    return localTime(value, minutes);
  }

  private static String geoText(Member.Value member, EdmType type, String json) {
    EdmProperty property = member.property();
    SRID facet = property == null ? null : property.getSrid();
    return GeoText.literal(type.getName(), json, facet == null ? null : fixed(facet));
  }

  private static @Nullable Integer fixed(SRID facet) {
    return facet.toString().equalsIgnoreCase("variable") ? null : Integer.valueOf(facet.toString());
  }

  private static String floatingText(Row row, Member.Value member, EdmType type) {
    Object value = row.value(member.column());
    return value instanceof Number number
        ? Doubles.text(number.doubleValue(), type.getName().equals("Single"))
        : String.valueOf(value);
  }

  /** The name of the type in {@code @odata.type} and context URLs. */
  static String typeName(EdmType type) {
    return type.getNamespace().equals("Edm")
        ? type.getName()
        : type.getFullQualifiedName().getFullQualifiedNameAsString();
  }

  /** Whether a reader of JSON knows the type without being told (JSON Format, 4.6.3). */
  static boolean isEvident(Member.Value member) {
    return member.columnType() == ColumnType.BOOLEAN
        || (member.columnType() == ColumnType.TEXT && member.type().getName().equals("String"))
        || (member.columnType() == ColumnType.DOUBLE && member.type().getName().equals("Double"));
  }
}
