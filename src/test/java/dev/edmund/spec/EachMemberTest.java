package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 11.4.14 and 11.4.15: what is done to each member of a collection of entities. */
final class EachMemberTest {
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

  private static List<Integer> numbers(@Nullable String ids) {
    return ids == null ? List.of() : Stream.of(ids.split(" ", -1)).map(Integer::valueOf).toList();
  }

  private String tag(String target) {
    return shop.get(target).ok().header("ETag").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Customers/$each|1 2 3",
        "Customers/$filter(Id gt 1)/$each|2 3",
        "Customers/$filter(Id gt 1)/$filter(Name eq 'Bob')/$each|2",
        "Customers/$filter(@a)/$filter(@b)/$each?@a=Id lt 3&@b=Id ne 1|2",
        "Customers/$filter(Orders/any(o:o/Id eq 2))/$each|1",
        "Customers/$filter(Friend/Name eq 'Eve')/$each|2",
        "Customers/$filter(false)/$each|",
        "Customers/self.Vip/$each|3",
        "Customers/$filter(Id gt 1)/self.Vip/$each|3",
        "Customers/self.Vip/$filter(Level gt 1)/$each|",
        "Products(1)/Fans/$each|1",
        "Products(1)/Fans/$filter(Id eq 2)/$each|"
      })
  @DisplayName("11.4.14 filters, casts and navigation tell which members are changed")
  void changed(String target, @Nullable String ids) {
    shop.send("PATCH", target, "{\"Note\":\"new\"}").is(204);
    assertEquals(numbers(ids), shop.ids("Customers?$filter=Note eq 'new'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Reviews/$filter(Id eq 3)/$each|Reviews|1 2",
        "Reviews/$each|Reviews|",
        "Products(3)/Reviews/$each|Reviews|",
        "Products(3)/Reviews/$filter(Id ne 1)/$each|Reviews|1 2 3",
        "Customers(1)/Orders/$filter(Id eq 1)/$each|Orders|2",
        "Customers(2)/Orders/$each|Orders|1 2",
        "Offers/$filter(Product/Id eq 3)/$each|Offers|"
      })
  @DisplayName("11.4.15 the same for removal, with what goes along")
  void removed(String target, String set, @Nullable String ids) {
    shop.delete(target).is(204);
    assertEquals(numbers(ids), shop.ids(set));
  }

  @Test
  @DisplayName("11.4.14 contained members are changed where they are, and only there")
  void contained() {
    String bind = "{\"Product@odata.bind\":\"Products(2)\"}";
    shop.send("PATCH", "Orders(1)/Lines/$filter(No eq 2)/$each", bind).is(204);
    assertEquals(3, shop.json("Orders(1)/Lines(1)/Product").get("Id").asInt());
    assertEquals(2, shop.json("Orders(1)/Lines(2)/Product").get("Id").asInt());
    shop.get("Orders(2)/Lines(1)/Product").is(204);
    shop.delete("Orders(1)/Lines/$each").is(204);
    assertEquals(0, shop.json("Orders(1)/Lines").get("value").size());
    assertEquals(1, shop.json("Orders(2)/Lines").get("value").size());
    shop.send("PATCH", "Orders(9)/Lines/$each", bind).is(204);
  }

  @Test
  @DisplayName("11.4.14 nested values and open properties, in all members at once")
  void values() {
    shop.send("PATCH", "Customers/$each", "{\"Address\":{\"City\":\"Ulm\"},\"Tags\":[\"t\"]}")
        .is(204);
    assertEquals("Ulm", shop.json("Customers(1)/Address").get("City").asText());
    assertEquals("1", shop.json("Customers(1)/Address").get("Zip").asText());
    assertEquals("Ulm", shop.json("Customers(3)/Address").get("City").asText());
    assertEquals("[\"t\"]", shop.json("Customers(1)/Tags").get("value").toString());
    shop.send("PATCH", "Products/$filter(Colour eq 'red')/$each", "{\"Colour\":\"blue\"}").is(204);
    assertEquals(List.of(1), shop.ids("Products?$filter=Colour eq 'blue'"));
  }

  @Test
  @DisplayName("11.4.1.1 the version of each member grows, and of no other")
  void versions() {
    String first = tag("Reviews(1)");
    String second = tag("Reviews(2)");
    shop.send("PATCH", "Reviews/$filter(Id ne 2)/$each", "{\"Text\":\"x\"}").is(204);
    assertNotEquals(first, tag("Reviews(1)"));
    assertEquals(second, tag("Reviews(2)"));
    assertEquals(2, shop.json("Reviews(1)").get("Version").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"If-Match", "If-None-Match"})
  @DisplayName("8.2.4 and 8.2.5 one ETag cannot be that of many, nor * that of any")
  void conditions(String header) {
    String tag = tag("Reviews(1)");
    for (String value : new String[] {tag, "*"}) {
      String condition = header + ": " + value;
      String error = shop.send("PATCH", "Reviews/$each", "{\"Text\":\"x\"}", condition).error(400);
      assertTrue(error.contains("different ETags"), error);
      shop.delete("Reviews/$each", condition).error(400);
    }
    assertEquals(tag, tag("Reviews(1)"));
    assertEquals(List.of(1, 2, 3), shop.ids("Reviews"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Prefer: continue-on-error", "Prefer: return=representation", "Accept: */*"})
  @DisplayName(
      "11.4.14 and 11.4.15 all or none: a preference to go on behind an error is not taken")
  void undone(String header) {
    String tooLong = "{\"Note\":\"z\",\"Name\":\"far too long\"}";
    shop.send("PATCH", "Customers/$each", tooLong, header).error(400);
    shop.send("PATCH", "Customers/$each", "{\"Friend@odata.bind\":\"Customers(9)\"}", header)
        .error(400);
    Answer refused = shop.delete("Customers/$filter(Id lt 3)/$each", header);
    assertTrue(refused.error(409).contains("Order"));
    assertTrue(refused.header("Preference-Applied").isEmpty());
    assertEquals(List.of(1, 2, 3), shop.ids("Customers"));
    assertEquals(List.of(2), shop.ids("Customers?$filter=Friend/Id eq 3"));
    Answer done = shop.send("PATCH", "Customers/$each", "{\"Note\":\"y\"}", header);
    assertEquals("", done.is(204).text());
    assertEquals(List.of(1, 2, 3), shop.ids("Customers?$filter=Note eq 'y'"));
  }

  @Test
  @DisplayName("4.13 nothing else is done to each, and each is of a collection")
  void refused() {
    shop.send("PUT", "Customers/$each", "{\"Name\":\"x\"}").error(405);
    shop.send("POST", "Customers/$each", "{\"Id\":8,\"Name\":\"x\"}").error(405);
    shop.send("PATCH", "Customers(1)/$each", "{\"Note\":\"x\"}").error(400);
    shop.delete("Guest/$each").error(400);
    shop.send("PATCH", "Customers/$filter(Level gt 1)/$each", "{\"Note\":\"x\"}").error(400);
    shop.send("PATCH", "Customers/$filter(Name)/$each", "{\"Note\":\"x\"}").error(400);
    shop.send("PATCH", "Customers/$each", "{\"Level\":1}").error(400);
    shop.send("PATCH", "Customers/$each", "[]").error(400);
    assertEquals(List.of(), shop.ids("Customers?$filter=Note eq 'x'"));
  }
}
