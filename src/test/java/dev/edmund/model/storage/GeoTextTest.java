package dev.edmund.model.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Geo values as GeoJSON and as literals (JSON Format, 7.1; ABNF, 7). */
final class GeoTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Point|SRID=4326;Point(142.10 64.1)|{\"type\":\"Point\",\"coordinates\":[142.1,64.1]}",
        "Point|SRID=4326;Point(1 2 3 4)|{\"type\":\"Point\",\"coordinates\":[1,2,3,4]}",
        "LineString|SRID=4326;LineString(0 0,1 1)"
            + "|{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}",
        "Polygon|SRID=4326;Polygon((0 0,9 0,9 9,0 0),(1 1,2 1,2 2,1 1))"
            + "|{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}",
        "MultiPoint|SRID=4326;MultiPoint((0 0),(1 1))"
            + "|{\"type\":\"MultiPoint\",\"coordinates\":[[0,0],[1,1]]}",
        "MultiPoint|SRID=4326;MultiPoint()|{\"type\":\"MultiPoint\",\"coordinates\":[]}",
        "MultiLineString|SRID=4326;MultiLineString((0 0,1 1),(2 2,3 3))"
            + "|{\"type\":\"MultiLineString\",\"coordinates\":[[[0,0],[1,1]],[[2,2],[3,3]]]}",
        "MultiPolygon|SRID=4326;MultiPolygon(((0 0,9 0,9 9,0 0)))"
            + "|{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[9,0],[9,9],[0,0]]]]}",
        "Collection|SRID=4326;GeometryCollection(Point(1 2),LineString(0 0,1 1))"
            + "|{\"type\":\"GeometryCollection\",\"geometries\":["
            + "{\"type\":\"Point\",\"coordinates\":[1,2]},"
            + "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}]}",
      })
  void literalsAndGeoJsonSayTheSame(String kind, String literal, String json) {
    String type = "Geography" + kind;
    assertEquals(json, GeoText.parse(type, literal));
    assertEquals(json, GeoText.parse(type, "geography'" + literal + "'"));
    assertEquals(json, GeoText.parse(type, json));
    assertEquals(json, GeoText.parse("Geography", " " + json.replace(",", " , ")));
    assertEquals(json, GeoText.parse(type, GeoText.literal(type, json, null)));
    assertEquals(type, GeoText.concreteType("Geography", json));
  }

  @ParameterizedTest
  @CsvSource({
    "0.10, 0.1",
    "-0.0, 0",
    "1e3, 1000",
    "1E-3, 0.001",
    "+5, 5",
    "123456789012345678901234567890.5, 123456789012345678901234567890.5",
    "1e30, 1E+30",
  })
  void numbersAreExactAndShort(String written, String canonical) {
    assertEquals(
        "{\"type\":\"Point\",\"coordinates\":[" + canonical + ",1]}",
        GeoText.parse("GeometryPoint", "SRID=0;Point(" + written + " 1)"));
  }

  @Test
  void theCoordinateSystemIsToldWhereItIsNotTheDefault() {
    String crs = ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}}}";
    String point = "{\"type\":\"Point\",\"coordinates\":[1,2]";
    assertEquals(point + crs, GeoText.parse("GeometryPoint", "SRID=3857;Point(1 2)"));
    assertEquals(point + crs, GeoText.parse("GeometryPoint", point + crs));
    assertEquals(point + "}", GeoText.parse("GeometryPoint", "SRID=0;Point(1 2)"));
    assertEquals(point + "}", GeoText.parse("GeographyPoint", point + crs.replace("3857", "4326")));
    assertEquals(Optional.of(3857), GeoText.srid(point + crs));
    assertEquals(Optional.empty(), GeoText.srid(point + "}"));
    assertEquals("SRID=3857;Point(1 2)", GeoText.literal("GeometryPoint", point + crs, 0));
    assertEquals("SRID=25832;Point(1 2)", GeoText.literal("GeometryPoint", point + "}", 25832));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GeographyPoint|SRID=4326;LineString(0 0,1 1)",
        "GeographyPoint|SRID=4326;Point(1)",
        "GeographyPoint|SRID=4326;Point(1 2 3 4 5)",
        "GeographyPoint|SRID=4326;Point(1 91)",
        "GeographyPoint|SRID=4326;Point(1 NaN)",
        "GeographyPoint|SRID=4326;Point(1 2)x",
        "GeographyPoint|geometry'SRID=0;Point(1 2)'",
        "GeographyPoint|Point",
        "GeographyPoint|1 2",
        "GeographyPoint|{\"type\":\"Point\",\"coordinates\":[1]}",
        "GeographyPoint|{\"type\":\"Point\",\"coordinates\":[\"1\",\"2\"]}",
        "GeographyPoint|{\"type\":\"Point\",\"coordinates\":[[1,2]]}",
        "GeographyPoint|{\"type\":\"Point\"}",
        "GeographyPoint|{\"type\":\"Point\",\"coordinates\":[1,2]",
        "GeographyPoint|{\"type\":\"Ring\",\"coordinates\":[1,2]}",
        "GeographyPoint|{\"type\":\"Point\",\"coordinates\":[1,2],\"crs\":{\"type\":\"link\"}}",
        "GeographyLineString|SRID=4326;LineString(0 0)",
        "GeographyPolygon|SRID=4326;Polygon((0 0,9 0,9 9,1 1))",
        "GeographyPolygon|SRID=4326;Polygon((0 0,9 0,0 0))",
        "GeographyPolygon|{\"type\":\"Polygon\",\"coordinates\":[]}",
        "GeographyMultiPolygon|SRID=4326;MultiPolygon(((0 0,9 0,9 9,1 1)))",
        "GeographyCollection|SRID=4326;GeometryCollection(Point(1))",
      })
  void whatIsNoShapeIsRefused(String type, String text) {
    assertThrows(IllegalArgumentException.class, () -> GeoText.parse(type, text));
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "GeometryCollection(".repeat(5_000) + "Point(1 2)" + ")".repeat(5_000);
    assertThrows(IllegalArgumentException.class, () -> GeoText.parse("Geometry", "SRID=0;" + deep));
    String json =
        "{\"type\":\"GeometryCollection\",\"geometries\":[".repeat(5_000) + "]}".repeat(5_000);
    assertThrows(IllegalArgumentException.class, () -> GeoText.parse("Geometry", json));
  }
}
