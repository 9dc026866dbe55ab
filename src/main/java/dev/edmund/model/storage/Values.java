package dev.edmund.model.storage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a value, as it stands in a literal, a JSON string or a CSV cell, into the value
 * a column holds.
 *
 * <p>The Java type follows from the column type: Boolean, Long, Double, BigDecimal (decimals, and
 * the seconds of a duration), String (text, Guid, and date and time in the canonical form of {@link
 * ColumnType}), byte[].
 */
public final class Values {
  private static final Pattern DURATION =
      Pattern.compile(
          "([+-]?)P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d{1,12})?)S)?)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
  private static final int MAX_DIGITS = 400;
  private static final int MAX_INTEGER_DIGITS = 30;

  /** So many characters of an integer are a long whatever they are. */
  private static final int ALWAYS_LONG = 18;

  private static final int GUID_LENGTH = 36;

  private Values() {}

  /**
   * The value that a text stands for.
   *
   * @throws IllegalArgumentException when the text is no value of the type; the message says what
   *     is expected
   */
  public static Object parse(EdmType type, String text) {
    if (type.getKind() == EdmTypeKind.ENUM) {
      return enumeration((EdmEnumType) type, text);
    }
    if (type.getKind() == EdmTypeKind.DEFINITION) {
      return parse(((EdmTypeDefinition) type).getUnderlyingType(), text);
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      throw new IllegalArgumentException("values of " + type.getName() + " are not stored");
    }
    try {
      return switch (columnType) {
        case BOOLEAN -> bool(text);
        case INTEGER -> integer(type.getName(), text);
        case DOUBLE -> floating(type.getName(), text);
        case DECIMAL -> decimal(text);
        case TEXT -> text(text);
        case GUID -> guid(text);
        case DATETIME -> DateTimes.utc(text);
        case DATE -> DateTimes.date(text);
        case TIME -> DateTimes.time(text);
        case DURATION -> duration(text);
        case BINARY -> binary(text);
        case GEO -> GeoText.parse(type.getName(), text);
        case JSON -> throw new IllegalStateException("No primitive type is stored as JSON");
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("expected a value of Edm." + type.getName(), e);
    }
  }

  /**
   * A moment as {@link #parse} makes it of its text.
   *
   * @param type a point in time, a date or a time of day, the latter two in UTC
   */
  public static String moment(EdmType type, Instant moment) {
    return switch (type.getName()) {
      case "Date" -> LocalDate.ofInstant(moment, ZoneOffset.UTC).toString();
      case "TimeOfDay" -> DateTimes.time(LocalTime.ofInstant(moment, ZoneOffset.UTC));
      default -> moment(moment);
    };
  }

  /** A point in time of the years 0001 to 9999, as {@link #parse} makes it of its text. */
  public static String moment(Instant moment) {
    return DateTimes.utc(moment);
  }

  /**
   * The offset that the text of a point in time has.
   *
   * @return the minutes from UTC; null for none, {@code Z} or {@code +00:00}
   * @throws IllegalArgumentException when the text is no point in time
   */
  public static @Nullable Integer offset(String text) {
    return DateTimes.offset(text);
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  private static Long integer(String typeName, String text) {
    requireInteger(text);
    boolean isLong = text.length() <= ALWAYS_LONG;
    BigInteger large = isLong ? BigInteger.ZERO : new BigInteger(text);
    long value = isLong ? Long.parseLong(text) : large.longValue();
    boolean fits =
        switch (typeName) {
          case "Byte" -> value >= 0 && value <= 255;
          case "SByte" -> value == (byte) value;
          case "Int16" -> value == (short) value;
          case "Int32" -> value == (int) value;
          default -> true;
        };
    if (!fits || large.bitLength() >= Long.SIZE) {
      throw new IllegalArgumentException("out of the range of Edm." + typeName);
    }
    return value;
  }

  /** By hand: most values of a load are numbers and keys. */
  private static void requireInteger(String text) {
    int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    int digits = text.length() - first;
    boolean right = digits > 0 && digits <= MAX_INTEGER_DIGITS;
    for (int i = first; right && i < text.length(); i++) {
      char c = text.charAt(i);
      right = c >= '0' && c <= '9';
    }
    if (!right) {
      throw new NumberFormatException(text);
    }
  }

  private static Double floating(String typeName, String text) {
    return switch (text) {
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> finite(typeName, number(DECIMAL, text));
    };
  }

  private static double finite(String typeName, String text) {
    // The shortest text of a Single is kept, so that 0.1 stays 0.1 in a column of doubles.
    double value =
        typeName.equals("Single")
            ? Double.parseDouble(Float.toString(Float.parseFloat(text)))
            : Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("out of the range of Edm." + typeName);
    }
    // Columns do not tell the two zeros apart, and nor do comparisons.
    return value == 0 ? 0 : value;
  }

  /** Java's own parsers also take other digits, hexadecimal, suffixes and blanks. */
  private static String number(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return text;
  }

  private static BigDecimal decimal(String text) {
    BigDecimal value = new BigDecimal(number(DECIMAL, text));
    if (value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS) {
      throw new IllegalArgumentException("a decimal has at most " + MAX_DIGITS + " digits");
    }
    return value;
  }

  /**
   * U+0000 is refused: one database cannot store it and the other stops reading at it. Half of a
   * surrogate pair is no character and has no form in UTF-8.
   */
  private static String text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        throw new IllegalArgumentException("the character U+0000 is not allowed");
      }
      if (Character.isSurrogate(c)) {
        i++;
        if (Character.isLowSurrogate(c)
            || i == text.length()
            || !Character.isLowSurrogate(text.charAt(i))) {
          throw new IllegalArgumentException(
              "half of a surrogate pair, without the other one, is no character");
        }
      }
    }
    return text;
  }

  private static String guid(String text) {
    boolean right = text.length() == GUID_LENGTH;
    for (int i = 0; right && i < GUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      right = dash ? text.charAt(i) == '-' : HexFormat.isHexDigit(text.charAt(i));
    }
    if (!right) {
      throw new IllegalArgumentException("expected a Guid");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static BigDecimal duration(String text) {
    Matcher m = DURATION.matcher(text);
    if (text.length() > MAX_DIGITS || !m.matches() || text.endsWith("P") || text.endsWith("T")) {
      throw new IllegalArgumentException("expected a duration such as P1DT2H3M4.5S");
    }
    BigDecimal seconds =
        part(m.group(2), 86_400)
            .add(part(m.group(3), 3_600))
            .add(part(m.group(4), 60))
            .add(part(m.group(5), 1));
    return m.group(1).equals("-") ? seconds.negate() : seconds;
  }

  private static BigDecimal part(@Nullable String digits, int seconds) {
    return digits == null
        ? BigDecimal.ZERO
        : new BigDecimal(digits).multiply(BigDecimal.valueOf(seconds));
  }

  /** Both the URL-safe alphabet of OData and the standard one, padded or not. */
  private static byte[] binary(String text) {
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected base64url", e);
    }
  }

  private static long enumValue(EdmEnumType type, String number) {
    try {
      return integer(type.getUnderlyingType().getName(), number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "out of the range of " + type.getUnderlyingType().getFullQualifiedName(), e);
    }
  }

  /** The number, or member names separated by commas. */
  private static Long enumeration(EdmEnumType type, String text) {
    long value = 0;
    for (String part : text.split(",", -1)) {
      String name = part.trim();
      var member = type.getMember(name);
      if (member != null) {
        value |= Long.parseLong(member.getValue());
      } else if (name.matches("[+-]?\\d{1,19}")) {
        value |= enumValue(type, name);
      } else {
        throw new IllegalArgumentException(
            "'" + name + "' is no member of " + type.getFullQualifiedName());
      }
      if (!type.isFlags() && text.indexOf(',') >= 0) {
        throw new IllegalArgumentException("expected one member of " + type.getFullQualifiedName());
      }
    }
    return value;
  }
}
