package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 1, 11.4.6: modifying relationships between entities. */
final class ReferencesTest {
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

  private static String to(String id) {
    return "{\"@odata.id\":\"" + id + "\"}";
  }

  @Test
  @DisplayName("11.4.6.1 POST adds a reference, by an id in any form, and again without effect")
  void add() {
    assertEquals(
        "", shop.send("POST", "Customers(2)/Likes/$ref", to("Products(1)")).is(204).text());
    shop.send("POST", "Customers(2)/Likes/$ref", to("/odata/Products(2)")).is(204);
    shop.send("POST", "Customers(2)/Likes/$ref", to(shop.url("Products(3)"))).is(204);
    shop.send("POST", "Customers(2)/Likes/$ref", "{\"@id\":\"Products(1)\"}").is(204);
    assertEquals(List.of(1, 2, 3), shop.ids("Customers(2)/Likes"));
  }

  @Test
  @DisplayName("11.4.6.1 a relationship of many to many is changed from both sides")
  void bothSides() {
    shop.send("POST", "Products(3)/Fans/$ref", to("Customers(1)")).is(204);
    assertEquals(List.of(1, 2, 3), shop.ids("Customers(1)/Likes"));
    shop.delete("Products(3)/Fans(1)/$ref").is(204);
    shop.delete("Customers(1)/Likes/$ref?$id=Products(2)").is(204);
    assertEquals(List.of(1), shop.ids("Customers(1)/Likes"));
    assertEquals(List.of(), shop.ids("Products(2)/Fans"));
  }

  @Test
  @DisplayName("11.4.6.1 the entity that holds the column is changed")
  void heldByTheTarget() {
    shop.send("POST", "Customers(2)/Orders/$ref", to("Orders(2)")).is(204);
    assertEquals(List.of(1), shop.ids("Customers(1)/Orders"));
    assertEquals(2, shop.json("Orders(2)").get("CustomerId").asInt());
  }

  @Test
  @DisplayName("11.4.6.2 DELETE removes one reference by id or key, and only that")
  void removeOne() {
    shop.delete("Customers(1)/Likes(2)/$ref").is(204);
    assertEquals(List.of(1), shop.ids("Customers(1)/Likes"));
    shop.delete("Customers(1)/Likes(2)/$ref").error(404);
    shop.delete("Customers(1)/Likes/$ref?$id=" + shop.url("Products(1)")).is(204);
    assertEquals(List.of(), shop.ids("Customers(1)/Likes"));
    assertEquals(List.of(1, 2, 3), shop.ids("Products"));
  }

  @Test
  @DisplayName("11.4.6.2 DELETE of a single reference, without $id")
  void removeSingle() {
    shop.delete("Orders(1)/Product/$ref?$id=Products(3)").error(400);
    shop.delete("Orders(1)/Product/$ref").is(204);
    shop.get("Orders(1)/Product").is(204);
  }

  @Test
  @DisplayName("11.4.6.2 what must be related stays so, and the error names it")
  void required() {
    assertTrue(
        shop.delete("Orders(1)/Customer/$ref").error(400).contains("Customer of self.Order"));
    assertTrue(shop.delete("Customers(1)/Orders(1)/$ref").error(409).contains("self.Order"));
    assertTrue(shop.delete("Customers(1)/Orders/$ref").error(409).contains("self.Order"));
    shop.delete("Customers(2)/Orders/$ref").is(204);
    assertEquals(List.of(1, 2), shop.ids("Customers(1)/Orders"));
  }

  @Test
  @DisplayName("11.4.6.3 PUT changes a single reference, also in a complex way")
  void change() {
    shop.send("PUT", "Orders(1)/Customer/$ref", to("Customers(3)/self.Vip")).is(204);
    assertEquals(3, shop.json("Orders(1)/Customer").get("Id").asInt());
    shop.send("PUT", "Orders(1)/Product/$ref", to("Orders(1)/Lines(1)/Product")).is(204);
    assertEquals(3, shop.json("Orders(1)/Product").get("Id").asInt());
  }

  @Test
  @DisplayName("11.4.6.4 PUT replaces all references, DELETE removes all")
  void replace() {
    String both = "{\"value\":[" + to("Products(2)") + "," + to("Products(3)") + "]}";
    shop.send("PUT", "Customers(1)/Likes/$ref", both).is(204);
    assertEquals(List.of(2, 3), shop.ids("Customers(1)/Likes"));
    shop.send("PUT", "Customers(1)/Likes/$ref", "{\"value\":[]}").is(204);
    assertEquals(List.of(), shop.ids("Customers(1)/Likes"));
    shop.delete("Customers(3)/self.Vip/Gifts/$ref").is(204);
    assertEquals(List.of(), shop.ids("Customers(3)/self.Vip/Gifts"));
  }

  @Test
  @DisplayName("11.4.6 nothing is half done: a reference to nowhere undoes the others")
  void undone() {
    String both = "{\"value\":[" + to("Products(3)") + "," + to("Products(9)") + "]}";
    assertTrue(
        shop.send("PUT", "Customers(1)/Likes/$ref", both).error(400).contains("Products(9)"));
    assertEquals(List.of(1, 2), shop.ids("Customers(1)/Likes"));
    shop.send("POST", "Customers(9)/Likes/$ref", to("Products(3)")).error(404);
    shop.send("POST", "Customers(1)/Likes/$ref", to("Customers(1)")).error(400);
    shop.send("POST", "Orders(1)/Lines/$ref", to("Orders(2)/Lines(1)")).error(400);
  }

  @Test
  @DisplayName("11.4.1.1 the version of an entity grows with its references")
  void version() {
    String before = shop.get("Reviews(1)").header("ETag").orElseThrow();
    shop.send("PUT", "Reviews(1)/Product/$ref", to("Products(1)"), "If-Match: W/\"7\"").error(412);
    shop.send("PUT", "Reviews(1)/Product/$ref", to("Products(1)"), "If-Match: " + before).is(204);
    assertNotEquals(before, shop.get("Reviews(1)").header("ETag").orElseThrow());
    assertEquals(1, shop.json("Reviews(1)").get("ProductId").asInt());
  }
}
