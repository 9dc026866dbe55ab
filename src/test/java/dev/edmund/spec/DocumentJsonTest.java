package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values that are kept as JSON, and dynamic properties, in responses (JSON Format, 4.6.3 and 7).
 */
final class DocumentJsonTest {
  @TempDir static Path folder = Path.of("");
  private static @Nullable ModelUnderTest served;

  @BeforeAll
  static void serve() {
    served = DocumentModel.serve(folder);
  }

  @AfterAll
  static void close() {
    model().close();
  }

  private static ModelUnderTest model() {
    return Objects.requireNonNull(served);
  }

  private static JsonNode one(String query, String... headers) {
    return model().json("Things(1)" + query, headers);
  }

  @Test
  @DisplayName("7.1: every type is written as it is from a column")
  void values() {
    assertEquals(
        "{\"City\":\"Łódź\",\"Since\":\"2025-03-01T08:15:00.25+02:00\","
            + "\"Tax\":12345678901234567890.0000000001,\"Ratio\":\"INF\",\"Count\":9223372036854775807,"
            + "\"Wait\":\"P1DT2H3M4.5S\",\"Colour\":\"Green\",\"Image\":\"_w8\",\"Capital\":true,"
            + "\"Tags\":[\"a\",\"b\"],\"Parts\":["
            + "{\"Name\":\"p1\",\"Price\":10.5,\"Kids\":["
            + "{\"Name\":\"k1\",\"Price\":null,\"Next\":null,\"Kids\":[]},"
            + "{\"Name\":\"k2\",\"Price\":7,\"Next\":null,\"Kids\":[]}],\"Next\":null},"
            + "{\"Name\":\"p2\",\"Price\":9,\"Next\":null,\"Kids\":[]},null],"
            + "\"Motto\":\"dynamic\",\"Mayor@odata.type\":\"#Int32\",\"Mayor\":7}",
        one("").get("Place").toString());
    JsonNode wide = one("").get("Wide");
    assertEquals(70, wide.size());
    assertEquals(69, wide.get("W69").asInt());
    assertTrue(wide.get("W0").isNull());
  }

  @Test
  @DisplayName(
      "3.2: IEEE754Compatible makes decimals and 64-bit integers strings, wherever they are")
  void ieee754() {
    JsonNode thing = one("", "Accept: application/json;IEEE754Compatible=true");
    assertEquals("12345678901234567890.0000000001", thing.at("/Place/Tax").textValue());
    assertEquals("9223372036854775807", thing.at("/Place/Count").textValue());
    assertEquals("10.5", thing.at("/Place/Parts/0/Price").textValue());
    assertEquals("12345678901234567890.5", thing.get("Exact").textValue());
    assertEquals("1.5", thing.at("/Sizes/0").textValue());
    assertEquals("2.5", thing.at("/Spot/Price").textValue());
    assertTrue(thing.get("Small").isInt());
  }

  @Test
  @DisplayName("4.6.3: dynamic properties tell their type where JSON does not show it")
  void dynamicTypes() {
    JsonNode thing = one("");
    for (String evident : new String[] {"Text", "Flag", "Half", "Loose", "Spot"}) {
      assertTrue(thing.has(evident), evident);
      assertFalse(thing.has(evident + "@odata.type"), evident);
    }
    assertEquals("#Int32", thing.get("Small@odata.type").asText());
    assertEquals("#Decimal", thing.get("Exact@odata.type").asText());
    assertEquals("#Double", thing.get("Endless@odata.type").asText());
    assertEquals("#DateTimeOffset", thing.get("When@odata.type").asText());
    assertEquals("#self.Colour", thing.get("Hue@odata.type").asText());
    assertEquals("#self.Weight", thing.get("Mass@odata.type").asText());
    assertEquals("#Collection(Decimal)", thing.get("Sizes@odata.type").asText());
    assertEquals("#self.Node", thing.at("/Spot/@odata.type").asText());
    assertEquals("#self.Square", thing.at("/Form/@odata.type").asText());
    assertEquals("PT1M30S", thing.get("Span").asText());
    assertEquals("Red", thing.get("Hue").asText());
    assertEquals("{\"a\":[1,\"two\",{\"b\":null}],\"c\":12.5}", thing.get("Loose").toString());
  }

  @Test
  @DisplayName("4.6.3: a complex value tells its type where it is not the declared one")
  void derivedTypes() {
    JsonNode thing = one("");
    assertEquals("#self.Ball", thing.at("/Shape/@odata.type").asText());
    assertEquals("#self.Square", thing.at("/Shapes/1/@odata.type").asText());
    assertFalse(thing.get("Place").has("@odata.type"));
  }

  @Test
  @DisplayName("3.1: metadata=none has no types, metadata=full has all that JSON does not show")
  void metadataLevels() {
    String none = model().get("Things(1)", "Accept: application/json;odata.metadata=none").text();
    assertFalse(none.contains("odata.type"), none);
    JsonNode full = one("", "Accept: application/json;odata.metadata=full");
    assertEquals("#self.Place", full.at("/Place/@odata.type").asText());
    assertEquals("#Decimal", full.at("/Place/Tax@odata.type").asText());
    assertEquals("#Collection(String)", full.at("/Place/Tags@odata.type").asText());
    assertEquals("#self.Node", full.at("/Place/Parts/0/Kids/0/@odata.type").asText());
    assertFalse(full.get("Place").has("City@odata.type"));
    assertFalse(full.get("Place").has("Ratio@odata.type"));
    assertEquals("#Collection(self.Shape)", full.get("Shapes@odata.type").asText());
  }

  @Test
  @DisplayName("5.1.4: $select picks dynamic properties and parts of values")
  void select() {
    assertEquals("[\"ID\"]", names(one("?$select=ID")));
    assertEquals("[\"Name\",\"Text\"]", names(one("?$select=Text,Name")));
    assertEquals("[\"Name\"]", names(one("?$select=Name,Nowhere")));
    assertTrue(one("?$select=*").has("Text"));
    assertEquals(
        "{\"City\":\"Łódź\",\"Motto\":\"dynamic\"}",
        one("?$select=Place/Motto,Place/City").get("Place").toString());
    assertEquals(
        "{\"City\":\"Łódź\",\"Motto\":\"dynamic\"}",
        one("?$select=Place($select=City,Motto)").get("Place").toString());
    assertEquals(
        "[{\"Name\":\"p1\"},{\"Name\":\"p2\"},null]",
        one("?$select=Place/Parts/Name").at("/Place/Parts").toString());
    assertEquals(
        "{\"@odata.type\":\"#self.Ball\",\"Air\":3}",
        one("?$select=Shape/self.Ball/Air").get("Shape").toString());
    assertEquals(
        "{\"@odata.type\":\"#self.Node\",\"Name\":\"n\"}",
        one("?$select=Spot/Name").get("Spot").toString());
    assertEquals(
        "[{\"@odata.type\":\"#self.Ball\",\"Label\":\"s0\"},"
            + "{\"@odata.type\":\"#self.Square\",\"Label\":\"s1\"}]",
        one("?$select=Shapes/Label").get("Shapes").toString());
  }

  private static String names(JsonNode thing) {
    StringBuilder names = new StringBuilder();
    thing
        .fieldNames()
        .forEachRemaining(
            n -> {
              if (!n.contains("@")) {
                names.append(names.length() == 0 ? "" : ",").append('"').append(n).append('"');
              }
            });
    return "[" + names + "]";
  }

  @Test
  @DisplayName(
      "7: what is not stored is null, or an empty collection, and dynamic properties are not there")
  void absent() {
    JsonNode thing = model().json("Things(2)");
    for (String name : new String[] {"Place", "Node", "Shape", "Wide", "Any"}) {
      assertTrue(thing.get(name).isNull(), name);
    }
    assertEquals(0, thing.get("Shapes").size());
    assertFalse(thing.has("Text"));
    JsonNode special = model().json("Things(3)");
    assertTrue(special.at("/Place/Since").isNull());
    assertEquals(0, special.at("/Place/Parts").size());
    assertEquals("more", special.get("Extra").asText());
    assertEquals("zebra", special.get("Text").asText());
  }
}
