package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Functions of the model in expressions, with what may follow them there (Part 1, 11.5.4.1.3; Part
 * 2, 5.1.1.14).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FunctionsInExpressionsTest {
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

  private List<String> values(String target, String property) {
    return EdmundUnderTest.items(service.json(target)).stream()
        .map(item -> item.get(property).asText())
        .toList();
  }

  private void assertFiltered(String expected, String filter) {
    assertEquals(expected, values("Products?$filter=" + filter, "Name").toString());
  }

  /** 5.1.1.14: properties and navigation properties of the entity that a function gives. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Shop.Cheapest()/Name eq Name                       | [Mug]
          Shop.Find(id=ID)/Category/ID eq 'E'                | [Laptop, Mouse, O'Neil]
          Shop.Find(id=ID)/Category/Products/$count eq 1     | [Mug]
          Shop.Find(id=@i)/Name eq Name&@i=2                 | [Mouse]
          Shop.Find(id=9)/Name eq null                       | [Laptop, Mouse, Mug, O'Neil]
          Shop.Find(id=9) eq null and ID eq 1                | [Laptop]
          Shop.Find(id=1) ne null and ID eq 1                | [Laptop]
          Shop.Cheapest() eq $it                             | [Mug]
          Shop.Find(id=4)/Shop.SpecialProduct/Feature eq 'x' and ID eq 4 | [O'Neil]
          isof(Shop.Find(id=ID),Shop.SpecialProduct)         | [O'Neil]
          Shop.Cheapest()/Shop.TotalPrice(taxRate=1) eq 31 and ID eq 1 | [Laptop]
          """)
  void aFunctionOfOneEntityIsAPath(String filter, String expected) {
    assertFiltered(expected, filter);
  }

  /** 5.1.1.13 and 5.1.1.14: lambda operators, counts, keys and casts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Shop.Related()/any(r:r/Price lt 100)               | [Laptop, O'Neil]
          Shop.Related()/any()                               | [Laptop, Mouse, O'Neil]
          $it/Shop.Related()/all(r:r/Price gt 400)           | [Mouse, Mug]
          Shop.Related()/$count gt 1                         | [Laptop, Mouse, O'Neil]
          Shop.Related()/$count($filter=Price gt 400) eq 2   | [Mouse]
          Shop.Related()/$filter(Price gt 400)/$count eq 1   | [Laptop, O'Neil]
          Shop.Related()(2)/Price eq 30                      | [Laptop, O'Neil]
          Shop.Related()/any(r:r/Shop.Related()/any(s:s/Name eq 'Mouse')) | [Laptop, Mouse, O'Neil]
          Shop.Related()/any(r:r/Category/ID eq Category/ID and r/Price gt Price) | [Mouse, O'Neil]
          Category/Products/any(p:p/Shop.Related()/$count eq 0) | [Mug]
          Shop.Top(count=2)/any(t:t/ID eq ID)                | [Laptop, O'Neil]
          Shop.Top()/Shop.SpecialProduct/any(p:p/ID eq ID)   | [O'Neil]
          Shop.Top()/aggregate(Price with max) eq Price      | [Laptop]
          Shop.Related()/Shop.AveragePrice() gt 700          | [Mouse]
          Category/Products/Shop.AveragePrice() lt 500       | [Mug]
          $root/Products/Shop.AveragePrice() lt Price        | [Laptop, O'Neil]
          Shop.Named(names=['Mug','Mouse'])/any(n:n/ID eq ID)| [Mouse, Mug]
          Shop.WithStatus(status=Status)/$count eq 1 and ID lt 3 | [Laptop, Mouse]
          """)
  void aFunctionOfEntitiesIsACollection(String filter, String expected) {
    assertFiltered(expected, filter);
  }

  /** 5.1.1.14: complex values, and collections of values. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Shop.Statistics()/Number eq ID                     | [O'Neil]
          Shop.Statistics()/Newest eq Released               | [Mouse]
          Shop.Statistics()/AveragePrice lt Price            | [Laptop, O'Neil]
          Shop.Statistics()/Total gt 710.7 and ID eq 1       | [Laptop]
          Shop.Statistics()/Where/City eq 'Rome' and ID eq 1 | [Laptop]
          Shop.Statistics()/Names/any(n:n eq 'b') and ID eq 1| [Laptop]
          Shop.Statistics()/State eq Status                  | [Mouse]
          Shop.Statistics() ne null and ID eq 1              | [Laptop]
          Shop.Statistics() eq null                          | []
          Shop.Echo(guid=null,when=null,money=null,yes=true)/Yes and ID eq 1                | [Laptop]
          Shop.Echo(guid=Code,when=null,money=null,yes=null)/Guid eq Code and ID eq 1      | [Laptop]
          Shop.Echo(guid=null,when=null,money=Cost,yes=null)/Money lt 11                  | [Mouse]
          Shop.Echo(guid=null,when=null,money=10.25,yes=null) eq {"Money":10.25} and ID eq 1 | [Laptop]
          Shop.ByStatus()/any(s:s/State eq Status and s/AveragePrice gt 400) | [Laptop, O'Neil]
          Shop.ByStatus()/$filter(Number eq 1)/$count eq ID  | [O'Neil]
          Shop.JsonOf(addresses=[{"City":"b"}])/any(a:a eq {"City":"b"}) and ID eq 1 | [Laptop]
          Shop.JsonOf(addresses=[{"City":"b"}]) eq [{"City":"c"}] | []
          Name in Shop.Names() and ID eq 1                   | [Laptop]
          Shop.Names()/$count eq ID                          | [O'Neil]
          Category/Shop.NamesOf()/any(n:n eq 'Mug')          | [Mug]
          Category/Shop.NamesOf() eq ["Mug"]                 | [Mug]
          Status in Shop.States() and ID eq 1                | [Laptop]
          contains(Shop.Names(),["Mug","Mouse"]) and ID eq 1 | [Laptop]
          """)
  void aFunctionOfValuesIsWhatItGives(String filter, String expected) {
    assertFiltered(expected, filter);
  }

  /** 5.1.5: the order by what functions give, over pages too. */
  @Test
  void theyOrder() {
    assertEquals(
        List.of("Mouse", "O'Neil", "Laptop", "Mug"),
        values(
            "Products?$orderby=Shop.Related()/$count desc,Shop.Find(id=ID)/Price&$select=Name",
            "Name"));
    JsonNode first =
        service
            .get(
                "Products?$orderby=Shop.Find(id=ID)/Price&$select=Name",
                "Prefer: odata.maxpagesize=2")
            .ok()
            .json();
    assertEquals("[Mug, Mouse]", names(first).toString());
    JsonNode second = service.json(service.targetOf(first.get("@odata.nextLink").asText()));
    assertEquals("[O'Neil, Laptop]", names(second).toString());
  }

  private static List<String> names(JsonNode page) {
    return StreamSupport.stream(page.get("value").spliterator(), false)
        .map(item -> item.get("Name").asText())
        .toList();
  }

  /** 5.1.3: computed from what functions give. */
  @Test
  void theyCompute() {
    JsonNode computed =
        service.json(
            "Products(2)?$compute=Shop.Cheapest()/Name as Low,Shop.Related()/$count as Others"
                + "&$select=Low,Others");
    assertEquals("Mug", computed.get("Low").asText());
    assertEquals(2, computed.get("Others").asInt());
  }

  /** 5.1.2 and 4.12: nested options and filter segments. */
  @Test
  void theyAreCalledInNestedOptionsAndSegments() {
    JsonNode categories =
        service.json(
            "Categories?$expand=Products($filter=Shop.Related()/any(r:r/Price lt"
                + " 100);$select=Name)");
    assertEquals("[Laptop, O'Neil]", products(categories.get("value").get(0)).toString());
    assertEquals("[]", products(categories.get("value").get(1)).toString());
    assertEquals(List.of("Mug"), values("Products/$filter(Shop.Related()/$count eq 0)", "Name"));
    assertEquals(
        List.of("3"),
        values("Products?$apply=filter(Shop.Related()/$count gt 1)/aggregate($count as n)", "n"));
  }

  private static List<String> products(JsonNode category) {
    return StreamSupport.stream(category.get("Products").spliterator(), false)
        .map(item -> item.get("Name").asText())
        .toList();
  }

  @Test
  void whatHasNoMeaningIsNamed() {
    assertTrue(service.get("Products?$filter=Shop.Logo() eq null").error(501).contains("Logo"));
    assertTrue(service.get("Products?$filter=Shop.Top(count=ID)/any()").error(501).contains("Top"));
    assertTrue(
        service.get("Products?$filter=Shop.Cheapest()/Nope eq 1").error(400).contains("Nope"));
    assertTrue(
        service.get("Products?$filter=Shop.Related()/Name eq 'x'").error(400).contains("any"));
  }
}
