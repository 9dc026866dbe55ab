package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Format 4.01, 7.1: geography and geometry in changes. */
final class GeoWritesTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Place'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='At' Type='Edm.GeographyPoint'/>
        <Property Name='Way' Type='Edm.GeometryLineString' SRID='0'/>
        <Property Name='Spots' Type='Collection(Edm.GeographyPoint)' Nullable='false'/>
      </EntityType>
      <EntityContainer Name='C'><EntitySet Name='Places' EntityType='self.Place'/></EntityContainer>
      """;

  private static final String ROME = "{\"type\":\"Point\",\"coordinates\":[12.5,41.9]}";
  private static final String OSLO = "{\"type\":\"Point\",\"coordinates\":[10.75,59.91]}";
  private static final String WAY =
      "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1.5,2],[-3,4]]}";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, Map.of("Places.json", "[{\"Id\":1}]"));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Answer send(String method, String target, String body) {
    return service.send(method, target, body, "Content-Type: application/json");
  }

  private static void assertPoint(double x, double y, JsonNode point) {
    assertEquals("Point", point.get("type").asText());
    assertEquals(x, point.get("coordinates").get(0).asDouble());
    assertEquals(y, point.get("coordinates").get(1).asDouble());
  }

  @Test
  @DisplayName("7.1 what is created, changed and set alone is what is read, and can be filtered by")
  void written() {
    send("POST", "Places", "{\"Id\":2,\"At\":" + ROME + ",\"Way\":" + WAY + "}").is(201);
    JsonNode place = service.json("Places(2)");
    assertPoint(12.5, 41.9, place.get("At"));
    assertEquals(-3, place.get("Way").get("coordinates").get(2).get(0).asDouble());
    send("PATCH", "Places(2)", "{\"At\":" + OSLO + "}").is(204);
    assertPoint(10.75, 59.91, service.json("Places(2)").get("At"));
    send("PUT", "Places(1)/At", "{\"value\":" + ROME + "}").is(204);
    assertPoint(12.5, 41.9, service.json("Places(1)/At").get("value"));
    String near = "Places?$filter=geo.distance(At,geography'SRID=4326;Point(12.5 41.9)') lt 1000";
    assertEquals(1, service.json(near).get("value").size());
    send("DELETE", "Places(1)/At", "").is(204);
    assertEquals(0, service.json(near).get("value").size());
  }

  @Test
  @DisplayName("7.1 points are items of collections")
  void items() {
    send("POST", "Places(1)/Spots", "{\"value\":" + ROME + "}").is(204);
    send("POST", "Places(1)/Spots?$index=0", "{\"value\":" + OSLO + "}").is(204);
    assertPoint(10.75, 59.91, service.json("Places(1)/Spots").get("value").get(0));
    send("PUT", "Places(1)/Spots/-1", "{\"value\":" + OSLO + "}").is(204);
    assertPoint(10.75, 59.91, service.json("Places(1)/Spots/1").get("value"));
  }

  @ParameterizedTest
  @DisplayName("7.1 another shape, and what is none, is refused")
  @ValueSource(
      strings = {
        WAY,
        "{\"type\":\"Point\",\"coordinates\":[12.5]}",
        "{\"type\":\"Point\",\"coordinates\":[\"a\",1]}",
        "{\"type\":\"Point\"}",
        "{\"coordinates\":[1,2]}",
        "7"
      })
  void refused(String value) {
    send("PATCH", "Places(1)", "{\"At\":" + value + "}").error(400);
    send("PUT", "Places(1)/At", "{\"value\":" + value + "}").error(400);
    assertEquals(true, service.json("Places(1)").get("At").isNull());
  }
}
