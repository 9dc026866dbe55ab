package dev.edmund.request;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.jspecify.annotations.Nullable;

/** The lexical forms of primitive values without quotes or prefix (ABNF, 7). */
final class ValueForms {
  static final String GUID =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
  static final String DATE =
      "-?(?:0\\d{3}|[1-9]\\d{3,}+)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
  static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:\\.\\d{1,12})?)?";
  static final String NUMBER = "[+-]?\\d++(?:\\.\\d++)?(?:[eE][+-]?\\d++)?";
  private static final String NOT_FINITE = "NaN|-?INF";
  private static final Pattern YEAR_MONTH_DAY = Pattern.compile("(-?\\d++)-(\\d\\d)-(\\d\\d).*");
  private static final int LONGEST_YEAR = 9;

  private static final Map<EdmPrimitiveTypeKind, Pattern> FORMS = forms();
  private static final Map<EdmPrimitiveTypeKind, BigInteger[]> RANGES = ranges();

  private ValueForms() {}

  private static Map<EdmPrimitiveTypeKind, Pattern> forms() {
    Map<EdmPrimitiveTypeKind, Pattern> forms = new EnumMap<>(EdmPrimitiveTypeKind.class);
    forms.put(EdmPrimitiveTypeKind.Boolean, Pattern.compile("true|false"));
    forms.put(EdmPrimitiveTypeKind.Guid, Pattern.compile(GUID));
    forms.put(EdmPrimitiveTypeKind.Date, Pattern.compile(DATE));
    forms.put(EdmPrimitiveTypeKind.TimeOfDay, Pattern.compile(TIME));
    forms.put(
        EdmPrimitiveTypeKind.DateTimeOffset,
        Pattern.compile(DATE + "[Tt]" + TIME + "(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)"));
    forms.put(
        EdmPrimitiveTypeKind.Duration,
        Pattern.compile(
            "-?[Pp](?:\\d++[Dd])?(?:[Tt](?:\\d++[Hh])?(?:\\d++[Mm])?(?:\\d++(?:\\.\\d++)?[Ss])?)?"));
    forms.put(
        EdmPrimitiveTypeKind.Binary,
        Pattern.compile("(?:[\\w-]{4})*+(?:[\\w-]{2}[AEIMQUYcgkosw048]=?|[\\w-][AQgw](?:==)?)?"));
    forms.put(EdmPrimitiveTypeKind.Decimal, Pattern.compile(NUMBER + "|" + NOT_FINITE));
    forms.put(EdmPrimitiveTypeKind.Double, Pattern.compile(NUMBER + "|" + NOT_FINITE));
    forms.put(EdmPrimitiveTypeKind.Single, Pattern.compile(NUMBER + "|" + NOT_FINITE));
    Pattern integer = Pattern.compile("[+-]?\\d++");
    for (EdmPrimitiveTypeKind kind : TypeRules.INTEGERS) {
      forms.put(kind, integer);
    }
    return forms;
  }

  private static Map<EdmPrimitiveTypeKind, BigInteger[]> ranges() {
    Map<EdmPrimitiveTypeKind, BigInteger[]> ranges = new EnumMap<>(EdmPrimitiveTypeKind.class);
    ranges.put(EdmPrimitiveTypeKind.Byte, range(0, 255));
    ranges.put(EdmPrimitiveTypeKind.SByte, range(Byte.MIN_VALUE, Byte.MAX_VALUE));
    ranges.put(EdmPrimitiveTypeKind.Int16, range(Short.MIN_VALUE, Short.MAX_VALUE));
    ranges.put(EdmPrimitiveTypeKind.Int32, range(Integer.MIN_VALUE, Integer.MAX_VALUE));
    ranges.put(EdmPrimitiveTypeKind.Int64, range(Long.MIN_VALUE, Long.MAX_VALUE));
    return ranges;
  }

  private static BigInteger[] range(long low, long high) {
    return new BigInteger[] {BigInteger.valueOf(low), BigInteger.valueOf(high)};
  }

  /**
   * Whether the text is a value of the kind, as in a payload, an XML attribute or a key segment.
   */
  static boolean matches(EdmPrimitiveTypeKind kind, String text) {
    return normalize(kind, text) != null;
  }

  /**
   * The value in one spelling (upper-case duration, lower-case Guid, no leading plus), or null when
   * the text is not a value of the kind.
   */
  static @Nullable String normalize(EdmPrimitiveTypeKind kind, String text) {
    if (kind == EdmPrimitiveTypeKind.String) {
      return text;
    }
    if (EdmTypes.isGeo(kind)) {
      return kind == GeoForms.kind(text, kind.name().startsWith("Geography")) ? text : null;
    }
    Pattern form = FORMS.get(kind);
    if (form == null || !form.matcher(text).matches() || !inRange(kind, text)) {
      return null;
    }
    return switch (kind) {
      case Guid -> text.toLowerCase(Locale.ROOT);
      case DateTimeOffset, Duration ->
          isDuration(kind, text) ? text.toUpperCase(Locale.ROOT) : null;
      default -> text.startsWith("+") ? text.substring(1) : text;
    };
  }

  private static boolean isDuration(EdmPrimitiveTypeKind kind, String text) {
    char last = text.charAt(text.length() - 1);
    return kind != EdmPrimitiveTypeKind.Duration || "PpTt".indexOf(last) < 0;
  }

  private static boolean inRange(EdmPrimitiveTypeKind kind, String text) {
    BigInteger[] range = RANGES.get(kind);
    if (range != null) {
      // A longer text is out of range or written with idle zeros; neither is worth its arithmetic.
      return text.length() <= 40 && between(new BigInteger(text), range);
    }
    return (kind == EdmPrimitiveTypeKind.Date || kind == EdmPrimitiveTypeKind.DateTimeOffset)
        ? isDay(text)
        : true;
  }

  private static boolean between(BigInteger value, BigInteger[] range) {
    return value.compareTo(range[0]) >= 0 && value.compareTo(range[1]) <= 0;
  }

  private static boolean isDay(String text) {
    Matcher parts = YEAR_MONTH_DAY.matcher(text);
    if (!parts.matches() || parts.group(1).length() > LONGEST_YEAR) {
      return false;
    }
    try {
      return LocalDate.of(
                  Integer.parseInt(parts.group(1)),
                  Integer.parseInt(parts.group(2)),
                  Integer.parseInt(parts.group(3)))
              .getDayOfMonth()
          > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
