package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What functions and operators make of the remarkable values of each type (Part 2, 5.1.1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ValuesOfTypesTest {
  private static final String FULL = "Accept: application/json;odata.metadata=full";
  private static final String LARGE = "x".repeat(10_000_000);

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service =
        ModelUnderTest.serve(
            folder,
            "<EntityType Name='Row'><Key><PropertyRef Name='Id'/></Key>"
                + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
                + "<Property Name='T' Type='Edm.DateTimeOffset' Precision='12'/>"
                + "<Property Name='D' Type='Edm.Double'/><Property Name='S' Type='Edm.String'/>"
                + "<Property Name='L' Type='Edm.Int64'/><Property Name='P' Type='Edm.Duration'/>"
                + "<Property Name='Times' Type='Collection(Edm.DateTimeOffset)' Precision='12'/>"
                + "<Property Name='Place' Type='Edm.GeographyPoint'/>"
                + "<Property Name='Area' Type='Edm.GeographyPolygon' SRID='variable'/>"
                + "<Property Name='Shape' Type='Edm.Geometry' SRID='3857'/></EntityType>"
                + "<EntityType Name='Event'><Key><PropertyRef Name='At'/></Key>"
                + "<Property Name='At' Type='Edm.DateTimeOffset' Nullable='false'/></EntityType>"
                + "<EntityContainer Name='C'><EntitySet Name='Rows' EntityType='self.Row'/>"
                + "<EntitySet Name='Events' EntityType='self.Event'/></EntityContainer>",
            Map.of(
                "Rows.json",
                "["
                    + "{\"Id\":1,\"T\":\"2025-01-01T00:45:00.000000000001+01:30\",\"D\":0.5,\"S\":\"a𝄞b\","
                    + "\"L\":9223372036854775807,\"P\":\"PT1H\","
                    + "\"Times\":[\"2024-12-31T19:30:00-05:30\"],"
                    + "\"Place\":{\"type\":\"Point\",\"coordinates\":[10.50,-20]},"
                    + "\"Area\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]],"
                    + "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4269\"}}},"
                    + "\"Shape\":{\"coordinates\":[[0,0],[1e3,2,3]],\"type\":\"LineString\"}},"
                    + "{\"Id\":2,\"D\":\"NaN\",\"S\":\"\",\"L\":0},"
                    + "{\"Id\":3,\"T\":\"2025-01-01T00:00:00Z\",\"D\":\"-INF\",\"L\":-9223372036854775808},"
                    + "{\"Id\":4,\"S\":\""
                    + LARGE
                    + "\"}]",
                "Events.json",
                "[{\"At\":\"2025-01-01T01:00:00+01:00\"}]"));
  }

  @AfterAll
  void close() {
    service.close();
  }

  private void rows(String filter, String expected) {
    JsonNode page = service.json("Rows?$select=Id&$orderby=Id&$filter=" + encoded(filter));
    assertEquals(
        expected,
        StreamSupport.stream(page.get("value").spliterator(), false)
            .map(row -> row.get("Id").asText())
            .collect(Collectors.joining(",")),
        filter);
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  @Test
  void pointsInTimeComeOutInTheirOffset() {
    JsonNode row = service.json("Rows(1)?$select=T,Times");
    assertEquals("2025-01-01T00:45:00.000000000001+01:30", row.get("T").asText());
    assertEquals("2024-12-31T19:30:00-05:30", row.get("Times").get(0).asText());
    assertEquals(
        "2025-01-01T00:45:00.000000000001+01:30", service.get("Rows(1)/T/$value").ok().text());
  }

  @Test
  void partsOfADateAreThoseOfItsOwnClock() {
    rows("year(T) eq 2025 and month(T) eq 1 and day(T) eq 1", "1,3");
    rows("hour(T) eq 0 and minute(T) eq 45 and second(T) eq 0", "1");
    rows("fractionalseconds(T) eq 0.000000000001", "1");
    rows("date(T) eq 2025-01-01 and time(T) lt 01:00:00", "1,3");
    rows("totaloffsetminutes(T) eq 90", "1");
    rows("totaloffsetminutes(T) eq 0", "3");
    rows("totaloffsetminutes(T) eq null", "2,4");
    rows("Times/any(t:hour(t) eq 19 and totaloffsetminutes(t) eq -330)", "1");
    rows("cast(T,Edm.String) eq '2025-01-01T00:45:00.000000000001+01:30'", "1");
    rows("cast(T,Edm.Date) eq 2025-01-01", "1,3");
    rows("Id eq 1 and hour(2025-01-01T23:30:00-02:00) eq 23", "1");
    rows("Id eq 1 and totaloffsetminutes(2025-01-01T23:30:00-02:00) eq -120", "1");
  }

  @Test
  void pointsInTimeAreComparedAndAddedInUtc() {
    rows("T lt 2025-01-01T00:00:00Z", "1");
    rows("T add duration'PT45M' gt 2025-01-01T00:00:00Z", "1,3");
    rows("day(T sub duration'PT46M') eq 31", "1,3");
    rows("T ge mindatetime() and T le maxdatetime()", "1,3");
    rows("T eq 2025-01-01T00:45:00.000000000001%2B01:30".replace("%2B", "+"), "1");
  }

  @Test
  void equalPointsInTimeAreOneKey() {
    for (String key : new String[] {"2025-01-01T00:00:00Z", "2024-12-31T22:00:00-02:00"}) {
      JsonNode event = service.json("Events(" + key + ")", FULL);
      assertEquals("2025-01-01T01:00:00+01:00", event.get("At").asText());
      assertTrue(event.get("@odata.id").asText().endsWith("Events(2025-01-01T00:00:00Z)"));
    }
  }

  @Test
  void whatHasNoPlaceInTimeIsRefused() {
    for (String literal :
        new String[] {
          "2025-01-01T00:00:00%2B14:01",
          "0001-01-01T00:00:00%2B00:01",
          "9999-12-31T23:59:59-00:01",
          "2016-12-31T23:59:60Z"
        }) {
      service.get("Rows?$filter=T eq " + literal).error(400);
    }
  }

  @Test
  void arithmeticWithNumbersThatAreNoneFollowsIeee754() {
    rows("D add 1 eq 1.5", "1");
    rows("D add 1 eq D add 1", "1,3,4");
    rows("D div 0 eq INF", "1");
    rows("D div 0 eq -INF", "3");
    rows("-D eq INF", "3");
    rows("round(D) eq 1", "1");
    rows("floor(D) eq -INF", "3");
    rows("D mul 0 ne null", "1,2,3");
    rows("cast(D,Edm.Int64) ne null", "1");
  }

  @Test
  void anIntegerBeyondSixtyFourBitsFailsTheRequest() {
    for (String filter :
        new String[] {"L add 1 gt 0", "L mul 2 gt 0", "L sub 1 lt 0", "-L gt 0", "L div -1 gt 0"}) {
      String message = service.get("Rows?$filter=" + encoded(filter)).error(400);
      assertTrue(message.contains("64 bits"), message);
    }
    rows("L sub 1 gt 5 and Id eq 1", "1");
    rows("L eq 9223372036854775807.0 or L lt -9223372036854775807.5", "1,3");
    rows("cast(L,Edm.Decimal) add 1 eq 9223372036854775808", "1");
  }

  @Test
  void positionsInTextAreCharacters() {
    rows("length(S) eq 3 and indexof(S,'b') eq 2 and substring(S,1,1) eq '𝄞'", "1");
    rows("length(S) eq 10000000 and endswith(S,'xx')", "4");
    rows("S eq ''", "2");
    rows("S eq null", "3");
    service.get("Rows?$filter=S eq '%00'").error(400);
    service.get("Rows?$filter=S eq '%ED%A0%80'").error(400);
  }

  @Test
  void geoValuesAreGeoJson() {
    JsonNode row = service.json("Rows(1)?$select=Place,Area,Shape", FULL);
    assertEquals("{\"type\":\"Point\",\"coordinates\":[10.5,-20]}", row.get("Place").toString());
    assertEquals(
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]],"
            + "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4269\"}}}",
        row.get("Area").toString());
    assertEquals("#GeographyPoint", row.get("Place@odata.type").asText());
    assertEquals("#GeometryLineString", row.get("Shape@odata.type").asText());
    assertEquals("SRID=4326;Point(10.5 -20)", service.get("Rows(1)/Place/$value").ok().text());
    assertEquals(
        "SRID=4269;Polygon((0 0,1 0,1 1,0 0))", service.get("Rows(1)/Area/$value").ok().text());
    assertEquals(
        "SRID=3857;LineString(0 0,1000 2 3)", service.get("Rows(1)/Shape/$value").ok().text());
    service.get("Rows(2)/Place").is(204);
  }

  @Test
  void geoValuesAreNullOrNotButNeverEqual() {
    rows("Place ne null", "1");
    rows("Place eq null", "2,3,4");
    service.get("Rows?$filter=Place eq geography'SRID=4326;Point(10.5 -20)'").error(400);
    service.get("Rows?$filter=Place in (geography'SRID=4326;Point(10.5 -20)')").error(400);
    service.get("Rows?$orderby=Place").error(400);
  }
}
