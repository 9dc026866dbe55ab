package dev.edmund.clients;

import static dev.edmund.clients.ProductsForOlingo.names;
import static dev.edmund.clients.ProductsForOlingo.text;
import static dev.edmund.clients.ProductsForOlingo.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.olingo.client.api.communication.request.retrieve.ODataEntitySetRequest;
import org.apache.olingo.client.api.communication.response.ODataRetrieveResponse;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientEntitySetIterator;
import org.apache.olingo.client.api.uri.FilterArgFactory;
import org.apache.olingo.client.api.uri.FilterFactory;
import org.apache.olingo.client.api.uri.QueryOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Apache Olingo's client uses query options on the reference model (Part 1, 11.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlingoQueryTest {
  @SuppressWarnings("NullAway.Init")
  private ProductsForOlingo products;

  @BeforeAll
  void serve(@TempDir Path folder) {
    products = ProductsForOlingo.serve(folder);
  }

  @AfterAll
  void stop() {
    products.close();
  }

  @Test
  void relatedEntitiesAreExpanded() {
    ClientEntity laptop =
        products.only(
            products
                .set("Products")
                .filter("Name eq 'Laptop'")
                .expand("Category")
                .expandWithOptions(
                    "Descriptions",
                    Map.of(QueryOption.SELECT, "LanguageKey", QueryOption.ORDERBY, "LanguageKey"))
                .build());
    assertEquals(
        "Electronics",
        text(laptop.getNavigationLink("Category").asInlineEntity().getEntity(), "Name"));
    assertEquals(
        List.of("DE", "EN"),
        laptop
            .getNavigationLink("Descriptions")
            .asInlineEntitySet()
            .getEntitySet()
            .getEntities()
            .stream()
            .map(d -> text(d, "LanguageKey"))
            .toList());
  }

  @Test
  void filtersOfTheClientAreUnderstood() {
    FilterFactory filters = products.client().getFilterFactory();
    FilterArgFactory args = filters.getArgFactory();
    assertEquals(
        List.of("Laptop"),
        products.names(
            products
                .set("Products")
                .filter(filters.and(filters.gt("Price", 500), filters.eq("Rating", 200)))
                .build()));
    assertEquals(
        List.of("Wireless Mouse", "Gaming Mouse Ultra"),
        products.names(
            products
                .set("Products")
                .filter(
                    filters.match(
                        args.contains(args.tolower(args.property("Name")), args.literal("mouse"))))
                .build()));
    assertEquals(
        List.of("Wireless Mouse", "Smartphone", "Gaming Mouse Ultra"),
        products.names(
            products
                .set("Products")
                .filter(
                    filters.has(
                        "Status", products.metadata().getEnumType(type("ProductStatus")), "OnSale"))
                .build()));
    assertEquals(
        List.of("Laptop"),
        products.names(
            products
                .set("Products")
                .filter(
                    filters.match(
                        args.any(
                            args.property("Descriptions"), "d", filters.eq("d/LanguageKey", "DE"))))
                .build()));
    assertEquals(
        List.of("Laptop", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        products.names(
            products
                .set("Products")
                .filter(
                    filters.match(
                        args.isof(
                            args.literal(
                                products.metadata().getEntityType(type("SpecialProduct"))))))
                .build()));
    assertEquals(
        List.of("Office Chair"),
        products.names(
            products.set("Products").filter(filters.eq("ShippingAddress", null)).build()));
  }

  @Test
  void pagesAreCutOrderedAndCounted() {
    ClientEntitySet page =
        products
            .client()
            .getRetrieveRequestFactory()
            .getEntitySetRequest(
                products
                    .set("Products")
                    .orderBy("Price desc")
                    .skip(1)
                    .top(2)
                    .count(true)
                    .select("Name")
                    .build())
            .execute()
            .getBody();
    assertEquals(List.of("Laptop", "Smartphone"), names(page));
    assertEquals(7, page.getCount());
    assertNull(page.getEntities().get(0).getProperty("Price"));
    assertEquals(
        "7",
        products
            .client()
            .getRetrieveRequestFactory()
            .getValueRequest(products.set("Products").count().build())
            .execute()
            .getBody()
            .toString());
  }

  @Test
  void nextLinksLeadOn() {
    List<String> names = new ArrayList<>();
    int pages = 0;
    URI next = products.set("Products").build();
    while (next != null) {
      ODataEntitySetRequest<ClientEntitySet> request =
          products.client().getRetrieveRequestFactory().getEntitySetRequest(next);
      request.setPrefer(products.client().newPreferences().maxPageSize(3));
      ODataRetrieveResponse<ClientEntitySet> response = request.execute();
      names.addAll(names(response.getBody()));
      next = response.getBody().getNext();
      pages++;
    }
    assertEquals(3, pages);
    assertEquals(7, new HashSet<>(names).size());
  }

  @Test
  void aSetIsReadOneByOne() {
    ClientEntitySetIterator<ClientEntitySet, ClientEntity> entities =
        products
            .client()
            .getRetrieveRequestFactory()
            .getEntitySetIteratorRequest(products.set("Categories").build())
            .execute()
            .getBody();
    List<String> names = new ArrayList<>();
    entities.forEachRemaining(entity -> names.add(text(entity, "Name")));
    assertEquals(List.of("Electronics", "Kitchen", "Furniture"), names);
  }

  @Test
  void searchesAreUnderstood() {
    assertEquals(
        List.of("Laptop", "Premium Laptop Pro"),
        products.names(
            products
                .set("Products")
                .search(
                    products
                        .client()
                        .getSearchFactory()
                        .and(
                            products.client().getSearchFactory().literal("laptop"),
                            products
                                .client()
                                .getSearchFactory()
                                .not(products.client().getSearchFactory().literal("gaming"))))
                .build()));
  }

  @Test
  void derivedTypesAreSegments() {
    assertEquals(
        List.of("Laptop", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        products.names(
            products
                .set("Products")
                .appendDerivedEntityTypeSegment("ComplianceService.SpecialProduct")
                .build()));
  }
}
