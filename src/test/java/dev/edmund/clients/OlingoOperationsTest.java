package dev.edmund.clients;

import static dev.edmund.clients.ProductsForOlingo.names;
import static dev.edmund.clients.ProductsForOlingo.refused;
import static dev.edmund.clients.ProductsForOlingo.text;
import static dev.edmund.clients.ProductsForOlingo.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.olingo.client.api.communication.request.invoke.ClientNoContent;
import org.apache.olingo.client.api.communication.response.ODataInvokeResponse;
import org.apache.olingo.client.api.domain.ClientComplexValue;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientInvokeResult;
import org.apache.olingo.client.api.domain.ClientProperty;
import org.apache.olingo.client.api.domain.ClientValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Apache Olingo's client calls the functions and actions of the reference model (Part 1, 11.5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlingoOperationsTest {
  private static final double EXACT = 1e-9;

  @SuppressWarnings("NullAway.Init")
  private ProductsForOlingo products;

  @BeforeAll
  void serve(@TempDir Path folder) {
    products = ProductsForOlingo.serve(folder);
  }

  @BeforeEach
  void reseed() {
    products.reseed();
  }

  @AfterAll
  void stop() {
    products.close();
  }

  private <T extends ClientInvokeResult> T function(
      URI uri, Class<T> result, Map<String, ClientValue> parameters) {
    return products
        .client()
        .getInvokeRequestFactory()
        .getFunctionInvokeRequest(uri, result, parameters)
        .execute()
        .getBody();
  }

  private URI unbound(String name) {
    return products.uri().appendOperationCallSegment(name).build();
  }

  private URI bound(URI to, String name) {
    return products.client().newURIBuilder(to.toString()).appendActionCallSegment(name).build();
  }

  private URI laptop() {
    return products.named("Products", "Laptop");
  }

  private Object price() {
    return value(products.entity(laptop()), "Price");
  }

  @Test
  void functionsWithoutParametersAreCalled() {
    ClientEntitySet top = products.call(unbound("GetTopProducts"), ClientEntitySet.class);
    assertEquals(7, top.getEntities().size());
    assertEquals("Premium Laptop Pro", text(top.getEntities().get(0), "Name"));
  }

  @Test
  void overloadsAreChosenByTheParameters() {
    assertEquals(
        List.of("Premium Laptop Pro", "Laptop"),
        names(
            function(
                unbound("GetTopProducts"),
                ClientEntitySet.class,
                Map.of("count", products.primitive(2L)))));
    assertEquals(
        List.of("Coffee Mug"),
        names(
            function(
                unbound("GetTopProducts"),
                ClientEntitySet.class,
                Map.of(
                    "count", products.primitive(5L), "category", products.primitive("Kitchen")))));
    assertEquals(
        "42",
        function(
                unbound("Calculate"),
                ClientProperty.class,
                Map.of("a", products.primitive(40L), "b", products.primitive(2L)))
            .getValue()
            .toString());
    assertEquals(
        "String: it is",
        function(
                unbound("Convert"),
                ClientProperty.class,
                Map.of("input", products.primitive("it is")))
            .getValue()
            .toString());
  }

  @Test
  void complexResultsAreRead() {
    ClientProperty stats = products.call(unbound("GetProductStats"), ClientProperty.class);
    assertTrue(stats.hasComplexValue());
    assertEquals(1999.99, stats.getComplexValue().get("maxPrice").getPrimitiveValue().toValue());
    assertEquals("7", stats.getComplexValue().get("totalProducts").getValue().toString());
  }

  @Test
  void functionsOfAnEntityAreCalled() throws Exception {
    ClientProperty total =
        function(
            bound(laptop(), "ComplianceService.GetTotalPrice"),
            ClientProperty.class,
            Map.of("taxRate", products.primitive(0.08)));
    assertEquals(1079.9892, total.getPrimitiveValue().toCastValue(Double.class), EXACT);
    assertEquals(
        List.of("Wireless Mouse", "Smartphone", "Premium Laptop Pro", "Gaming Mouse Ultra"),
        names(
            products.call(
                bound(laptop(), "ComplianceService.GetRelatedProducts"), ClientEntitySet.class)));
  }

  @Test
  void functionsOfACollectionAreCalled() throws Exception {
    ClientProperty average =
        products.call(
            bound(products.set("Products").build(), "ComplianceService.GetAveragePrice"),
            ClientProperty.class);
    assertEquals(4245.44 / 7, average.getPrimitiveValue().toCastValue(Double.class), EXACT);
  }

  @Test
  void anActionGivesItsEntity() {
    ODataInvokeResponse<ClientEntity> response =
        products
            .client()
            .getInvokeRequestFactory()
            .getActionInvokeRequest(
                bound(laptop(), "ComplianceService.ApplyDiscount"),
                ClientEntity.class,
                Map.of("percentage", products.primitive(10.0)))
            .execute();
    assertEquals(200, response.getStatusCode());
    assertEquals(899.991, (Double) value(response.getBody(), "Price"), EXACT);
    assertEquals("W/\"2\"", response.getBody().getETag());
    assertEquals(899.991, (Double) price(), EXACT);
  }

  @Test
  void anActionWithoutResultAnswersNothing() {
    ODataInvokeResponse<ClientNoContent> response =
        products
            .client()
            .getInvokeRequestFactory()
            .getActionInvokeRequest(
                bound(laptop(), "ComplianceService.IncreasePrice"),
                ClientNoContent.class,
                Map.of("amount", products.primitive(5.0)))
            .execute();
    assertEquals(204, response.getStatusCode());
    assertEquals(1004.99, (Double) price(), EXACT);
    products.invoke(
        bound(products.set("Products").build(), "ComplianceService.MarkAllAsReviewed"),
        ClientNoContent.class,
        Map.of());
  }

  @Test
  void actionImportsAreInvoked() {
    products.invoke(
        products.uri().appendActionCallSegment("Process").build(),
        ClientNoContent.class,
        Map.of("percentage", products.primitive(50.0), "minPrice", products.primitive(500.0)));
    assertEquals(499.995, (Double) price(), EXACT);
    ClientComplexValue reset =
        products
            .invoke(
                products.uri().appendActionCallSegment("ResetAllPrices").build(),
                ClientProperty.class,
                Map.of())
            .getComplexValue();
    assertEquals("0", reset.get("updatedCount").getValue().toString());
  }

  @Test
  void whatIsMissingOrWrongIsTold() {
    URI discount = bound(laptop(), "ComplianceService.ApplyDiscount");
    assertTrue(
        refused(400, () -> products.invoke(discount, ClientEntity.class, Map.of()))
            .getODataError()
            .getMessage()
            .contains("percentage"));
    refused(404, () -> products.call(unbound("GetNothing"), ClientEntitySet.class));
    refused(405, () -> products.call(discount, ClientEntity.class));
  }
}
