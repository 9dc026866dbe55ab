package dev.edmund.request;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.jspecify.annotations.Nullable;

/** The well-known text of geo values: {@code SRID=0;Point(142.1 64.1)}. */
final class GeoForms {
  private static final Pattern SRID = Pattern.compile("(?i)SRID=\\d{1,5};");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]++");
  private static final String NUMBER = "(?:[+-]?\\d++(?:\\.\\d++)?(?:[eE][+-]?\\d++)?|NaN|-?INF)";
  private static final Pattern POSITION =
      Pattern.compile(NUMBER + " " + NUMBER + "(?: " + NUMBER + "){0,2}");
  private static final int DEEPEST = 20;

  private final Matcher matcher;
  private final String text;
  private int pos;

  private GeoForms(String text) {
    this.text = text;
    this.matcher = SRID.matcher(text);
  }

  /** The type of the value, or null when the text is none. */
  static @Nullable EdmPrimitiveTypeKind kind(String text, boolean geography) {
    GeoForms forms = new GeoForms(text);
    if (!forms.match(SRID)) {
      return null;
    }
    String shape = forms.shape(0);
    return shape == null || forms.pos < text.length()
        ? null
        : EdmPrimitiveTypeKind.valueOf((geography ? "Geography" : "Geometry") + shape);
  }

  private boolean match(Pattern pattern) {
    matcher.usePattern(pattern).region(pos, text.length());
    boolean found = matcher.lookingAt();
    pos = found ? matcher.end() : pos;
    return found;
  }

  private boolean accept(char c) {
    boolean found = pos < text.length() && text.charAt(pos) == c;
    pos += found ? 1 : 0;
    return found;
  }

  private @Nullable String shape(int depth) {
    int start = pos;
    if (depth > DEEPEST || !match(WORD)) {
      return null;
    }
    return switch (text.substring(start, pos).toLowerCase(Locale.ROOT)) {
      case "point" -> line(1, 1) ? "Point" : null;
      case "linestring" -> line(2, Integer.MAX_VALUE) ? "LineString" : null;
      case "polygon" -> list(false, 1) ? "Polygon" : null;
      case "multipoint" -> list(true, 1) ? "MultiPoint" : null;
      case "multilinestring" -> list(true, 1) ? "MultiLineString" : null;
      case "multipolygon" -> list(true, 2) ? "MultiPolygon" : null;
      case "geometrycollection" -> shapes(depth) ? "Collection" : null;
      default -> null;
    };
  }

  private boolean shapes(int depth) {
    if (!accept('(')) {
      return false;
    }
    do {
      if (shape(depth + 1) == null) {
        return false;
      }
    } while (accept(','));
    return accept(')');
  }

  private boolean line(int least, int most) {
    int count = 0;
    if (!accept('(')) {
      return false;
    }
    do {
      if (!match(POSITION)) {
        return false;
      }
      count++;
    } while (accept(','));
    return count >= least && count <= most && accept(')');
  }

  private boolean list(boolean mayBeEmpty, int levels) {
    if (!accept('(')) {
      return false;
    }
    if (mayBeEmpty && accept(')')) {
      return true;
    }
    do {
      if (!(levels == 1 ? line(1, Integer.MAX_VALUE) : list(false, levels - 1))) {
        return false;
      }
    } while (accept(','));
    return accept(')');
  }
}
