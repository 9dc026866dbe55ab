package dev.edmund.spec;

import java.util.List;
import java.util.Random;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/** JSON values of primitive types: remarkable ones, and some that are equal to each other. */
record RandomJson(Random random) {
  private String any(String... values) {
    return values[random.nextInt(values.length)];
  }

  private String quoted(String... values) {
    return "\"" + any(values) + "\"";
  }

  /** Null for types that have no value here. */
  @Nullable String value(String type, EdmProperty property) {
    return switch (type) {
      case "Boolean" -> any("true", "false");
      case "Byte" -> any("0", "1", "7", "255");
      case "SByte" -> any("0", "-1", "127", "-128");
      case "Int16" -> any("0", "-1", "7", "32767", "-32768");
      case "Int32" -> any("0", "1", "-1", "7", "100", "2147483647", "-2147483648");
      case "Int64" ->
          any("0", "1", "-7", "9007199254740993", "9223372036854775807", "-9223372036854775808");
      case "Decimal" -> decimal(property);
      case "Double" ->
          any(
              "0",
              "-0.0",
              "1.5",
              "0.1",
              "-2.5",
              "1e300",
              "4.9e-324",
              "1e15",
              "123456789.125",
              "\"NaN\"",
              "\"INF\"",
              "\"-INF\"");
      case "Single" -> any("0", "1.5", "0.1", "-1e-40", "3e38", "16777217", "\"NaN\"", "\"INF\"");
      case "String" -> text(property);
      case "Guid" ->
          quoted(
              "00000000-0000-0000-0000-000000000000",
              "01234567-89ab-cdef-0123-456789abcdef",
              "FFFFFFFF-ffff-ffff-ffff-ffffffffffff",
              "80000000-0000-0000-8000-000000000000");
      case "Date" -> quoted("0001-01-01", "2024-02-29", "1969-12-31", "9999-12-31", "2025-03-01");
      case "TimeOfDay" ->
          quoted(
              "00:00:00", "08:15:00", "23:59:59", precision(property) > 0 ? "12:30:01.5" : "12:30");
      case "DateTimeOffset" -> moment(precision(property));
      case "Duration" ->
          precision(property) > 0
              ? quoted("PT0S", "P1D", "-PT1.5S", "PT0.000001S", "P1DT2H3M4S", "-P99999D")
              : quoted("PT0S", "P1D", "-PT1S", "PT24H", "P1DT2H3M4S", "-P99999D");
      case "Binary", "Stream" -> quoted("", "AA", "_w8", "AQID_-8");
      case "GeographyPoint", "Geography" ->
          "{\"type\":\"Point\",\"coordinates\":[" + random.nextInt(9) + ".5,64.1]}";
      case "Untyped" -> any("5", "\"x\"", "{\"a\":[1,\"two\",{\"b\":null}],\"c\":12.5}", "[1,2]");
      default -> null;
    };
  }

  private static int precision(EdmProperty property) {
    Integer precision = property.getPrecision();
    return precision == null ? 0 : precision;
  }

  private String moment(int precision) {
    String fraction = precision == 0 ? "" : "." + any("5", "25", "123456789012").substring(0, 1);
    return quoted(
            "0001-01-01T00:00:00#Z",
            "2024-02-29T12:00:00#Z",
            "2024-02-29T17:30:00#+05:30",
            "2025-03-01T08:15:00#+02:00",
            "1969-12-31T23:59:59#Z",
            "2025-03-01T23:30:00#-05:30",
            "9999-12-31T23:59:59#Z")
        .replace("#", random.nextBoolean() ? fraction : "");
  }

  private String decimal(EdmProperty property) {
    Integer scale = property.getScale();
    boolean variable = scale == null || (property.getPrecision() == null && scale > 0);
    int digits = scale == null ? 0 : scale;
    if (digits == 38) {
      return any("0", "0.00000000000000000000000000000000000001", "-0.5", "0.1");
    }
    if (digits > 0 || (variable && scale == null)) {
      return any("0", "1.5", "-2.5", "1.1", "12345678901234.5", "-0.1", "100");
    }
    return any("0", "1", "-7", "100", "9007199254740993", "-5");
  }

  private String text(EdmProperty property) {
    Integer length = property.getMaxLength();
    if (length != null && length < 20) {
      return quoted("", "a", "Z", property.isUnicode() ? "ä" : "9");
    }
    List<String> plain = List.of("", "a", "A", "abc", "Abc ", " x", "it's", "100%", "a_b", "Z");
    List<String> others =
        List.of("ä", "Ä", "ß", "İ", "ı", "é", "e\u0301", "𝄞", "\uFFFD", "🚀 x", "Ǆ", "ŉ", "Ω");
    boolean ascii = !property.isUnicode() || random.nextBoolean();
    List<String> all = ascii ? plain : others;
    return quoted(all.get(random.nextInt(all.size())));
  }
}
