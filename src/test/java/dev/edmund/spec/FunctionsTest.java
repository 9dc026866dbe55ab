package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that the model has SQL for (Part 1, 11.5.4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FunctionsTest {
  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = OperationModel.serve(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private List<String> names(String target) {
    return EdmundUnderTest.items(service.json(target)).stream()
        .map(item -> item.get("Name").asText())
        .toList();
  }

  private String body(String target) {
    JsonNode json = service.json(target);
    return json.toString().replaceFirst("^\\{\"@odata.context\":\"[^\"]*\",?", "{");
  }

  private String context(String target) {
    String context = service.json(target).get("@odata.context").asText();
    return context.substring(context.indexOf('#') + 1);
  }

  /** 11.5.4.1: an import with and without parentheses, and the overload by its parameters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetTop                          | [Laptop, O'Neil, Mouse, Mug]
          GetTop()                        | [Laptop, O'Neil, Mouse, Mug]
          GetTop(count=2)                 | [Laptop, O'Neil]
          GetTop(count=@n)?@n=1           | [Laptop]
          GetTop(count=1,category='K')    | [Mug]
          GetTop(category='E',count=2)    | [Laptop, O'Neil]
          """)
  void overloadsAreChosenByParameterNames(String target, String expected) {
    assertEquals(expected, names(target).toString());
  }

  /** 11.5.4.1.2: options of the parameters' names, without quotes around texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GetTop?count=2                        | [Laptop, O'Neil]
          GetTop()?count=2                      | [Laptop, O'Neil]
          GetTop()?count=2&category=K           | [Mug]
          GetTop?count=2&category='K'&$select=Name | [Mug]
          """)
  void parametersAreOptionsOfTheirNames(String target, String expected) {
    assertEquals(expected, names(target).toString());
  }

  @Test
  void anOptionThatIsNoParameterIsRefused() {
    assertTrue(service.get("GetTop?count=2&__invalid=1").error(400).contains("__invalid"));
  }

  @Test
  void unknownOverloadsAreNotFoundAndKnownOnesAreNamed() {
    String message = service.get("GetTop(category='E')").error(404);
    assertTrue(message.contains("[count, category]"), message);
    service.get("Calculate(a=1)").error(404);
    service.get("Nowhere()").error(404);
  }

  @Test
  void missingAndWrongParametersAreNamed() {
    assertTrue(service.get("Products(1)/TotalPrice()").error(400).contains("taxRate"));
    assertTrue(service.get("Products(1)/TotalPrice(taxRate='x')").error(400).contains("taxRate"));
    assertTrue(service.get("GetTop(count='x')").error(400).contains("count"));
    assertTrue(service.get("GetTop(count=null)").error(400).contains("count"));
    assertTrue(
        service.get("CityOf(address=@a)?@a={\"City\":1}").error(400).contains("address/City"));
  }

  /** The results of every kind of return type, with their context (10.16). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Calculate(value=21)   | Edm.Double             | {"value":42}
          Calculate(a=1,b=2.5)  | Edm.Double             | {"value":3.5}
          Convert(input='It''s')| Edm.String             | {"value":"String: It's"}
          Greet(name='Bob')     | Edm.String             | {"value":"Hello, Bob"}
          Greet(name='B',greeting='Yo') | Edm.String     | {"value":"Yo, B"}
          StateOf(id=2)         | Shop.Status            | {"value":"InStock,OnSale"}
          States()              | Collection(Shop.Status)| {"value":["None","InStock","OnSale","InStock,OnSale"]}
          Names()               | Collection(Edm.String) | {"value":["O'Neil","Mug","Mouse","Laptop"]}
          Statistics()/Number   | Edm.Int32              | {"value":4}
          Company/Age(year=2024)| Edm.Int32              | {"value":14}
          CityOf(address={"City":"Rome"}) | Edm.String   | {"value":"Rome"}
          CityOf(address=null)  | Edm.String             | {"value":"nowhere"}
          Categories('E')/NamesOf() | Collection(Edm.String) | {"value":["Laptop","Mouse","O'Neil"]}
          Products(1)/Shop.TotalPrice(taxRate=0.5) | Edm.Double | {"value":1500}
          Products(1)/TotalPrice?taxRate=1         | Edm.Double | {"value":2000}
          Products/AveragePrice()                  | Edm.Double | {"value":386.375}
          Categories('E')/Products/AveragePrice()  | Edm.Double | {"value":510}
          Products/$filter(Price gt 400)/AveragePrice() | Edm.Double | {"value":750}
          """)
  void valuesHaveTheTypeThatIsDeclared(String target, String type, String expected) {
    assertEquals(expected, body(target));
    assertEquals(type, context(target));
  }

  @Test
  void complexValuesAreWholeWhateverTheDatabaseCallsTheirColumns() {
    assertEquals(
        "{\"Number\":4,\"AveragePrice\":386.375,\"Total\":710.75,\"Newest\":\"2024-02-15\","
            + "\"Where\":{\"City\":\"Rome\",\"Street\":null},\"Names\":[\"a\",\"b\"],"
            + "\"State\":\"InStock,OnSale\"}",
        body("Statistics()"));
    assertEquals("4", service.get("Statistics()/Number/$value").ok().text());
  }

  @Test
  void collectionsOfValuesTakeOptions() {
    assertEquals(
        "{\"value\":[{\"Number\":1,\"State\":\"None\"},{\"Number\":1,\"State\":\"InStock,OnSale\"}]}",
        body("ByStatus()?$filter=Number ge 1&$orderby=AveragePrice&$top=2&$select=State,Number"));
    assertEquals(
        "{\"@odata.count\":2,\"value\":[\"Mug\"]}",
        body("Names()?$filter=contains($it,'M')&$count=true&$top=1"));
    assertEquals("4", service.get("Names()/$count").ok().text());
  }

  /** 11.5.4.1: entities are read as those of their set are. */
  @Test
  void entitiesTakeOptionsAndFurtherSegments() {
    assertEquals(List.of("Laptop", "O'Neil"), names("GetTop()?$filter=Price gt 100&$orderby=Name"));
    JsonNode page = service.json("GetTop()?$expand=Category&$count=true&$top=1&$select=Name");
    assertEquals(4, page.get("@odata.count").asInt());
    assertEquals("E", page.at("/value/0/Category/ID").asText());
    assertEquals("W/\"1\"", page.at("/value/0/@odata.etag").asText());
    assertEquals("Products(Name,Category)", context("GetTop()?$expand=Category&$select=Name"));
    assertEquals("4", service.get("GetTop()/$count").ok().text());
    assertEquals("Mouse", service.json("GetTop()(2)").get("Name").asText());
    assertEquals("Products/$entity", context("GetTop()(2)"));
    assertEquals("E", service.json("GetTop()(2)/Category").get("ID").asText());
    assertEquals("Products(3)/Name", context("Cheapest()/Name"));
    assertEquals("K", service.json("Cheapest()/Category").get("ID").asText());
    assertEquals(List.of("Mouse", "O'Neil"), names("GetTop()(1)/Related()"));
    assertEquals(List.of("O'Neil"), names("GetTop()/Shop.SpecialProduct"));
    assertEquals("Products/Shop.SpecialProduct", context("Specials()"));
    assertEquals(
        1545.5,
        service
            .json("GetTop()?$apply=aggregate(Price with sum as Sum)")
            .at("/value/0/Sum")
            .asDouble());
  }

  @Test
  void pagesKeepTheOrderOfTheFunction() {
    JsonNode first = service.json("GetTop()", "Prefer: odata.maxpagesize=3");
    assertEquals(3, first.get("value").size());
    JsonNode second = service.json(service.targetOf(first.get("@odata.nextLink").asText()));
    assertEquals("Mug", second.at("/value/0/Name").asText());
    assertEquals(1, second.get("value").size());
  }

  @Test
  void collectionsComplexValuesAndEnumerationsAreParameters() {
    assertEquals(List.of("Mug", "O'Neil"), names("Named(names=['Mug','O''Neil'])"));
    assertEquals(List.of("Mouse", "Mug"), names("Named(names=@n)?@n=[\"Mug\",\"Mouse\"]"));
    assertEquals(List.of(), names("Named(names=[])"));
    assertEquals(List.of("Laptop"), names("WithStatus(status=Shop.Status'InStock')"));
    assertEquals(
        "{\"value\":[{\"Street\":\"S\",\"City\":null},{\"Street\":null,\"City\":\"C\"}]}",
        body("JsonOf(addresses=[{\"Street\":\"S\"},{\"City\":\"C\"}])"));
    assertEquals(
        "{\"Guid\":\"11111111-1111-1111-1111-11111111111a\",\"When\":\"2024-01-01T09:00:00Z\","
            + "\"Money\":1.5,\"Yes\":true}",
        body(
            "Echo(guid=11111111-1111-1111-1111-11111111111A,when=2024-01-01T10:00:00%2B01:00,"
                + "money=1.50,yes=true)"));
    assertEquals(
        "{\"Guid\":null,\"When\":null,\"Money\":null,\"Yes\":null}",
        body("Echo(guid=null,when=null,money=null,yes=null)"));
  }

  /** A value is never a part of the statement. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE \"Shop_Product\"; --",
        "' OR '1'='1",
        ":input",
        "$$ ?1 ?? @x /*",
        "\\' || 'x"
      })
  void valuesAreNotRead(String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    String literal = URLEncoder.encode(quoted, StandardCharsets.UTF_8).replace("+", "%20");
    assertEquals(
        "String: " + value, service.json("Convert(input=" + literal + ")").get("value").asText());
    assertEquals(List.of(), names("Named(names=[" + literal + "])"));
    assertEquals("4", service.get("Products/$count").ok().text());
  }

  @Test
  void nothingIsNoContent() {
    service.get("StateOf(id=99)").is(204);
    service.get("Find(id=99)").is(204);
    assertEquals("Laptop", service.json("Find(id=1)").get("Name").asText());
  }

  @Test
  void whatIsBoundToMustBeThere() {
    service.get("Products(77)/TotalPrice(taxRate=1)").error(404);
    service.get("Products(77)/Related()").error(404);
    service.get("Categories('Q')/NamesOf()").error(404);
  }

  @Test
  void aStreamIsItsBytes() {
    Answer logo = service.get("Logo()").ok();
    assertArrayEquals(new byte[] {0, (byte) 0xFF, 0x10}, logo.bytes());
    assertEquals("application/octet-stream", logo.header("Content-Type").orElse(""));
  }

  /** 11.5.4.1.3: functions in expressions. */
  @Test
  void functionsAreCalledInExpressions() {
    assertEquals(
        List.of("Laptop", "O'Neil"), names("Products?$filter=Shop.TotalPrice(taxRate=0.1) gt 500"));
    assertEquals(
        List.of("Laptop", "O'Neil", "Mouse", "Mug"),
        names("Products?$orderby=$it/Shop.TotalPrice(taxRate=Price) desc"));
    assertEquals(
        60,
        service
            .json("Products(2)?$compute=Shop.TotalPrice(taxRate=1) as Gross&$select=Gross")
            .get("Gross")
            .asInt());
  }

  @Test
  void whatHasNoSqlIsNamed() {
    assertTrue(service.get("Unwritten()").error(501).contains("Shop.Unwritten"));
  }

  /** 11.5.4: functions are got. */
  @Test
  void aFunctionIsNotPosted() {
    Answer answer = service.post("Calculate(value=1)", "{}", "Content-Type: application/json");
    answer.error(405);
    assertEquals("GET, HEAD, OPTIONS", answer.header("Allow").orElse(""));
  }
}
