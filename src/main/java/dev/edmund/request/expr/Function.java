package dev.edmund.request.expr;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The canonical functions (Part 2, 5.1.1.5 and following), by their name in a URL. */
public enum Function {
  CONCAT("concat"),
  CONTAINS("contains"),
  ENDSWITH("endswith"),
  INDEXOF("indexof"),
  LENGTH("length"),
  STARTSWITH("startswith"),
  SUBSTRING("substring"),
  HASSUBSET("hassubset"),
  HASSUBSEQUENCE("hassubsequence"),
  MATCHES_PATTERN("matchesPattern"),
  TOLOWER("tolower"),
  TOUPPER("toupper"),
  TRIM("trim"),
  DATE("date"),
  DAY("day"),
  FRACTIONAL_SECONDS("fractionalseconds"),
  HOUR("hour"),
  MAX_DATE_TIME("maxdatetime"),
  MIN_DATE_TIME("mindatetime"),
  MINUTE("minute"),
  MONTH("month"),
  NOW("now"),
  SECOND("second"),
  TIME("time"),
  TOTAL_OFFSET_MINUTES("totaloffsetminutes"),
  TOTAL_SECONDS("totalseconds"),
  YEAR("year"),
  CEILING("ceiling"),
  FLOOR("floor"),
  ROUND("round"),
  GEO_DISTANCE("geo.distance"),
  GEO_INTERSECTS("geo.intersects"),
  GEO_LENGTH("geo.length"),
  CASE("case"),
  ISDEFINED("isdefined");

  private static final Map<String, Function> BY_NAME =
      Stream.of(values()).collect(Collectors.toMap(f -> f.text.toLowerCase(Locale.ROOT), f -> f));

  private final String text;

  Function(String text) {
    this.text = text;
  }

  /** The name in a URL. */
  public String text() {
    return text;
  }

  /** The function of that name in any case (4.01), or null. */
  public static @Nullable Function named(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }
}
