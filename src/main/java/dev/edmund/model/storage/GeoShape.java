package dev.edmund.model.storage;

import java.util.List;

/**
 * A geography or geometry.
 *
 * @param position the coordinates of a point, as text; empty for every other kind
 * @param parts what the shape is made of: positions as points, lines as line strings, polygons as
 *     polygons, or the shapes of a collection
 */
record GeoShape(Kind kind, List<String> position, List<GeoShape> parts) {
  GeoShape {
    position = List.copyOf(position);
    parts = List.copyOf(parts);
  }

  /** What there is, by the names of GeoJSON (RFC 7946, 1.4). */
  enum Kind {
    POINT("Point"),
    LINE_STRING("LineString"),
    /** One ring of a polygon, which is no shape by itself. */
    RING("Ring"),
    POLYGON("Polygon"),
    MULTI_POINT("MultiPoint"),
    MULTI_LINE_STRING("MultiLineString"),
    MULTI_POLYGON("MultiPolygon"),
    COLLECTION("GeometryCollection");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    /** What the shape is made of. */
    Kind part() {
      return switch (this) {
        case LINE_STRING, RING, MULTI_POINT -> POINT;
        case POLYGON -> RING;
        case MULTI_LINE_STRING -> LINE_STRING;
        case MULTI_POLYGON -> POLYGON;
        case POINT, COLLECTION -> throw new IllegalStateException("No parts of one kind");
      };
    }

    /** The part of the name of an Edm type behind Geography or Geometry. */
    String edmName() {
      return this == COLLECTION ? "Collection" : text;
    }
  }

  /**
   * Checks what its parts do not tell.
   *
   * @param earth whether the positions are longitude and latitude in degrees
   * @throws IllegalArgumentException when the shape is none
   */
  void check(boolean earth) {
    switch (kind) {
      case POINT -> {
        require(
            position.size() >= 2 && position.size() <= 4, "expected a position of 2 to 4 numbers");
        require(
            !earth || isLatitude(position.get(1)), "a latitude, the second number, is -90 to 90");
      }
      case LINE_STRING ->
          require(parts.size() >= 2, "expected at least two positions in a LineString");
      case RING -> {
        require(parts.size() >= 4, "expected at least four positions in a ring of a Polygon");
        require(
            parts.get(0).equals(parts.get(parts.size() - 1)),
            "expected a ring of a Polygon to end where it begins");
      }
      case POLYGON -> require(!parts.isEmpty(), "expected a Polygon to have a ring");
      case MULTI_POINT, MULTI_LINE_STRING, MULTI_POLYGON, COLLECTION -> {}
    }
    parts.forEach(part -> part.check(earth));
  }

  private static boolean isLatitude(String number) {
    return Math.abs(Double.parseDouble(number)) <= 90;
  }

  private static void require(boolean holds, String reason) {
    if (!holds) {
      throw new IllegalArgumentException(reason);
    }
  }
}
