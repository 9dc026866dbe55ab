package dev.edmund.spec;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.jspecify.annotations.Nullable;

/** What can be compared with each other, with literals that are remarkable. */
enum ValueKind {
  NUMBER(
      "0",
      "1",
      "-1",
      "2",
      "7",
      "10",
      "255",
      "-32768",
      "2147483647",
      "9223372036854775807",
      "-9223372036854775808",
      "9007199254740993",
      "9007199254740993.0",
      "0.1",
      "1.5",
      "-2.5",
      "1.10",
      "1e3",
      "-0.0",
      "12345678901234.5678",
      "99999999999999999999999999999999999999",
      "0.00000000000000000000000000000000000001",
      "1E-3",
      "3.4e38",
      "1.7976931348623157e308",
      "4.9e-324",
      "INF",
      "-INF",
      "NaN"),
  TEXT(
      "''",
      "'a'",
      "'A'",
      "' '",
      "'ä'",
      "'Ä'",
      "'ß'",
      "'İ'",
      "'é'",
      "'e\u0301'",
      "'𝄞'",
      "'\uFFFD'",
      "'it''s'",
      "'%'",
      "'_'",
      "'\\'",
      "'a%'",
      "'*'",
      "'Z'",
      "'z'",
      "'~'",
      "'🚀 \" '",
      "'\n'"),
  BOOLEAN("true", "false"),
  GUID(
      "00000000-0000-0000-0000-000000000000",
      "01234567-89ab-cdef-0123-456789abcdef",
      "01234567-89AB-CDEF-0123-456789ABCDEF",
      "ffffffff-ffff-ffff-ffff-ffffffffffff"),
  DATE("0001-01-01", "2024-02-29", "2000-02-29", "1969-12-31", "2025-03-01", "9999-12-31"),
  MOMENT(
      "0001-01-01T00:00:00Z",
      "2024-02-29T12:00:00Z",
      "2024-02-29T12:00:00.5Z",
      "2025-03-01T06:15:00.25+02:00",
      "1969-12-31T23:59:59.999Z",
      "2025-03-01T23:30:00-05:30",
      "9999-12-31T23:59:59.999999999999Z"),
  TIME("00:00:00", "08:15", "08:15:00.1", "12:00:00", "23:59:59", "23:59:59.999999999999"),
  DURATION(
      "duration'PT0S'",
      "duration'P1D'",
      "duration'PT24H'",
      "duration'-PT1S'",
      "duration'PT0.5S'",
      "duration'P1DT2H3M4S'",
      "duration'-PT0.000000000001S'",
      "duration'P99999DT23H59M59.999999999999S'"),
  BINARY("binary''", "binary'AA'", "binary'AQID_-8'", "binary'_w8'"),
  ENUM,
  GEO,
  OTHER;

  @SuppressWarnings("ImmutableEnumChecker") // An unmodifiable list.
  private final List<String> literals;

  ValueKind(String... literals) {
    this.literals = List.of(literals);
  }

  List<String> literals() {
    return literals;
  }

  /** The kind of the values of a primitive type; null for other types. */
  static @Nullable ValueKind of(@Nullable EdmType type) {
    if (type instanceof EdmEnumType) {
      return ENUM;
    }
    if (type instanceof EdmTypeDefinition definition) {
      return of(definition.getUnderlyingType());
    }
    if (type == null || !type.getNamespace().equals("Edm")) {
      return null;
    }
    String name = type.getName();
    return switch (name) {
      case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Double", "Single" -> NUMBER;
      case "String" -> TEXT;
      case "Boolean" -> BOOLEAN;
      case "Guid" -> GUID;
      case "Date" -> DATE;
      case "DateTimeOffset" -> MOMENT;
      case "TimeOfDay" -> TIME;
      case "Duration" -> DURATION;
      case "Binary" -> BINARY;
      default -> name.startsWith("Geo") ? GEO : OTHER;
    };
  }
}
