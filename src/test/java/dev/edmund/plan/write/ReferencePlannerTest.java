package dev.edmund.plan.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ODataException;
import dev.edmund.plan.write.WriteRequest.Method;
import dev.edmund.request.payload.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 11.4.6: the references of navigation properties. */
final class ReferencePlannerTest {
  private final Shop shop = Shop.open();

  private static JsonValue to(String id) {
    return JsonValue.object(Map.of("@odata.id", JsonValue.string(id)));
  }

  private static JsonValue toAll(String... ids) {
    List<JsonValue> items = List.of(ids).stream().map(ReferencePlannerTest::to).toList();
    return JsonValue.object(Map.of("value", JsonValue.array(items)));
  }

  private ODataException refused(Method method, String target, JsonValue body) {
    return assertThrows(ODataException.class, () -> shop.plan(method, target, body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Products(2)", "/service/Products(2)", "http://host/service/Products(2)"})
  void aReferenceIsAddedByItsIdInAnyForm(String id) {
    assertEquals(
        """
        find #0 Customer[] to change else 404
        update #0 Customer
        find #1 Product[] else 400
        tie #0 Customer Likes #1 Product""",
        shop.plan(Method.POST, "Customers(1)/Likes/$ref", to(id)));
  }

  @Test
  void theEntityThatHasTheColumnChangesAsWell() {
    assertEquals(
        """
        find #0 Customer[Id] to change else 404
        update #0 Customer
        find #1 Order[CustomerId] to change else 400
        tie #0 Customer Orders #1 Order
        update #1 Order""",
        shop.plan(Method.POST, "Customers(1)/Orders/$ref", to("Orders(2)")));
  }

  @Test
  void aSingleReferenceIsReplacedByPut() {
    assertEquals(
        """
        find #0 Order[CustomerId] to change else 404
        update #0 Order
        find #1 Vip[Id] else 400
        tie #0 Order Customer #1 Vip""",
        shop.plan(Method.PUT, "Orders(1)/Customer/$ref", to("Customers(2)/self.Vip")));
  }

  @Test
  void allReferencesAreReplacedByPut() {
    assertEquals(
        """
        find #0 Customer[] to change else 404
        update #0 Customer
        find #1 Product[] else 400
        find #2 Product[] else 400
        untie #0 Customer Likes all but #1 Product, #2 Product
        tie #0 Customer Likes #1 Product
        tie #0 Customer Likes #2 Product""",
        shop.plan(Method.PUT, "Customers(1)/Likes/$ref", toAll("Products(1)", "Products(2)")));
  }

  @Test
  void whatNeedsTheSourceKeepsItsReference() {
    assertTrue(
        shop.plan(Method.PUT, "Customers(1)/Orders/$ref", toAll())
            .endsWith("untie #0 Customer Orders all else 409"));
    assertEquals(
        409,
        assertThrows(ODataException.class, () -> shop.delete("Customers(1)/Orders(2)/$ref"))
            .code()
            .status());
  }

  @ParameterizedTest
  @CsvSource({
    "Customers(1)/Likes/$ref?$id=Products(2), 400",
    "Customers(1)/Likes/$ref?$id=../../Products(2), 400",
    "Customers(1)/Likes(2)/$ref, 404"
  })
  void oneOfManyIsRemovedByIdOrKey(String target, int missing) {
    assertEquals(
        """
        find #0 Customer[] to change else 404
        update #0 Customer
        find #1 Product[] else %d
        untie #0 Customer Likes #1 Product"""
            .formatted(missing),
        shop.delete(target));
  }

  @Test
  void allAreRemovedWithoutId() {
    assertTrue(shop.delete("Products(1)/Fans/$ref").endsWith("untie #0 Product Fans all"));
  }

  @Test
  void aSingleOneIsRemovedUnlessItMustBe() {
    assertTrue(shop.delete("Orders(1)/Product/$ref").endsWith("untie #0 Order Product all"));
    ODataException error =
        assertThrows(ODataException.class, () -> shop.delete("Orders(1)/Customer/$ref"));
    assertEquals(400, error.code().status());
    assertTrue(error.text().contains("Customer of self.Order"), error.text());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, Orders(1)/Lines/$ref, 400",
    "POST, Orders(1)/Product/$ref, 405",
    "PATCH, Orders(1)/Product/$ref, 405",
    "PUT, Customers(1)/Likes(2)/$ref, 405",
    "POST, Customers/$ref, 405",
    "POST, Customers(1)/Likes/$ref?$id=Products(1), 400"
  })
  void theRestIsRefused(Method method, String target, int status) {
    assertEquals(status, refused(method, target, to("Products(1)")).code().status());
  }

  @Test
  void theTargetMustFit() {
    ODataException error = refused(Method.PUT, "Orders(1)/Product/$ref", to("Customers(1)"));
    assertEquals(400, error.code().status());
    assertTrue(error.text().contains("self.Customer"), error.text());
    assertEquals(
        400, refused(Method.PUT, "Orders(1)/Product/$ref", to("Nowhere(1)")).code().status());
    assertEquals(
        400, refused(Method.PUT, "Orders(1)/Product/$ref", to("Products")).code().status());
  }

  @Test
  void aBodyThatIsNoReferenceIsRefused() {
    JsonValue other = JsonValue.object(Map.of("Id", JsonValue.number("1")));
    assertEquals(400, refused(Method.PUT, "Orders(1)/Product/$ref", other).code().status());
    assertEquals(
        400, refused(Method.PUT, "Customers(1)/Likes/$ref", to("Products(1)")).code().status());
  }
}
