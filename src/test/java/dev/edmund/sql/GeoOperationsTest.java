package dev.edmund.sql;

import static dev.edmund.model.storage.ColumnType.BOOLEAN;
import static dev.edmund.model.storage.ColumnType.DOUBLE;
import static dev.edmund.model.storage.ColumnType.GEO;
import static dev.edmund.model.storage.ColumnType.INTEGER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.query.Operation;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The geo functions have the same results on both databases, to the last bit. */
final class GeoOperationsTest {
  private static final BothDatabases BOTH = open();

  private static BothDatabases open() {
    try {
      return new BothDatabases();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String same(
      Operation operation, ColumnType result, String one, long implied, String other, long also) {
    return same(
        new BothDatabases.Call(
            operation,
            List.of(GEO, INTEGER, GEO, INTEGER),
            List.of(one, implied, other, also),
            result));
  }

  private static String length(Operation operation, String line, long implied) {
    return same(
        new BothDatabases.Call(operation, List.of(GEO, INTEGER), List.of(line, implied), DOUBLE));
  }

  private static String same(BothDatabases.Call call) {
    String result = BOTH.onSqlite(call);
    assertEquals(result, BOTH.onPostgres(call), call::toString);
    return result;
  }

  private static String shape(String type, String coordinates) {
    return "{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}";
  }

  private static String in(String shape, int srid) {
    return shape.substring(0, shape.length() - 1)
        + ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:"
        + srid
        + "\"}}}";
  }

  @Property(tries = 1_500, shrinking = ShrinkingMode.BOUNDED)
  void distancesAreTheSame(@ForAll("places") String one, @ForAll("places") String other) {
    String from = shape("Point", one);
    String to = shape("Point", other);
    same(Operation.GEOGRAPHY_DISTANCE, DOUBLE, from, 4326, to, 4326);
    same(Operation.GEOMETRY_DISTANCE, DOUBLE, from, 0, to, 0);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void nearlyOppositePlacesAreTheSame(
      @ForAll("degrees") String latitude,
      @ForAll("littles") double north,
      @ForAll("littles") double east) {
    double start = Double.parseDouble(latitude);
    double end = Math.max(-90, Math.min(90, north - start));
    same(
        Operation.GEOGRAPHY_DISTANCE,
        DOUBLE,
        shape("Point", "[0," + latitude + "]"),
        4326,
        shape("Point", "[" + plain(180 - east) + "," + plain(end) + "]"),
        4326);
  }

  private static String plain(double number) {
    return new java.math.BigDecimal(number)
        .setScale(15, java.math.RoundingMode.HALF_UP)
        .toPlainString();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
  void lengthsAreTheSame(@ForAll("lines") List<String> positions) {
    String line = shape("LineString", "[" + String.join(",", positions) + "]");
    length(Operation.GEOGRAPHY_LENGTH, line, 4326);
    length(Operation.GEOMETRY_LENGTH, line, 0);
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.BOUNDED)
  void intersectionsAreTheSame(
      @ForAll("onGrid") String point, @ForAll("rings") List<List<String>> rings) {
    String polygon =
        shape(
            "Polygon",
            rings.stream()
                .map(r -> "[" + String.join(",", r) + "," + r.get(0) + "]")
                .collect(Collectors.joining(",", "[", "]")));
    same(Operation.GEOGRAPHY_INTERSECTS, BOOLEAN, shape("Point", point), 4326, polygon, 4326);
    same(Operation.GEOMETRY_INTERSECTS, BOOLEAN, shape("Point", point), 0, polygon, 0);
  }

  @Provide
  Arbitrary<String> degrees() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-90, 90).ofScale(15).map(GeoOperationsTest::plain),
        Arbitraries.integers().between(-90, 90).map(Object::toString),
        Arbitraries.of("0", "90", "-90", "1E-29", "1E-31", "0.000000001"));
  }

  @Provide
  Arbitrary<Double> littles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1, 1).ofScale(15),
        Arbitraries.doubles().between(-1e-9, 1e-9).ofScale(15));
  }

  @Provide
  Arbitrary<String> places() {
    Arbitrary<String> longitudes =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(-180, 180).ofScale(15).map(GeoOperationsTest::plain),
            Arbitraries.integers().between(-720, 720).map(Object::toString),
            Arbitraries.of("1E-29", "1E+30", "-1E-400", "1E+400", "1E-150", "3E+149", "2E+150"));
    Arbitrary<String> latitudes =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(20, degrees()),
            net.jqwik.api.Tuple.of(1, Arbitraries.of("90.0000001", "-1E+200", "1E-320")));
    return Combinators.combine(longitudes, latitudes).as((x, y) -> "[" + x + "," + y + "]");
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return places().list().ofMinSize(2).ofMaxSize(12);
  }

  /** A few places only, so that borders and corners are hit. */
  @Provide
  Arbitrary<String> onGrid() {
    Arbitrary<String> numbers =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-5, 5).map(Object::toString),
            Arbitraries.integers().between(-50, 50).map(n -> n + "E-1"),
            Arbitraries.of("355", "-361"));
    return Combinators.combine(numbers, numbers).as((x, y) -> "[" + x + "," + y + "]");
  }

  @Provide
  Arbitrary<List<List<String>>> rings() {
    return onGrid().list().ofMinSize(3).ofMaxSize(7).list().ofMinSize(1).ofMaxSize(2);
  }

  private static String inside(Operation operation, String point, String rings) {
    return same(operation, BOOLEAN, shape("Point", point), 0, shape("Polygon", rings), 0);
  }

  @Test
  void aPolygonHasItsBorderAndNotItsHoles() {
    String rings = "[[[0,0],[9,0],[9,3],[0,3],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]";
    for (Operation operation :
        List.of(Operation.GEOMETRY_INTERSECTS, Operation.GEOGRAPHY_INTERSECTS)) {
      assertEquals("true", inside(operation, "[0.5,0.5]", rings));
      assertEquals("true", inside(operation, "[4,1]", rings));
      assertEquals("true", inside(operation, "[9,0]", rings));
      assertEquals("true", inside(operation, "[0,1.1]", rings));
      assertEquals("true", inside(operation, "[1,1.5]", rings));
      assertEquals("false", inside(operation, "[1.5,1.5]", rings));
      assertEquals("false", inside(operation, "[9.00000000000000000001,1]", rings));
      assertEquals("false", inside(operation, "[-1,0]", rings));
      // Three tenths of the way, which no binary number can say.
      String triangle = "[[[0,0],[0.9,0.3],[0,9],[0,0]]]";
      assertEquals("true", inside(operation, "[0.3,0.1]", triangle));
      assertEquals("false", inside(operation, "[0.3,0.09999999999999999999]", triangle));
    }
  }

  @Test
  void onTheEarthALongitudeIsTheSameAfterATurn() {
    String rings = "[[[170,0],[190,0],[190,10],[170,10],[170,0]]]";
    assertEquals("true", inside(Operation.GEOGRAPHY_INTERSECTS, "[-175,5]", rings));
    assertEquals("true", inside(Operation.GEOGRAPHY_INTERSECTS, "[185,5]", rings));
    assertEquals("false", inside(Operation.GEOGRAPHY_INTERSECTS, "[165,5]", rings));
    assertEquals("false", inside(Operation.GEOMETRY_INTERSECTS, "[-175,5]", rings));
  }

  @Test
  void distancesInAPlaneAreThoseOfPythagoras() {
    String start = shape("Point", "[0.1,0.1]");
    assertEquals(
        "0.5", same(Operation.GEOMETRY_DISTANCE, DOUBLE, start, 0, shape("Point", "[0.4,0.5]"), 0));
    assertEquals(
        "7.0", length(Operation.GEOMETRY_LENGTH, shape("LineString", "[[0,0],[3,4,7],[3,6]]"), 0));
  }

  @Test
  void coordinateSystemsMustBeTheSame() {
    String one = shape("Point", "[0,0]");
    String other = shape("Point", "[3,4]");
    Operation distance = Operation.GEOMETRY_DISTANCE;
    assertEquals("5.0", same(distance, DOUBLE, one, 3857, in(other, 3857), 0));
    assertEquals("null", same(distance, DOUBLE, one, 0, in(other, 3857), 0));
    assertEquals("5.0", same(distance, DOUBLE, one, -1, in(other, 3857), 0));
    assertEquals("5.0", same(distance, DOUBLE, one, 1, other, -1));
    Operation earth = Operation.GEOGRAPHY_DISTANCE;
    assertEquals("null", same(earth, DOUBLE, in(one, 4269), 4326, in(other, 4269), 4326));
    assertEquals(
        "null", length(Operation.GEOGRAPHY_LENGTH, shape("LineString", "[[0,0],[0,1]]"), 1));
    String polygon = shape("Polygon", "[[[0,0],[1,0],[1,1],[0,0]]]");
    Operation intersects = Operation.GEOGRAPHY_INTERSECTS;
    assertEquals("true", same(intersects, BOOLEAN, in(one, 4269), 0, in(polygon, 4269), 0));
    assertEquals("null", same(intersects, BOOLEAN, one, 4326, in(polygon, 4269), 4326));
  }

  @Test
  void otherKindsOfShapesHaveNoResult() {
    String point = shape("Point", "[0,0]");
    String many = shape("MultiPoint", "[[0,0],[0,1]]");
    String all = "{\"type\":\"GeometryCollection\",\"geometries\":[" + point + "]}";
    for (String other : List.of(many, all, shape("MultiPolygon", "[]"))) {
      assertEquals("null", same(Operation.GEOGRAPHY_DISTANCE, DOUBLE, point, 4326, other, 4326));
      assertEquals("null", same(Operation.GEOMETRY_DISTANCE, DOUBLE, other, 0, point, 0));
      assertEquals("null", same(Operation.GEOMETRY_INTERSECTS, BOOLEAN, point, 0, other, 0));
      assertEquals("null", length(Operation.GEOGRAPHY_LENGTH, other, 4326));
      assertEquals("null", length(Operation.GEOMETRY_LENGTH, other, 0));
    }
  }
}
