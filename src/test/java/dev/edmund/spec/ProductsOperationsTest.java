package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.app.ShippedService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions and actions of the example (Part 1, 11.5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProductsOperationsTest {
  private static final String JSON = "Content-Type: application/json";
  private static final double EXACT = 1e-9;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  private String laptop = "";

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serveReseeding(folder, ProductsExampleTest.MODEL);
    laptop = path("Laptop");
  }

  @BeforeEach
  void reseed() {
    service.post("Reseed", "").ok();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private String path(String name) {
    JsonNode found = service.json("Products?$filter=Name eq '" + name + "'").at("/value/0");
    return "Products(" + found.get("ID").asText() + ")";
  }

  private List<String> names(String target) {
    List<String> names = new ArrayList<>();
    service.json(target).get("value").forEach(item -> names.add(item.get("Name").asText()));
    return names;
  }

  private double number(String target) {
    return service.json(target).get("value").asDouble();
  }

  private double price(String product) {
    return number(product + "/Price");
  }

  @Test
  void theModelHasNoFindings() {
    assertEquals(List.of(), ShippedService.errors(ProductsExampleTest.MODEL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GetTopProducts", "GetTopProducts()", "GetTopProducts(count=10)"})
  void topProductsAreThoseOfTheHighestPrice(String call) {
    assertEquals(
        List.of(
            "Premium Laptop Pro",
            "Laptop",
            "Smartphone",
            "Office Chair",
            "Gaming Mouse Ultra",
            "Wireless Mouse",
            "Coffee Mug"),
        names(call));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetTopProducts(count=2)",
        "GetTopProducts()?count=2",
        "GetTopProducts?count=2",
        "GetTopProducts()?count=2&category=Electronics",
        "GetTopProducts(count=2,category='Electronics')",
        "GetTopProducts(count=@n)?@n=2"
      })
  void topProductsTakeACount(String call) {
    assertEquals(List.of("Premium Laptop Pro", "Laptop"), names(call));
  }

  @Test
  void topProductsTakeACategory() {
    assertEquals(List.of("Coffee Mug"), names("GetTopProducts(count=5,category='Kitchen')"));
    assertEquals(List.of("Coffee Mug"), names("GetTopProducts()?count=5&category=Kitchen"));
  }

  @Test
  void whatNoOverloadTakesIsRefused() {
    service.get("GetTopProducts(category='Electronics')").error(404);
    service.get("GetTopProducts()?count=5&__invalid=1").error(400);
    service.get("Calculate(a=1)").error(404);
    service.get("Convert(input='x',number=1)").error(404);
    service.get(laptop + "/CalculatePrice(tax=8)").error(404);
  }

  @Test
  void statisticsAreComplex() {
    JsonNode stats = service.json("GetProductStats()");
    assertEquals(7, stats.get("totalProducts").asInt());
    assertEquals(4245.44 / 7, stats.get("averagePrice").asDouble(), EXACT);
    assertEquals(1999.99, stats.get("maxPrice").asDouble());
    assertEquals(15.5, stats.get("minPrice").asDouble());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Laptop", "laptop", "TOP"})
  void productsAreFoundByPartsOfTheirName(String part) {
    assertEquals(List.of("Laptop"), names("FindProducts(name='" + part + "',maxPrice=1000)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Calculate(value=21)     | 42
          Calculate(a=40,b=2)     | 42
          Convert(input='x')      | String: x
          Convert(number=5)       | Number: 5
          """)
  void overloadsAreChosenByTheirParameters(String call, String value) {
    assertEquals(value, service.json(call).get("value").asText());
  }

  @Test
  void aProductHasATotalPrice() {
    String function = laptop + "/GetTotalPrice";
    assertEquals(999.99 * 1.08, number(function + "(taxRate=0.08)"), EXACT);
    assertEquals(999.99 * 1.08, number(function + "?taxRate=0.08"), EXACT);
    assertEquals(
        999.99 * 1.08, number(laptop + "/ComplianceService.GetTotalPrice(taxRate=0.08)"), EXACT);
    service.get(function + "()").error(400);
    service.get(function + "(taxRate='x')").error(400);
    service
        .get("Products(00000000-0000-0000-0000-000000000000)/GetTotalPrice(taxRate=0.1)")
        .error(404);
  }

  @Test
  void relatedProductsAreThoseOfTheCategory() {
    assertEquals(
        List.of("Wireless Mouse", "Smartphone", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        names(laptop + "/GetRelatedProducts()"));
    assertEquals(List.of(), names(path("Coffee Mug") + "/GetRelatedProducts()"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(discount=10)", "?discount=10"})
  void aPriceIsCalculatedWithADiscount(String arguments) {
    assertEquals(899.991, number(laptop + "/CalculatePrice" + arguments), EXACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(discount=10,tax=8)", "?discount=10&tax=8"})
  void aPriceIsCalculatedWithATax(String arguments) {
    assertEquals(971.99028, number(laptop + "/CalculatePrice" + arguments), EXACT);
  }

  @Test
  void aProductIsTold() {
    assertEquals(
        "Product: Laptop (Price: 999.99) in short format",
        service.json(laptop + "/GetInfo(format='short')").get("value").asText());
    assertEquals(
        "Product: Coffee Mug (Price: 15.50) in long format",
        service.json(path("Coffee Mug") + "/GetInfo(format='long')").get("value").asText());
  }

  @Test
  void productsHaveAnAveragePrice() {
    assertEquals(4245.44 / 7, number("Products/GetAveragePrice()"), EXACT);
    assertEquals(1499.99, number("Products/$filter(Price gt 900)/GetAveragePrice()"), EXACT);
  }

  @Test
  void aDiscountIsKept() {
    String action = laptop + "/ApplyDiscount";
    JsonNode product = service.post(action, "{\"percentage\":10}", JSON).ok().json();
    assertEquals(899.991, product.get("Price").asDouble(), EXACT);
    assertEquals(2, product.get("Version").asInt());
    assertEquals(899.991, price(laptop), EXACT);
    service.post(action, "{}", JSON).error(400);
    service.post(action, "{\"percentage\":\"x\"}", JSON).error(400);
    assertEquals(899.991, price(laptop), EXACT);
  }

  @Test
  void aPriceIsIncreased() {
    service.post(laptop + "/IncreasePrice", "{\"amount\":5}", JSON).is(204);
    assertEquals(1004.99, price(laptop), EXACT);
  }

  @Test
  void aProductIsActivated() {
    String chair = path("Office Chair");
    service.post(chair + "/Activate", "").is(204);
    assertEquals("InStock", service.json(chair + "/Status").get("value").asText());
    service.post(laptop + "/Activate", "{}", JSON).is(204);
    assertEquals("InStock,Featured", service.json(laptop + "/Status").get("value").asText());
  }

  @Test
  void aCalculatedDiscountIsNotKept() {
    assertEquals(
        899.991,
        service
            .post(laptop + "/CalculateDiscount", "{\"percentage\":10}", JSON)
            .ok()
            .json()
            .get("value")
            .asDouble(),
        EXACT);
    assertEquals(999.99, price(laptop));
  }

  @Test
  void someActionsChangeNothing() {
    String before = service.get("Products").ok().text();
    service.post("Products/MarkAllAsReviewed", "").is(204);
    service.post("ResetProducts", "").is(204);
    JsonNode reset = service.post("ResetAllPrices", "").ok().json();
    assertTrue(reset.has("message") && reset.has("updatedCount"), reset.toString());
    assertEquals(before, service.get("Products").ok().text());
  }

  @Test
  void allProductsAreProcessedOrTheDearOnes() {
    String mug = path("Coffee Mug");
    service.post("Process", "{\"percentage\":10}", JSON).is(204);
    assertEquals(899.991, price(laptop), EXACT);
    assertEquals(13.95, price(mug), EXACT);
    service.post("Process", "{\"percentage\":50,\"minPrice\":500}", JSON).is(204);
    assertEquals(449.9955, price(laptop), EXACT);
    assertEquals(13.95, price(mug), EXACT);
    service.post("Process", "{\"minPrice\":500}", JSON).error(400);
  }

  @Test
  void functionsAreReadAndActionsPosted() {
    service.post("Calculate(value=1)", "{}", JSON).error(405);
    service.post("GetTopProducts", "{}", JSON).error(405);
    service.get(laptop + "/ApplyDiscount").error(405);
    service.get("Reseed").error(405);
  }

  /** Where nobody allowed it, an action does not put the rows back. */
  @Test
  void aReseedIsAllowedOrNot(@TempDir Path folder) {
    try (ModelUnderTest careful =
        ModelUnderTest.serve(folder, ProductsExampleTest.MODEL, Map.of())) {
      careful.post("Categories", "{\"Name\":\"Garden\"}", JSON).is(201);
      assertTrue(careful.post("Reseed", "").error(403).contains("--allow-reseed"));
      assertEquals("1", careful.get("Categories/$count").ok().text());
    }
  }
}
