package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shapes as in literals: {@code SRID=4326;Point(142.1 64.1)} (ABNF, 7). */
final class WellKnownText {
  private static final Pattern SRID = Pattern.compile("(?i)SRID=(\\d{1,6});");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]++");
  private static final Pattern NUMBER = Pattern.compile("[^ ,()]++");
  private static final int DEEPEST = 20;

  private final String text;
  private final Matcher matcher;
  private int pos;

  private WellKnownText(String text) {
    this.text = text;
    this.matcher = SRID.matcher(text);
  }

  static GeoJson.Read read(String text) {
    WellKnownText in = new WellKnownText(text);
    String head = in.match(SRID);
    Integer srid =
        head == null ? null : Integer.valueOf(head.substring("SRID=".length(), head.length() - 1));
    GeoShape shape = in.shape(0);
    if (in.pos < text.length()) {
      throw malformed();
    }
    return new GeoJson.Read(shape, srid);
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "expected GeoJSON or well-known text such as SRID=4326;Point(142.1 64.1)");
  }

  private @Nullable String match(Pattern pattern) {
    matcher.usePattern(pattern).region(pos, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    pos = matcher.end();
    return matcher.group();
  }

  private boolean accept(char c) {
    boolean found = pos < text.length() && text.charAt(pos) == c;
    pos += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw malformed();
    }
  }

  private GeoShape shape(int depth) {
    String word = match(WORD);
    if (word == null || depth > DEEPEST) {
      throw malformed();
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "point" -> point();
      case "linestring" -> coordinates(GeoShape.Kind.LINE_STRING);
      case "polygon" -> coordinates(GeoShape.Kind.POLYGON);
      case "multipoint" -> coordinates(GeoShape.Kind.MULTI_POINT);
      case "multilinestring" -> coordinates(GeoShape.Kind.MULTI_LINE_STRING);
      case "multipolygon" -> coordinates(GeoShape.Kind.MULTI_POLYGON);
      case "collection", "geometrycollection" -> collection(depth);
      default -> throw malformed();
    };
  }

  private GeoShape collection(int depth) {
    List<GeoShape> parts = new ArrayList<>();
    expect('(');
    if (!accept(')')) {
      do {
        parts.add(shape(depth + 1));
      } while (accept(','));
      expect(')');
    }
    return new GeoShape(GeoShape.Kind.COLLECTION, List.of(), parts);
  }

  private GeoShape point() {
    expect('(');
    GeoShape point = position();
    expect(')');
    return point;
  }

  private GeoShape coordinates(GeoShape.Kind kind) {
    List<GeoShape> parts = new ArrayList<>();
    expect('(');
    if (!accept(')')) {
      do {
        parts.add(part(kind));
      } while (accept(','));
      expect(')');
    }
    return new GeoShape(kind, List.of(), parts);
  }

  /** Positions stand bare in lines and rings, and in parentheses in a MultiPoint. */
  private GeoShape part(GeoShape.Kind whole) {
    GeoShape.Kind part = whole.part();
    if (part != GeoShape.Kind.POINT) {
      return coordinates(part);
    }
    return whole == GeoShape.Kind.MULTI_POINT ? point() : position();
  }

  private GeoShape position() {
    List<String> numbers = new ArrayList<>();
    do {
      String number = match(NUMBER);
      numbers.add(GeoNumbers.canonical(number == null ? "" : number));
    } while (accept(' '));
    return new GeoShape(GeoShape.Kind.POINT, numbers, List.of());
  }

  static String write(GeoShape shape, int srid) {
    StringBuilder out = new StringBuilder(64).append("SRID=").append(srid).append(';');
    write(shape, out);
    return out.toString();
  }

  private static void write(GeoShape shape, StringBuilder out) {
    out.append(shape.kind().text());
    switch (shape.kind()) {
      case POINT -> out.append('(').append(String.join(" ", shape.position())).append(')');
      case COLLECTION -> {
        String separator = "(";
        for (GeoShape part : shape.parts()) {
          write(part, out.append(separator));
          separator = ",";
        }
        out.append(shape.parts().isEmpty() ? "()" : ")");
      }
      default -> coordinates(shape, out);
    }
  }

  private static void coordinates(GeoShape shape, StringBuilder out) {
    out.append('(');
    String separator = "";
    for (GeoShape part : shape.parts()) {
      out.append(separator);
      if (part.kind() != GeoShape.Kind.POINT) {
        coordinates(part, out);
      } else if (shape.kind() == GeoShape.Kind.MULTI_POINT) {
        out.append('(').append(String.join(" ", part.position())).append(')');
      } else {
        out.append(String.join(" ", part.position()));
      }
      separator = ",";
    }
    out.append(')');
  }
}
