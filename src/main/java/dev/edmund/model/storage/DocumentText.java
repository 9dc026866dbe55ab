package dev.edmund.model.storage;

import java.math.BigDecimal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How values stand in the JSON of a {@linkplain PropertyStorage.Document document}, so that they
 * compare, sort and come out as they do in columns.
 *
 * <ul>
 *   <li>An object has its properties in the order they came in. A null is left out, except among
 *       the items of a collection.
 *   <li>{@code "@type"} in front names the type where it is not the declared one; {@code
 *       "name@type"} in front of a dynamic property names its type (qualified, also {@code
 *       Edm.String}; {@code Collection(…)} for collections), unless it is {@code Edm.String} or
 *       {@code Edm.Boolean}.
 *   <li>Booleans, integers and the numbers of enumerations are JSON's own; so are floating-point
 *       numbers, but for {@code "INF"}, {@code "-INF"} and {@code "NaN"}.
 *   <li>Decimals, and the seconds of durations, are strings without an exponent and without zeros
 *       at the end of the fraction.
 *   <li>A point in time is UTC as in a column, with {@code +minutes} or {@code -minutes} behind
 *       where it came with an offset: {@code "2025-03-01T06:15:00.25+120"}.
 *   <li>Dates, times, Guids and strings are as in columns, binary values and streams are base64url
 *       without padding, geography and geometry their GeoJSON objects.
 * </ul>
 */
public final class DocumentText {
  private DocumentText() {}

  /**
   * What stands between the quotes, or by itself where {@link #isQuoted} is false.
   *
   * @param value as {@link Values} makes it
   * @param offset the minutes from UTC of a point in time; null for none
   */
  public static String text(ColumnType type, Object value, @Nullable Integer offset) {
    return switch (type) {
      case DECIMAL, DURATION -> plain((BigDecimal) value);
      case DATETIME -> offset == null ? value.toString() : value + signed(offset);
      case BINARY -> Base64.getUrlEncoder().withoutPadding().encodeToString((byte[]) value);
      case DOUBLE -> floating((Double) value);
      case BOOLEAN, INTEGER, TEXT, GUID, DATE, TIME, GEO, JSON -> value.toString();
    };
  }

  /** Whether the text is a JSON string. */
  public static boolean isQuoted(ColumnType type, Object value) {
    return switch (type) {
      case BOOLEAN, INTEGER, GEO, JSON -> false;
      case DOUBLE -> !Double.isFinite((Double) value);
      case DECIMAL, DURATION, DATETIME, BINARY, TEXT, GUID, DATE, TIME -> true;
    };
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String signed(int offset) {
    return offset < 0 ? Integer.toString(offset) : "+" + offset;
  }

  private static String floating(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return Double.isInfinite(value) ? value > 0 ? "INF" : "-INF" : Double.toString(value);
  }
}
