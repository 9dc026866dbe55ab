package dev.edmund.model.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Geography and geometry values as text: GeoJSON objects, as a column holds them, and literals.
 *
 * <p>The canonical GeoJSON has no blanks, the type first, numbers in their shortest form, and a crs
 * object only where the coordinate system is not the default one of the type.
 */
public final class GeoText {
  /** Longitude and latitude on the earth as GPS measures it (CSDL, 7.2.6). */
  static final int GEOGRAPHY_SRID = 4326;

  private static final int GEOMETRY_SRID = 0;
  private static final Pattern LITERAL =
      Pattern.compile("(geography|geometry)'([^']*)'", Pattern.CASE_INSENSITIVE);

  private GeoText() {}

  /**
   * The canonical GeoJSON of a value.
   *
   * @param typeName the name of the Edm type, such as {@code GeographyPoint}
   * @param text a GeoJSON object, or a literal with or without its prefix and quotes
   * @throws IllegalArgumentException when the text is no value of the type; the message says what
   *     is expected
   */
  static String parse(String typeName, String text) {
    GeoJson.Read read =
        text.stripLeading().startsWith("{") ? GeoJson.read(text) : literal(typeName, text);
    String kind = typeName.substring(family(typeName).length());
    if (!kind.isEmpty() && !kind.equals(read.shape().kind().edmName())) {
      throw new IllegalArgumentException("expected a value of Edm." + typeName);
    }
    Integer told = read.srid();
    int srid = told == null ? defaultSrid(typeName) : told;
    read.shape().check(srid == GEOGRAPHY_SRID);
    return GeoJson.write(read.shape(), srid == defaultSrid(typeName) ? null : srid);
  }

  private static GeoJson.Read literal(String typeName, String text) {
    Matcher m = LITERAL.matcher(text);
    if (!m.matches()) {
      return WellKnownText.read(text);
    }
    if (!m.group(1).equalsIgnoreCase(family(typeName))) {
      throw new IllegalArgumentException("expected a value of Edm." + typeName);
    }
    return WellKnownText.read(m.group(2));
  }

  private static String family(String typeName) {
    return typeName.startsWith("Geography") ? "Geography" : "Geometry";
  }

  private static int defaultSrid(String typeName) {
    return typeName.startsWith("Geography") ? GEOGRAPHY_SRID : GEOMETRY_SRID;
  }

  /**
   * The coordinate system of a value, where it is not the one that the model gives.
   *
   * @param json the canonical GeoJSON
   */
  public static Optional<Integer> srid(String json) {
    return Optional.ofNullable(GeoJson.read(json).srid());
  }

  /**
   * A value as a literal without prefix and quotes, which is its text in URLs and {@code $value}.
   *
   * @param typeName the name of the Edm type
   * @param json the canonical GeoJSON
   * @param facet the SRID that the model gives, null for none or a variable one
   */
  public static String literal(String typeName, String json, @Nullable Integer facet) {
    GeoJson.Read read = GeoJson.read(json);
    Integer told = read.srid() == null ? facet : read.srid();
    return WellKnownText.write(read.shape(), told == null ? defaultSrid(typeName) : told);
  }

  /**
   * The name of the type that a value of an abstract type has.
   *
   * @param abstractName {@code Geography} or {@code Geometry}
   * @param json the canonical GeoJSON
   */
  public static String concreteType(String abstractName, String json) {
    return abstractName + GeoJson.read(json).shape().kind().edmName();
  }
}
