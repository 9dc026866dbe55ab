package dev.edmund.sql;

import dev.edmund.sql.GeoCoordinates.Position;
import dev.edmund.sql.SqliteFunctions.ScalarFunction;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The geo functions (Part 2, 5.1.1.13), as {@code postgres-geo.sql} has them for PostgreSQL.
 *
 * <p>The arguments are stored GeoJSON, each with the coordinate system of texts that name none, or
 * -1 where that is not known and taken for the right one. There is no result for values of another
 * kind, of different coordinate systems, or out of range.
 */
final class SqliteGeo {
  private static final long ANY = -1;
  private static final long WGS_84 = 4326;
  private static final BigDecimal TURN = BigDecimal.valueOf(360);
  private static final BigDecimal HALF_TURN = BigDecimal.valueOf(180);
  private static final BigDecimal POLE = BigDecimal.valueOf(90);

  /** Less of a degree is nothing. */
  private static final BigDecimal NOTHING = new BigDecimal("1e-30");

  private static final BigDecimal GREATEST_SQUARE = new BigDecimal("1e300");
  private static final BigDecimal LEAST_SQUARE = new BigDecimal("1e-300");

  private SqliteGeo() {}

  static List<ScalarFunction> all() {
    return List.of(
        new ScalarFunction("edmund_geography_distance", 4, a -> distance(a, true)),
        new ScalarFunction("edmund_geometry_distance", 4, a -> distance(a, false)),
        new ScalarFunction("edmund_geography_length", 2, a -> length(a, true)),
        new ScalarFunction("edmund_geometry_length", 2, a -> length(a, false)),
        new ScalarFunction("edmund_geography_intersects", 4, a -> intersects(a, true)),
        new ScalarFunction("edmund_geometry_intersects", 4, a -> intersects(a, false)));
  }

  private static @Nullable Object distance(List<Object> arguments, boolean earth) {
    GeoCoordinates one = read(arguments, 0, "Point");
    GeoCoordinates other = read(arguments, 2, "Point");
    if (one == null || other == null || (earth ? !isEarth(arguments) : !isOne(arguments))) {
      return null;
    }
    return metres(one.lines().get(0).get(0), other.lines().get(0).get(0), earth);
  }

  private static @Nullable Object length(List<Object> arguments, boolean earth) {
    GeoCoordinates line = read(arguments, 0, "LineString");
    if (line == null || (earth && !isEarth(arguments))) {
      return null;
    }
    List<Position> positions = line.lines().get(0);
    double sum = 0;
    for (int i = 1; i < positions.size(); i++) {
      Double part = metres(positions.get(i - 1), positions.get(i), earth);
      if (part == null) {
        return null;
      }
      sum += part;
    }
    return sum;
  }

  private static @Nullable Object intersects(List<Object> arguments, boolean earth) {
    GeoCoordinates point = read(arguments, 0, "Point");
    GeoCoordinates polygon = read(arguments, 2, "Polygon");
    if (point == null || polygon == null || !isOne(arguments)) {
      return null;
    }
    Position position = point.lines().get(0).get(0);
    return isInside(earth ? turned(position, polygon) : position, polygon) ? 1L : 0L;
  }

  private static @Nullable GeoCoordinates read(List<Object> arguments, int index, String type) {
    GeoCoordinates value = GeoCoordinates.read(arguments.get(index).toString());
    return value.type().equals(type) ? value : null;
  }

  private static long srid(List<Object> arguments, int index) {
    return GeoCoordinates.srid(
        arguments.get(index).toString(), ((Number) arguments.get(index + 1)).longValue());
  }

  private static boolean isEarth(List<Object> arguments) {
    for (int i = 0; i < arguments.size(); i += 2) {
      long srid = srid(arguments, i);
      if (srid != WGS_84 && srid != ANY) {
        return false;
      }
    }
    return true;
  }

  /** Whether both coordinate systems are the same one. */
  private static boolean isOne(List<Object> arguments) {
    long one = srid(arguments, 0);
    long other = srid(arguments, 2);
    return one == other || one == ANY || other == ANY;
  }

  private static @Nullable Double metres(Position one, Position other, boolean earth) {
    if (!earth) {
      return straight(one.x().subtract(other.x()), one.y().subtract(other.y()));
    }
    if (one.y().abs().compareTo(POLE) > 0 || other.y().abs().compareTo(POLE) > 0) {
      return null;
    }
    BigDecimal between = one.x().subtract(other.x()).abs().remainder(TURN);
    return Geodesic.metres(
        degrees(one.y()),
        degrees(other.y()),
        degrees(between.compareTo(HALF_TURN) > 0 ? TURN.subtract(between) : between));
  }

  private static double degrees(BigDecimal number) {
    return number.abs().compareTo(NOTHING) < 0 ? 0 : number.doubleValue();
  }

  private static @Nullable Double straight(BigDecimal x, BigDecimal y) {
    BigDecimal square = x.multiply(x).add(y.multiply(y));
    if (square.compareTo(GREATEST_SQUARE) > 0) {
      return null;
    }
    return square.compareTo(LEAST_SQUARE) < 0 ? 0 : Math.sqrt(square.doubleValue());
  }

  /** The same place with a longitude that is not west of the polygon, by less than a turn. */
  private static Position turned(Position point, GeoCoordinates polygon) {
    BigDecimal west =
        polygon.lines().stream()
            .flatMap(List::stream)
            .map(Position::x)
            .reduce(BigDecimal::min)
            .orElseThrow();
    BigDecimal east = point.x().subtract(west).remainder(TURN).add(TURN).remainder(TURN);
    return new Position(west.add(east), point.y());
  }

  /** Exact, because the coordinates are decimals; the border is part of the polygon. */
  private static boolean isInside(Position point, GeoCoordinates polygon) {
    boolean inside = false;
    for (List<Position> ring : polygon.lines()) {
      for (int i = 1; i < ring.size(); i++) {
        Position from = ring.get(i - 1);
        Position to = ring.get(i);
        int side = side(point, from, to);
        if (side == 0
            && isBetween(point.x(), from.x(), to.x())
            && isBetween(point.y(), from.y(), to.y())) {
          return true;
        }
        boolean up = to.y().compareTo(from.y()) > 0;
        boolean crosses = from.y().compareTo(point.y()) > 0 != to.y().compareTo(point.y()) > 0;
        inside ^= crosses && side < 0 == up;
      }
    }
    return inside;
  }

  /** Less than 0 on the left of an edge, more on the right, 0 in line with it. */
  private static int side(Position point, Position from, Position to) {
    BigDecimal one = point.x().subtract(from.x()).multiply(to.y().subtract(from.y()));
    BigDecimal other = point.y().subtract(from.y()).multiply(to.x().subtract(from.x()));
    return one.compareTo(other);
  }

  private static boolean isBetween(BigDecimal value, BigDecimal one, BigDecimal other) {
    return value.compareTo(one.min(other)) >= 0 && value.compareTo(one.max(other)) <= 0;
  }
}
