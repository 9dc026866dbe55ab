package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 1, 11.4.9: managing values and properties directly. */
final class PropertyChangesTest {
  @SuppressWarnings("NullAway.Init")
  private ShopUnderTest shop;

  @BeforeEach
  void serve(@TempDir Path folder) {
    shop = ShopUnderTest.serve(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private JsonNode customer() {
    return shop.json("Customers(1)");
  }

  @Test
  @DisplayName("11.4.9.1 a primitive property is set, in JSON and bare")
  void primitive() {
    shop.send("PUT", "Customers(1)/Name", "{\"value\":\"Ann\"}").is(204);
    assertEquals("Ann", customer().get("Name").asText());
    shop.send("PUT", "Customers(1)/Name/$value", "Ünal", "Content-Type: text/plain").is(204);
    assertEquals("Ünal", customer().get("Name").asText());
    assertTrue(
        shop.send("PUT", "Customers(1)/Name", "{\"value\":\"too long a name\"}")
            .error(400)
            .contains("MaxLength"));
    shop.send("PUT", "Customers(1)/Id", "{\"value\":7}").error(400);
    shop.send("PUT", "Customers(9)/Name", "{\"value\":\"x\"}").error(404);
  }

  @Test
  @DisplayName("11.4.9.2 DELETE sets to null what may be null")
  void toNull() {
    shop.delete("Customers(1)/Note").is(204);
    assertTrue(customer().get("Note").isNull());
    shop.delete("Customers(1)/Name").error(400);
    shop.send("PUT", "Customers(1)/Name", "{\"value\":null}").error(400);
    shop.delete("Customers(1)/Name/$value").error(400);
    assertEquals("Ada", customer().get("Name").asText());
  }

  @Test
  @DisplayName("11.4.9.3 a complex property is merged, replaced and removed")
  void complex() {
    shop.send("PATCH", "Customers(1)/Address", "{\"Zip\":\"2\"}").is(204);
    assertEquals("Rom", customer().get("Address").get("City").asText());
    shop.send("PUT", "Customers(1)/Address", "{\"Zip\":\"3\"}").is(204);
    assertTrue(customer().get("Address").get("City").isNull());
    shop.send("PUT", "Customers(1)/Address/City", "{\"value\":\"Bern\"}").is(204);
    assertEquals("Bern", customer().get("Address").get("City").asText());
    shop.delete("Customers(1)/Address/City").is(204);
    assertTrue(customer().get("Address").get("City").isNull());
    shop.delete("Customers(1)/Address").is(204);
    assertTrue(customer().get("Address").isNull());
    shop.delete("Customers(1)/Address/City").error(404);
    shop.send("PUT", "Customers(1)/Address/City", "{\"value\":\"Bern\"}").error(404);
    assertTrue(customer().get("Address").isNull());
  }

  @Test
  @DisplayName("11.4.9.4 a collection is replaced, added to and emptied")
  void collection() {
    shop.send("POST", "Customers(1)/Tags", "{\"value\":\"c\"}").is(204);
    assertEquals("[\"a\",\"b\",\"c\"]", customer().get("Tags").toString());
    shop.send("PUT", "Customers(1)/Tags", "{\"value\":[\"x\"]}").is(204);
    assertEquals("[\"x\"]", customer().get("Tags").toString());
    shop.delete("Customers(1)/Tags").is(204);
    assertEquals("[]", customer().get("Tags").toString());
  }

  @Test
  @DisplayName("11.4.9 dynamic properties are set, changed and removed")
  void dynamic() {
    shop.send("PUT", "Products(2)/Colour", "{\"value\":\"blue\"}").is(204);
    assertEquals("blue", shop.json("Products(2)").get("Colour").asText());
    shop.send("PUT", "Products(1)/Weight", "{\"value\":5}").is(204);
    assertEquals(5, shop.json("Products(1)").get("Weight").asInt());
    shop.delete("Products(1)/Weight").is(204);
    shop.delete("Products(1)/Weight").is(204);
    assertFalse(shop.json("Products(1)").has("Weight"));
    assertEquals("red", shop.json("Products(1)").get("Colour").asText());
  }

  @Test
  @DisplayName("11.4.9.3 a complex property of an open type is changed in part")
  void document() {
    shop.send("PATCH", "Products(1)/Size", "{\"Width\":4,\"Depth\":9}").is(204);
    JsonNode size = shop.json("Products(1)").get("Size");
    assertEquals(4, size.get("Width").asInt());
    assertEquals("cm", size.get("Unit").asText());
    assertEquals(9, size.get("Depth").asInt());
    shop.send("PUT", "Products(1)/Size/Width", "{\"value\":6}").is(204);
    shop.delete("Products(1)/Size/Unit").is(204);
    shop.delete("Products(1)/Size/Width").error(400);
    shop.delete("Products(1)/Size/Depth").is(204);
    assertEquals(6, shop.json("Products(1)").get("Size").get("Width").asInt());
    assertFalse(shop.json("Products(1)").get("Size").has("Depth"));
    shop.send("PUT", "Products(2)/Size/Width", "{\"value\":6}").error(404);
    shop.delete("Products(1)/Size").is(204);
    assertTrue(shop.json("Products(1)").get("Size").isNull());
  }

  @Test
  @DisplayName("11.4.1.1 the version of the entity grows; what only the server sets is refused")
  void version() {
    String before = shop.get("Reviews(3)").header("ETag").orElseThrow();
    shop.send("PUT", "Reviews(3)/Text", "{\"value\":\"ok\"}", "If-Match: " + before).is(204);
    shop.send("PUT", "Reviews(3)/Text", "{\"value\":\"no\"}", "If-Match: " + before).error(412);
    assertEquals("ok", shop.json("Reviews(3)").get("Text").asText());
    shop.send("PUT", "Reviews(3)/Version", "{\"value\":9}", "If-Match: *").error(400);
  }

  @Test
  @DisplayName("8.2.8.7 return=representation answers with the property")
  void representation() {
    Answer answer =
        shop.send("PUT", "Customers(1)/Note", "{\"value\":\"m\"}", "Prefer: return=representation");
    assertEquals("m", answer.ok().json().get("value").asText());
  }
}
