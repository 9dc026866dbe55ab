package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 40-ADV: geo functions in {@code $filter} and {@code $orderby} (Part 2, 5.1.1.13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeoFunctionsTest {
  private static final String BERLIN = "geography'SRID=4326;Point(13.405 52.52)'";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(
            folder,
            "<TypeDefinition Name='Place' UnderlyingType='Edm.GeographyPoint' SRID='4326'/>"
                + "<ComplexType Name='Address' OpenType='true'>"
                + "<Property Name='At' Type='Edm.GeographyPoint'/></ComplexType>"
                + "<EntityType Name='City' OpenType='true'><Key><PropertyRef Name='Name'/></Key>"
                + "<Property Name='Name' Type='Edm.String' Nullable='false'/>"
                + "<Property Name='At' Type='self.Place'/>"
                + "<Property Name='Address' Type='self.Address'/>"
                + "<Property Name='Stops' Type='Collection(Edm.GeographyPoint)'/>"
                + "<Property Name='Way' Type='Edm.GeographyLineString'/>"
                + "<Property Name='Area' Type='Edm.GeographyPolygon'/>"
                + "<Property Name='Any' Type='Edm.Geography' SRID='variable'/>"
                + "<Property Name='Spot' Type='Edm.GeometryPoint' SRID='3857'/>"
                + "<Property Name='Free' Type='Edm.GeometryPoint' SRID='variable'/>"
                + "<Property Name='Pipe' Type='Edm.GeometryLineString'/></EntityType>"
                + "<EntityContainer Name='C'><EntitySet Name='Cities' EntityType='self.City'/>"
                + "</EntityContainer>",
            Map.of(
                "Cities.json",
                "["
                    + "{\"Name\":\"Berlin\",\"At\":"
                    + point("13.405,52.52")
                    + ",\"Address\":{\"At\":"
                    + point("13.4,52.5")
                    + "},\"Stops\":["
                    + point("13.3,52.5")
                    + ","
                    + point("9.9,53.5")
                    + "],\"Way\":"
                    + shape("LineString", "[[13.405,52.52],[9.993,53.551],[13.405,52.52]]")
                    + ",\"Area\":"
                    + shape(
                        "Polygon",
                        "[[[13,52],[14,52],[14,53],[13,53],[13,52]],"
                            + "[[13.6,52.6],[13.7,52.6],[13.7,52.7],[13.6,52.6]]]")
                    + ",\"Any\":"
                    + point("13.405,52.52")
                    + ",\"Spot\":"
                    + point("0,0")
                    + ",\"Free\":"
                    + point("1,1")
                    + ",\"Pipe\":"
                    + shape("LineString", "[[0,0],[3,4],[3,10.5]]")
                    + "},"
                    + "{\"Name\":\"Hamburg\",\"At\":"
                    + point("9.993,53.551")
                    + ",\"Any\":"
                    + shape("LineString", "[[0,0],[0,1]]")
                    + ",\"Spot\":"
                    + point("3,4")
                    + ",\"Free\":{\"type\":\"Point\",\"coordinates\":[1,1],\"crs\":{\"type\":\"name\","
                    + "\"properties\":{\"name\":\"EPSG:3857\"}}}},"
                    + "{\"Name\":\"Nowhere\"},"
                    + "{\"Name\":\"Suva\",\"At\":"
                    + point("178.4419,-18.1416")
                    + ",\"Spot\":"
                    + point("0.1,0.2")
                    + "},"
                    + "{\"Name\":\"Wellington\",\"At\":"
                    + point("174.7772,-41.2889")
                    + "}]"));
  }

  private static String point(String coordinates) {
    return shape("Point", "[" + coordinates + "]");
  }

  private static String shape(String type, String coordinates) {
    return "{\"type\":\"" + type + "\",\"coordinates\":" + coordinates + "}";
  }

  @AfterAll
  void close() {
    service.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String names(String options) {
    return names(service.json("Cities?$select=Name&" + options));
  }

  private static String names(JsonNode page) {
    return StreamSupport.stream(page.get("value").spliterator(), false)
        .map(row -> row.get("Name").asText())
        .collect(Collectors.joining(","));
  }

  private void found(String filter, String expected) {
    assertEquals(expected, names("$orderby=Name&$filter=" + encoded(filter)), filter);
  }

  @Test
  @DisplayName("5.1.1.13.1: geo.distance on the earth is in metres on the ellipsoid of WGS 84")
  void distanceOnTheEarth() {
    found("geo.distance(At," + BERLIN + ") eq 0", "Berlin");
    // GeographicLib: 255,995.613 m to Hamburg.
    found("geo.distance(At," + BERLIN + ") lt 255995.614", "Berlin,Hamburg");
    found("geo.distance(At," + BERLIN + ") gt 255995.613", "Hamburg,Suva,Wellington");
    found("not (geo.distance(At," + BERLIN + ") gt 255995.613)", "Berlin,Nowhere");
    found(
        "geo.distance(" + BERLIN + ",At) eq geo.distance(At," + BERLIN + ") and At ne null",
        "Berlin,Hamburg,Suva,Wellington");
    found("geo.distance(At,At) eq 0", "Berlin,Hamburg,Suva,Wellington");
    found("geo.distance(At," + BERLIN + ") div 1000 lt 256", "Berlin,Hamburg");
    assertEquals(
        "Berlin",
        names("$filter=" + encoded("geo.distance(At,@here) lt 1") + "&@here=" + encoded(BERLIN)));
    // Across the 180th meridian.
    found("geo.distance(At,geography'SRID=4326;Point(-178.4419 -18.1416)') lt 400000", "Suva");
    found(
        "round(geo.distance(geography'SRID=4326;Point(0 0)',geography'SRID=4326;Point(1 0)')) eq 111319"
            + " and Name eq 'Suva'",
        "Suva");
  }

  @Test
  @DisplayName("5.1.1.13.1: geo.distance in a plane is in the units of the coordinates")
  void distanceInAPlane() {
    String start = "geometry'SRID=3857;Point(0 0)'";
    found("geo.distance(Spot," + start + ") eq 5", "Hamburg");
    found("geo.distance(Spot," + start + ") lt 0.2237", "Berlin,Suva");
    found("geo.distance(Free,geometry'SRID=0;Point(1 2)') eq 1", "Berlin");
    found("geo.distance(Free,geometry'SRID=3857;Point(1 2)') eq 1", "Hamburg");
    found("geo.distance(Free,Spot) gt 0", "Hamburg");
  }

  @Test
  @DisplayName("5.1.1.13.2: geo.intersects says whether a point is in a polygon or on its border")
  void intersects() {
    String around = "geography'SRID=4326;Polygon((13.405 52.52,14 52,13 52,13.405 52.52))'";
    found("geo.intersects(At," + around + ")", "Berlin");
    found("geo.intersects(" + around + ",At)", "Berlin");
    found("not geo.intersects(At," + around + ")", "Hamburg,Suva,Wellington");
    found("geo.intersects(At," + around + ") eq null", "Nowhere");
    found("geo.intersects(At,Area)", "Berlin");
    found("geo.intersects(geography'SRID=4326;Point(13.66 52.64)',Area)", "");
    found("geo.intersects(geography'SRID=4326;Point(13.65 52.65)',Area)", "Berlin");
    found("geo.intersects(geography'SRID=4326;Point(13 52.123456789)',Area)", "Berlin");
    found("geo.intersects(geography'SRID=4326;Point(12.999999999999999999 52.1)',Area)", "");
    String pacific = "geography'SRID=4326;Polygon((170 -50,190 -50,190 0,170 0,170 -50))'";
    found("geo.intersects(At," + pacific + ")", "Suva,Wellington");
    found("geo.intersects(Spot,geometry'SRID=3857;Polygon((0 0,3 0,3 4,0 0))')", "Berlin,Hamburg");
  }

  @Test
  @DisplayName("5.1.1.13.3: geo.length is the length of a line")
  void length() {
    found("geo.length(Pipe) eq 11.5", "Berlin");
    found(
        "geo.length(Way) eq 2 mul geo.distance("
            + BERLIN
            + ",geography'SRID=4326;Point(9.993 53.551)')",
        "Berlin");
    found(
        "geo.length(geography'SRID=4326;LineString(0 0,1 0)') gt 111319.4 and Name eq 'Suva'",
        "Suva");
  }

  @Test
  @DisplayName("5.1.1.13: null, and a value of another kind in a property of any kind, give null")
  void noValue() {
    found("geo.distance(At,null) eq null and Name eq 'Suva'", "Suva");
    found("geo.distance(Any," + BERLIN + ") eq 0", "Berlin");
    found("geo.length(Any) gt 110574 and geo.length(Any) lt 110575", "Hamburg");
    found("geo.distance(Any," + BERLIN + ") eq null", "Hamburg,Nowhere,Suva,Wellington");
    found("geo.distance(cast(Any,Edm.GeographyPoint)," + BERLIN + ") lt 1", "Berlin");
    assertEquals(5, service.json("Cities?$orderby=geo.distance(At,null),Name").get("value").size());
  }

  @Test
  @DisplayName("5.1.1.13: arguments inside of complex values and collections")
  void paths() {
    found("geo.distance(Address/At," + BERLIN + ") lt 3000", "Berlin");
    found("Stops/any(s:geo.distance(s," + BERLIN + ") gt 200000)", "Berlin");
    found(
        "Stops/all(s:geo.distance(s," + BERLIN + ") gt 200000)", "Hamburg,Nowhere,Suva,Wellington");
  }

  @Test
  @DisplayName("Part 1, 11.2.6.2: rows are sorted by distance, and pages go on behind the last one")
  void sortedByDistance() {
    String nearest = "$orderby=" + encoded("geo.distance(At," + BERLIN + ")");
    assertEquals("Nowhere,Berlin,Hamburg,Suva,Wellington", names(nearest));
    assertEquals("Wellington,Suva,Hamburg,Berlin,Nowhere", names(nearest + "%20desc"));
    for (String order : List.of(nearest, nearest + "%20desc", nearest + ",Name%20desc")) {
      List<String> paged = new ArrayList<>();
      String next = "Cities?$select=Name&" + order;
      while (next != null) {
        JsonNode page = service.json(next, "Prefer: odata.maxpagesize=2");
        paged.add(names(page));
        JsonNode link = page.get("@odata.nextLink");
        next = link == null ? null : link.asText().replaceFirst(".*/odata/", "");
      }
      assertEquals(3, paged.size());
      assertEquals(names(order), String.join(",", paged));
    }
  }

  @Test
  @DisplayName("Part 1, 11.2.5.3: a distance can be computed and shown")
  void computed() {
    String far = "$compute=" + encoded("geo.distance(At," + BERLIN + ") as Far");
    JsonNode rows = service.json("Cities?$select=Name,Far&$orderby=Far%20desc&" + far).get("value");
    assertEquals(
        "[{\"@odata.etag\":\"W/\\\"1\\\"\",\"Name\":\"Wellington\",\"Far\":18132227.689988337},"
            + "{\"@odata.etag\":\"W/\\\"1\\\"\",\"Name\":\"Suva\",\"Far\":15974232.828240119},"
            + "{\"@odata.etag\":\"W/\\\"1\\\"\",\"Name\":\"Hamburg\",\"Far\":255995.6132837681},{\"@odata.etag\":\"W/\\\"1\\\"\",\"Name\":\"Berlin\",\"Far\":0},"
            + "{\"@odata.etag\":\"W/\\\"1\\\"\",\"Name\":\"Nowhere\",\"Far\":null}]",
        rows.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geo.distance(At,geometry'SRID=4326;Point(1 2)') lt 5",
        "geo.distance(At,geography'SRID=4269;Point(1 2)') lt 5",
        "geo.distance(Spot,geometry'SRID=0;Point(1 2)') lt 5",
        "geo.distance(At,Area) lt 5",
        "geo.distance(At,Stops) lt 5",
        "geo.distance(At,Name) lt 5",
        "geo.distance(At) lt 5",
        "geo.length(At) lt 5",
        "geo.intersects(At,At)",
        "geo.intersects(Way,Area)",
        "geo.intersects(At,geography'SRID=4326;MultiPolygon(((0 0,1 0,1 1,0 0)))')",
        "geo.distance(At,geography'SRID=4326;Point(1 91)') lt 5",
        "geo.distance(At,geography'SRID=4326;Point(1 NaN)') lt 5",
      })
  @DisplayName("5.1.1.13: other arguments are a bad request")
  void rejected(String filter) {
    service.get("Cities?$filter=" + encoded(filter)).error(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geo.distance(geography'SRID=4269;Point(1 2)',geography'SRID=4269;Point(1 3)') lt 5",
        "geo.distance(Dynamic,geography'SRID=4326;Point(1 2)') lt 5",
        "geo.length(Address/Dynamic) lt 5",
      })
  @DisplayName("Lengths on another ellipsoid, and of undeclared values, are refused by name")
  void notBuilt(String filter) {
    String message = service.get("Cities?$filter=" + encoded(filter)).error(501);
    assertTrue(message.contains("geo"), message);
  }
}
