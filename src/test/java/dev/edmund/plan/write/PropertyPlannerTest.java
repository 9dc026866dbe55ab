package dev.edmund.plan.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.core.ODataException;
import dev.edmund.plan.write.WriteRequest.Method;
import dev.edmund.request.payload.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Part 1, 11.4.9: values and properties are managed directly. */
final class PropertyPlannerTest {
  private static final String FOUND = "find #0 Customer[] to change else 404\n";
  private static final String PRODUCT = "find #0 Product[] to change else 404\n";

  private final Shop shop = Shop.open();

  private static JsonValue value(JsonValue value) {
    return JsonValue.object(Map.of("value", value));
  }

  private static JsonValue text(String text) {
    return JsonValue.string(text);
  }

  @Test
  void aPrimitivePropertyIsSetByPut() {
    assertEquals(
        FOUND + "update #0 Customer Name=Ada\n-> #0 Customer",
        shop.plan(Method.PUT, "Customers(1)/Name", value(text("Ada"))));
    assertEquals(
        FOUND + "update #0 Customer Name=Ada\n-> #0 Customer",
        shop.plan(Method.PUT, "Customers(1)/Name/$value", Shop.text("Ada")));
  }

  @Test
  void deleteSetsItToNull() {
    assertEquals(
        FOUND + "update #0 Customer Note=null\n-> #0 Customer", shop.delete("Customers(1)/Note"));
    assertEquals(
        FOUND + "update #0 Customer Note=null\n-> #0 Customer",
        shop.delete("Customers(1)/Note/$value"));
  }

  @Test
  void aComplexPropertyIsMergedReplacedAndRemoved() {
    JsonValue city = JsonValue.object(Map.of("City", text("Rom")));
    assertEquals(
        FOUND
            + "update #0 Customer Address=true, Address_City=Rom, Address_Zip=if new 0\n"
            + "-> #0 Customer",
        shop.plan(Method.PATCH, "Customers(1)/Address", city));
    assertEquals(
        FOUND + "update #0 Customer Address=true, Address_City=Rom, Address_Zip=0\n-> #0 Customer",
        shop.plan(Method.PUT, "Customers(1)/Address", city));
    assertEquals(
        FOUND
            + "update #0 Customer Address=null, Address_City=null, Address_Zip=null\n"
            + "-> #0 Customer",
        shop.delete("Customers(1)/Address"));
  }

  @Test
  void aPartOfAComplexPropertyNeedsIt() {
    assertEquals(
        FOUND.stripTrailing()
            + "\nfind #1 Customer[Address] else 404"
            + "\nupdate #0 Customer Address_City=Rom"
            + "\n-> #0 Customer",
        shop.plan(Method.PUT, "Customers(1)/Address/City", value(text("Rom"))));
  }

  @Test
  void aCollectionIsReplacedAppendedToAndEmptied() {
    assertEquals(
        FOUND + "update #0 Customer\nmembers of #0 Customer Tags[value=a, value=b]\n-> #0 Customer",
        shop.plan(
            Method.PUT,
            "Customers(1)/Tags",
            value(JsonValue.array(List.of(text("a"), text("b"))))));
    assertEquals(
        FOUND + "update #0 Customer\nappend to #0 Customer Tags[value=a]\n-> #0 Customer",
        shop.plan(Method.POST, "Customers(1)/Tags", value(text("a"))));
    assertEquals(
        FOUND + "update #0 Customer\nmembers of #0 Customer Tags[]\n-> #0 Customer",
        shop.delete("Customers(1)/Tags"));
  }

  @Test
  void aDynamicPropertyIsAMemberOfADocument() {
    assertEquals(
        PRODUCT
            + "update #0 Product _dynamic={…} with {Colour=Put[text=\"red\", tag=null]}\n"
            + "-> #0 Product",
        shop.plan(Method.PUT, "Products(1)/Colour", value(text("red"))));
    assertEquals(
        PRODUCT + "update #0 Product _dynamic={…} with {Colour=Remove[]}\n-> #0 Product",
        shop.delete("Products(1)/Colour"));
  }

  @Test
  void aPartOfADocumentIsChangedInIt() {
    assertEquals(
        """
        find #0 Product[] to change else 404
        find #1 Product[] else 404
        update #0 Product Size={…} with {Width=Put[text=3, tag=null]}
        -> #0 Product""",
        shop.plan(Method.PUT, "Products(1)/Size/Width", value(JsonValue.number("3"))));
  }

  @ParameterizedTest
  @CsvSource({
    "Customers(1)/Name, 400",
    "Customers(1)/Id, 400",
    "Customers(1)/Address/Zip, 400",
    "Products(1)/Size/Width, 400"
  })
  void whatCannotBeNullIsRefused(String target, int status) {
    assertEquals(
        status, assertThrows(ODataException.class, () -> shop.delete(target)).code().status());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, Customers(1)/Name, 400",
    "POST, Customers(1)/Name, 405",
    "POST, Customers(1)/Address, 405",
    "PATCH, Customers(1)/Tags, 405"
  })
  void aValueOfAnotherTypeOrMethodIsRefused(Method method, String target, int status) {
    JsonValue body = value(text("more than eight characters"));
    assertEquals(
        status,
        assertThrows(ODataException.class, () -> shop.plan(method, target, body)).code().status());
  }
}
