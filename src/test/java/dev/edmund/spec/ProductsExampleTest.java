package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows, defaults, media and searches of the example. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProductsExampleTest {
  static final Path MODEL = Path.of("src/examples/products/products.csdl.xml");
  private static final String JSON = "Content-Type: application/json";
  private static final List<String> ALL =
      List.of(
          "Laptop",
          "Wireless Mouse",
          "Coffee Mug",
          "Office Chair",
          "Smartphone",
          "Premium Laptop Pro",
          "Gaming Mouse Ultra");

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serveReseeding(folder, MODEL);
  }

  @BeforeEach
  void reseed() {
    service.post("Reseed", "").ok();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private List<String> names(String target) {
    return items(target).map(item -> item.get("Name").asText()).toList();
  }

  private Stream<JsonNode> items(String target) {
    List<JsonNode> items = new ArrayList<>();
    service.json(target).get("value").forEach(items::add);
    return items.stream();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode product(String name) {
    return items("Products?$filter=Name%20eq%20'" + encode(name) + "'").toList().get(0);
  }

  private String path(String set, String name) {
    JsonNode found = items(set + "?$filter=Name%20eq%20'" + encode(name) + "'").toList().get(0);
    return set + "(" + found.get("ID").asText() + ")";
  }

  @Test
  void theSetsAndTheSingletonAreThere() {
    assertEquals(
        List.of(
            "Categories",
            "Products",
            "ProductDescriptions",
            "MediaItems",
            "ReadOnlyItems",
            "DecimalSamples",
            "Company"),
        items("").map(item -> item.get("name").asText()).toList());
    assertEquals("3", service.get("Categories/$count").ok().text());
    assertEquals("7", service.get("ProductDescriptions/$count").ok().text());
  }

  @Test
  void productsAreInTheOrderOfTheFile() {
    assertEquals(ALL, names("Products"));
    assertTrue(items("Products").allMatch(p -> p.get("Version").asInt() == 1));
    assertTrue(items("Products").allMatch(p -> p.get("Description").isNull()));
    assertTrue(items("Products").allMatch(p -> p.get("SerialNumber").isNull()));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Laptop, 999.99, 200, -10, 1200, 3.14, 'InStock,Featured', 2024-01-15T10:30:00Z
          Wireless Mouse, 29.99, 110, 5, 300, 0.09, 'InStock,OnSale', 2024-03-20T14:45:00Z
          Coffee Mug, 15.5, 0, -5, -200, 0, InStock, 2023-11-05T09:15:00Z
          Office Chair, 249.99, 255, 127, 32767, 150, Discontinued, 2023-08-12T16:20:00Z
          Smartphone, 799.99, 0, 0, 0, 0, 'InStock,OnSale,Featured', 2024-06-28T11:00:00Z
          Premium Laptop Pro, 1999.99, 0, 0, 0, 0, 'InStock,Featured', 2024-07-01T10:00:00Z
          Gaming Mouse Ultra, 149.99, 0, 0, 0, 0, 'InStock,OnSale', 2024-07-15T14:30:00Z
          """)
  void productsHaveTheirValues(
      String name,
      double price,
      int rating,
      int temperature,
      int quantity,
      double weight,
      String status,
      String created) {
    JsonNode product = product(name);
    assertEquals(price, product.get("Price").asDouble());
    assertEquals(rating, product.get("Rating").asInt());
    assertEquals(temperature, product.get("Temperature").asInt());
    assertEquals(quantity, product.get("Quantity").asInt());
    assertEquals(weight, product.get("Weight").asDouble());
    assertEquals(status, product.get("Status").asText());
    assertEquals(created, product.get("CreatedAt").asText());
    assertEquals("W/\"1\"", product.get("@odata.etag").asText());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          Laptop, dGVzdA, 2024-01-15, 09:30:00, P1D, PT45S, PT0S
          Wireless Mouse, AQID, 2024-01-20, 08:15:00, PT2H, PT1.5S, -P1D
          Coffee Mug, '', 2024-01-01, 00:00:00, P2D, PT30M, PT0S
          Office Chair, null, 2024-12-31, 23:59:59, P1DT2H30M, PT45S, PT0S
          Smartphone, null, null, null, null, null, null
          """)
  void productsHaveTheirTimesAndBytes(
      String name,
      String data,
      String date,
      String open,
      String shipping,
      String processing,
      String offset) {
    JsonNode product = product(name);
    List<String> found = new ArrayList<>();
    for (String property :
        List.of("Data", "ReleaseDate", "OpenTime", "ShippingTime", "ProcessingTime", "Offset")) {
      found.add(String.valueOf(product.get(property).textValue()));
    }
    List<String> expected = new ArrayList<>();
    for (Object value : new Object[] {data, date, open, shipping, processing, offset}) {
      expected.add(String.valueOf(value));
    }
    assertEquals(expected, found);
  }

  @Test
  void complexAndGeographicValuesAreThereOrNull() {
    JsonNode laptop = product("Laptop");
    assertEquals("123 Tech Way", laptop.at("/ShippingAddress/Street").asText());
    assertEquals("98101", laptop.at("/ShippingAddress/PostalCode").asText());
    assertEquals("USA", laptop.at("/ShippingAddress/Country").asText());
    assertEquals(35.5, laptop.at("/Dimensions/Length").asDouble());
    assertEquals("cm", laptop.at("/Dimensions/Unit").asText());
    assertEquals("[-122.3321,47.6062]", laptop.at("/Location/coordinates").toString());
    assertEquals(5, laptop.at("/Area/coordinates/0").size());
    JsonNode chair = product("Office Chair");
    for (String property : List.of("ShippingAddress", "Dimensions", "Location", "Route", "Area")) {
      assertTrue(chair.get(property).isNull(), property);
    }
    assertEquals(List.of("Office Chair"), names("Products?$filter=ShippingAddress eq null"));
    assertEquals(List.of("Laptop"), names("Products?$filter=ShippingAddress/City eq 'Seattle'"));
  }

  @Test
  void derivedTypesAreTold() {
    assertEquals(
        List.of("Laptop", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        names("Products/ComplianceService.SpecialProduct"));
    assertEquals(
        List.of("Laptop", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        names("Products?$filter=isof(ComplianceService.SpecialProduct)"));
    JsonNode laptop = product("Laptop");
    assertEquals("Extended warranty included", laptop.get("SpecialProperty").asText());
    assertEquals("Premium support", laptop.get("SpecialFeature").asText());
    assertEquals("SpecialProduct", laptop.get("ProductType").asText());
    assertEquals(4, items("Products?$filter=ProductType eq 'Product'").toList().size());
  }

  @Test
  void flagsAreFiltered() {
    String has = "Products?$filter=Status has ComplianceService.ProductStatus'";
    assertEquals(
        List.of("Wireless Mouse", "Smartphone", "Gaming Mouse Ultra"), names(has + "OnSale'"));
    assertEquals(List.of("Smartphone"), names(has + "OnSale,Featured'"));
    assertEquals(List.of("Coffee Mug"), names("Products?$filter=Status eq 'InStock'"));
  }

  @Test
  void navigationLeadsBothWays() {
    assertEquals(List.of("Coffee Mug"), names("Categories(Name='Kitchen')/Products"));
    assertEquals(List.of("Office Chair"), names("Products?$filter=Category/Name eq 'Furniture'"));
    assertEquals(5, items("Products?$filter=Category/Name eq 'Electronics'").toList().size());
    JsonNode laptop =
        items("Products?$top=1&$expand=Category,Descriptions,RelatedProducts").toList().get(0);
    assertEquals("Electronics", laptop.at("/Category/Name").asText());
    assertEquals(2, laptop.get("Descriptions").size());
    assertEquals(0, laptop.get("RelatedProducts").size());
    assertEquals(
        List.of("Office Chair", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        names("Products?$filter=not Descriptions/any()"));
  }

  @Test
  void descriptionsAreInTheirLanguages() {
    String laptop = path("Products", "Laptop");
    List<JsonNode> all = items(laptop + "/Descriptions?$orderby=LanguageKey desc").toList();
    assertEquals(
        List.of("EN", "DE"), all.stream().map(d -> d.get("LanguageKey").asText()).toList());
    assertEquals("Promo", all.get(0).get("CustomName").asText());
    assertEquals("", all.get(1).get("CustomName").asText());
    assertTrue(all.get(1).get("LongText").asText().contains("verfügt über"));
    assertEquals(6, items("ProductDescriptions?$filter=CustomName eq ''").toList().size());
    assertEquals(7, items("ProductDescriptions?$filter=LongText ne null").toList().size());
  }

  @Test
  void theCompanyIsASingleton() {
    JsonNode company = service.json("Company");
    assertEquals("TechStore Inc.", company.get("Name").asText());
    assertEquals("Sarah Johnson", company.get("CEO").asText());
    assertEquals(2010, company.get("Founded").asInt());
    assertEquals("Seattle, WA, USA", company.get("HeadQuarter").asText());
    assertEquals("https://techstore.example.com", company.get("Website").asText());
    String logo = service.get("Company/Logo/$value").ok().text();
    assertTrue(logo.startsWith("<svg ") && logo.endsWith("</svg>"), logo);
    assertEquals(
        "W/\"2\"",
        service
            .send("PATCH", "Company", "{\"CEO\":\"Ann\"}", JSON)
            .is(204)
            .header("ETag")
            .orElse(""));
    JsonNode changed = service.json("Company");
    assertEquals(2, changed.get("Version").asInt());
    assertFalse(changed.get("UpdatedAt").equals(company.get("UpdatedAt")));
  }

  @Test
  void decimalsKeepTheirDigits() {
    assertEquals("123.45", items("DecimalSamples").toList().get(0).get("Amount").asText());
    String most = "12345678901234567890.123456789012345678";
    JsonNode made =
        service
            .post("DecimalSamples", "{\"Name\":\"Most\",\"Amount\":" + most + "}", JSON)
            .is(201)
            .json();
    assertEquals(most, made.get("Amount").decimalValue().toPlainString());
  }

  @Test
  void readOnlyItemsAreReadOnly() {
    assertEquals(List.of("Read-only item A", "Read-only item B"), names("ReadOnlyItems"));
    String item = path("ReadOnlyItems", "Read-only item A");
    service.post("ReadOnlyItems", "{\"Name\":\"x\"}", JSON).error(405);
    service.send("PATCH", item, "{\"Name\":\"x\"}", JSON).error(405);
    service.send("DELETE", item, "").error(405);
  }

  @Test
  void mediaItemsHaveContent() {
    List<JsonNode> items = items("MediaItems").toList();
    assertEquals(
        List.of("Sample Image", "Sample Document"),
        items.stream().map(m -> m.get("Name").asText()).toList());
    assertEquals(List.of(1024, 2048), items.stream().map(m -> m.get("Size").asInt()).toList());
    Answer image = service.get(path("MediaItems", "Sample Image") + "/$value").ok();
    assertEquals("fake-png-binary-data", image.text());
    assertEquals("image/png", image.header("Content-Type").orElse(""));
    Answer document = service.get(path("MediaItems", "Sample Document") + "/$value").ok();
    assertEquals("fake-pdf-binary-data", document.text());
    assertEquals("application/pdf", document.header("Content-Type").orElse(""));
  }

  @Test
  void bytesAloneMakeAMediaItem() {
    JsonNode made = service.post("MediaItems", "abc", "Content-Type: image/png").is(201).json();
    assertEquals("image/png", made.get("ContentType").asText());
    assertFalse(made.get("Name").asText().isEmpty());
    String item = "MediaItems(" + made.get("ID").asText() + ")";
    assertEquals("abc", service.get(item + "/$value").ok().text());
  }

  @Test
  void aPhotoIsAStream() {
    String laptop = path("Products", "Laptop");
    service.get(laptop + "/Photo").is(204);
    service.send("PUT", laptop + "/Photo", "abc", "Content-Type: image/png").is(204);
    assertEquals("abc", service.get(laptop + "/Photo").ok().text());
  }

  @Test
  void nameAndPriceMakeAProduct() {
    JsonNode made = service.post("Products", "{\"Name\":\"N\",\"Price\":1.5}", JSON).is(201).json();
    for (String zero : List.of("Rating", "Temperature", "Quantity", "Weight")) {
      assertEquals(0, made.get(zero).asDouble(), zero);
    }
    assertEquals("None", made.get("Status").asText());
    assertEquals(1, made.get("Version").asInt());
    assertEquals("Product", made.get("ProductType").asText());
    assertTrue(made.get("CreatedAt").asText().matches("2\\d{3}-.*Z"), made.toString());
    assertTrue(service.post("Products", "{\"Name\":\"N\"}", JSON).error(400).contains("Price"));
  }

  @Test
  void numbersMayBeInQuotes() {
    String body =
        "{\"Name\":\"N\",\"Price\":\"1.5\",\"Rating\":\"3\",\"Quantity\":\"-5\",\"Weight\":\"1e1\"}";
    String kendo = "Content-Type: application/json;IEEE754Compatible=true";
    JsonNode made = service.post("Products", body, kendo).is(201).json();
    assertEquals(1.5, made.get("Price").asDouble());
    assertEquals(3, made.get("Rating").asInt());
    assertEquals(-5, made.get("Quantity").asInt());
    assertEquals(10, made.get("Weight").asDouble());
    for (String wrong : List.of("", " 3", "3x", "0x3", "256", "3.5", "true")) {
      String rating = "{\"Name\":\"N\",\"Price\":1,\"Rating\":\"" + wrong + "\"}";
      assertTrue(service.post("Products", rating, kendo).error(400).contains("Rating"), wrong);
    }
    for (String wrong : List.of("", "1.5d", "Infinity", "1,5")) {
      String price = "{\"Name\":\"N\",\"Price\":\"" + wrong + "\"}";
      assertTrue(service.post("Products", price, kendo).error(400).contains("Price"), wrong);
    }
  }

  @Test
  void keyAndVersionAreMadeByTheServer() {
    String mine = "00000000-0000-0000-0000-000000000001";
    JsonNode made =
        service
            .post(
                "Products",
                "{\"ID\":\"" + mine + "\",\"Version\":7,\"Name\":\"N\",\"Price\":1}",
                JSON)
            .is(201)
            .json();
    assertFalse(made.get("ID").asText().equals(mine));
    assertEquals(1, made.get("Version").asInt());
  }

  @Test
  void eachChangeCountsAndIfMatchIsHeldTo() {
    String laptop = path("Products", "Laptop");
    service.send("PATCH", laptop, "{\"Price\":5}", JSON).is(204);
    assertEquals(2, service.json(laptop).get("Version").asInt());
    service.send("PATCH", laptop, "{\"Price\":6}", JSON, "If-Match: W/\"1\"").error(412);
    service.send("PATCH", laptop, "{\"Price\":6}", JSON, "If-Match: W/\"2\"").is(204);
    assertEquals(3, service.json(laptop).get("Version").asInt());
  }

  @Test
  void categoriesHaveDifferentNames() {
    service.post("Categories", "{\"Name\":\"Kitchen\"}", JSON).error(409);
    service.post("Categories", "{\"Name\":\"Garden\"}", JSON).is(201);
  }

  @Test
  void descriptionsGoWithTheirProduct() {
    service.send("DELETE", path("Products", "Laptop"), "").is(204);
    assertEquals("5", service.get("ProductDescriptions/$count").ok().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"$search=Laptop", "$search=laptop NOT gaming"})
  void productsAreSearched(String search) {
    assertEquals(List.of("Laptop", "Premium Laptop Pro"), names("Products?" + search));
  }

  @Test
  void descriptionsAreSearched() {
    assertEquals(1, items("ProductDescriptions?$search=Ceramic").toList().size());
    assertEquals(1, items("ProductDescriptions?$search=Prozessortechnologie").toList().size());
  }

  /** An action that puts the rows back leaves nothing of what was made or changed. */
  @Test
  void aReseedPutsEverythingBack() {
    String before = service.get("Products?$expand=Descriptions,Category").ok().text();
    String laptop = path("Products", "Laptop");
    String mouse = path("Products", "Wireless Mouse");
    service.post("Products", "{\"Name\":\"N\",\"Price\":1}", JSON).is(201);
    service.post("MediaItems", "abc", "Content-Type: image/png").is(201);
    service.send("PUT", laptop + "/Photo", "abc", "Content-Type: image/png").is(204);
    service.send("PATCH", mouse, "{\"Price\":1}", JSON).is(204);
    service
        .post(laptop + "/RelatedProducts/$ref", "{\"@odata.id\":\"" + mouse + "\"}", JSON)
        .is(204);
    service.send("DELETE", path("Products", "Coffee Mug"), "").is(204);
    service.send("PATCH", "Company", "{\"CEO\":\"Ann\"}", JSON).is(204);
    service.post("Reseed", "").ok();
    assertEquals(before, service.get("Products?$expand=Descriptions,Category").ok().text());
    assertEquals("2", service.get("MediaItems/$count").ok().text());
    service.get(laptop + "/Photo").is(204);
    assertEquals(0, items(laptop + "/RelatedProducts").toList().size());
    assertEquals("W/\"1\"", service.json("Company").get("@odata.etag").asText());
    assertEquals(List.of("Coffee Mug"), names("Products?$search=coffee"));
  }
}
