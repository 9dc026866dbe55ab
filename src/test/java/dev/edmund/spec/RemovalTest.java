package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 1, 11.4.5 and 11.4.15: deleting entities, and the members of a collection. */
final class RemovalTest {
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

  @Test
  @DisplayName("11.4.5 an entity is removed with all that hangs on it, and no relation is left")
  void removed() {
    assertEquals("", shop.delete("Customers(3)").is(204).text());
    shop.get("Customers(3)").error(404);
    shop.delete("Customers(3)").error(404);
    assertEquals(List.of(1, 2), shop.ids("Customers"));
    shop.get("Customers(2)/Friend").is(204);
    shop.delete("Products(1)").is(204);
    assertEquals(List.of(2), shop.ids("Customers(1)/Likes"));
  }

  @Test
  @DisplayName("11.4.5 what others need is not removed, and the error names what needs it")
  void needed() {
    String message = shop.delete("Customers(1)").error(409);
    assertTrue(message.contains("2 self.Order need it by Customer: (1), (2)"), message);
    assertEquals(List.of(1, 2, 3), shop.ids("Customers"));
    shop.delete("Orders(1)").is(204);
    shop.delete("Orders(2)").is(204);
    shop.delete("Customers(1)").is(204);
  }

  @Test
  @DisplayName("CSDL 8.4 contained entities go, and are removed alone")
  void contained() {
    shop.delete("Orders(1)/Lines(2)").is(204);
    assertEquals(1, shop.json("Orders(1)/Lines").get("value").size());
    shop.delete("Orders(1)").is(204);
    shop.get("Orders(1)/Lines").error(404);
    assertEquals(1, shop.json("Orders(2)/Lines").get("value").size());
  }

  @Test
  @DisplayName("CSDL 8.6 OnDelete cascades, sets null and sets defaults")
  void onDelete() {
    shop.delete("Products(3)").is(204);
    assertEquals(List.of(), shop.ids("Reviews"));
    assertEquals(1, shop.json("Offers(1)").get("ProductId").asInt());
    shop.get("Orders(1)/Product").is(204);
    shop.get("Orders(1)/Lines(1)/Product").is(204);
    assertEquals(List.of(), shop.ids("Customers(3)/self.Vip/Gifts"));
    assertEquals(List.of(1, 2), shop.ids("Products"));
  }

  @Test
  @DisplayName("CSDL 8.6 a cascade in a circle ends")
  void circle() {
    String third = "{\"@odata.id\":\"Reviews(3)\"}";
    shop.send("PUT", "Reviews(1)/Question/$ref", third, "If-Match: *").is(204);
    shop.delete("Reviews(2)", "If-Match: *").is(204);
    assertEquals(List.of(), shop.ids("Reviews"));
  }

  @Test
  @DisplayName("8.2.4 an entity in another state is not removed")
  void condition() {
    shop.delete("Reviews(3)", "If-Match: W/\"7\"").error(412);
    shop.delete("Reviews(9)", "If-Match: *").error(404);
    shop.delete("Reviews(3)").error(428);
    shop.delete("Reviews(3)", "If-Match: W/\"1\"").is(204);
    assertEquals(List.of(1, 2), shop.ids("Reviews"));
  }

  @Test
  @DisplayName("11.4.5 collections and singletons that are not nullable are not removed")
  void refused() {
    shop.delete("Customers").error(405);
    shop.delete("Boss").error(400);
    shop.send("PUT", "Guest", "{\"Id\":1}").is(201);
    shop.delete("Guest").is(204);
    shop.delete("Guest").error(404);
  }

  @Test
  @DisplayName("11.4.15 the members of a collection are removed, all or none")
  void each() {
    shop.delete("Orders(1)/Lines/$filter(No gt 1)/$each").is(204);
    assertEquals(1, shop.json("Orders(1)/Lines").get("value").size());
    shop.delete("Customers/$each").error(409);
    assertEquals(List.of(1, 2, 3), shop.ids("Customers"));
    shop.delete("Orders/$filter(CustomerId eq 1)/$each").is(204);
    shop.delete("Customers/$filter(Id ne 2)/$each").is(204);
    assertEquals(List.of(2), shop.ids("Customers"));
    shop.delete("Customers/$filter(Id eq 77)/$each").is(204);
  }

  @Test
  @DisplayName("11.4.14 the members of a collection are changed by one payload")
  void changeEach() {
    shop.send("PATCH", "Customers/$filter(Id lt 3)/$each", "{\"Note\":\"x\"}").is(204);
    assertEquals(List.of(1, 2), shop.ids("Customers?$filter=Note eq 'x'"));
    shop.send("PATCH", "Customers/self.Vip/$each", "{\"Level\":5}").is(204);
    assertEquals(5, shop.json("Customers(3)").get("Level").asInt());
    shop.send("PATCH", "Customers/$each", "{\"Name\":\"far too long a name\"}").error(400);
    assertEquals("Ada", shop.json("Customers(1)").get("Name").asText());
  }
}
