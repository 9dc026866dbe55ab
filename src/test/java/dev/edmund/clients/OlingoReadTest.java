package dev.edmund.clients;

import static dev.edmund.clients.ProductsForOlingo.names;
import static dev.edmund.clients.ProductsForOlingo.refused;
import static dev.edmund.clients.ProductsForOlingo.text;
import static dev.edmund.clients.ProductsForOlingo.type;
import static dev.edmund.clients.ProductsForOlingo.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.client.api.communication.ODataClientErrorException;
import org.apache.olingo.client.api.communication.request.retrieve.ODataEntitySetRequest;
import org.apache.olingo.client.api.communication.response.ODataRetrieveResponse;
import org.apache.olingo.client.api.domain.ClientComplexValue;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientProperty;
import org.apache.olingo.client.api.domain.ClientServiceDocument;
import org.apache.olingo.client.api.domain.ClientSingleton;
import org.apache.olingo.client.api.edm.xml.XMLMetadata;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.geo.Point;
import org.apache.olingo.commons.api.format.ContentType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache Olingo's client reads the reference model (Part 1, 11.2). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlingoReadTest {
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
  void metadataBecomesTheModelOfTheClient() {
    Edm edm = products.metadata();
    EdmEntityType product = edm.getEntityType(type("Product"));
    assertEquals(List.of("ID"), product.getKeyPredicateNames());
    assertEquals(
        Set.of("Category", "Descriptions", "RelatedProducts"),
        new HashSet<>(product.getNavigationPropertyNames()));
    assertEquals(100, product.getStructuralProperty("Name").getMaxLength());
    assertEquals(
        type("Product"),
        edm.getEntityType(type("SpecialProduct")).getBaseType().getFullQualifiedName());
    EdmEnumType status = edm.getEnumType(type("ProductStatus"));
    assertTrue(status.isFlags());
    assertEquals("8", status.getMember("Featured").getValue());
    assertTrue(edm.getEntityType(type("MediaItem")).hasStream());
    assertEquals(
        type("Category"),
        edm.getEntityContainer()
            .getEntitySet("Products")
            .getRelatedBindingTarget("Category")
            .getEntityType()
            .getFullQualifiedName());
    assertEquals(
        3,
        edm.getEntityContainer().getFunctionImport("GetTopProducts").getUnboundFunctions().size());
    assertNotNull(edm.getBoundAction(type("ApplyDiscount"), type("Product"), false));
    assertNotNull(edm.getBoundAction(type("MarkAllAsReviewed"), type("Product"), true));
  }

  @Test
  void metadataIsReadAsADocument() {
    XMLMetadata document =
        products
            .client()
            .getRetrieveRequestFactory()
            .getXMLMetadataRequest(products.root())
            .execute()
            .getBody();
    assertEquals("4.0", document.getEdmVersion());
    assertNotNull(document.getSchema("ComplianceService"));
    assertEquals(
        "Product display name",
        document
            .getSchema("ComplianceService")
            .getEntityType("Product")
            .getProperty("Name")
            .getAnnotations()
            .get(0)
            .getExpression()
            .asConstant()
            .getValue());
  }

  @Test
  void theServiceDocumentLeadsToTheSets() {
    ClientServiceDocument document =
        products
            .client()
            .getRetrieveRequestFactory()
            .getServiceDocumentRequest(products.root())
            .execute()
            .getBody();
    assertEquals(
        Set.of(
            "Categories",
            "Products",
            "ProductDescriptions",
            "MediaItems",
            "ReadOnlyItems",
            "DecimalSamples"),
        new HashSet<>(document.getEntitySetNames()));
    assertEquals(Set.of("Company"), new HashSet<>(document.getSingletonNames()));
    assertEquals(3, products.entities(document.getEntitySetURI("Categories")).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "minimal", "none"})
  void entitiesAreReadInAllLevelsOfMetadata(String level) {
    ODataEntitySetRequest<ClientEntitySet> request =
        products
            .client()
            .getRetrieveRequestFactory()
            .getEntitySetRequest(products.set("Products").build());
    request.setAccept("application/json;odata.metadata=" + level);
    assertEquals(
        List.of(
            "Laptop",
            "Wireless Mouse",
            "Coffee Mug",
            "Office Chair",
            "Smartphone",
            "Premium Laptop Pro",
            "Gaming Mouse Ultra"),
        names(request.execute().getBody()));
  }

  @Test
  void valuesComeInTheirTypes() throws Exception {
    ClientEntity laptop = products.entity(products.named("Products", "Laptop"));
    assertEquals(type("SpecialProduct"), laptop.getTypeName());
    assertEquals("W/\"1\"", laptop.getETag());
    assertEquals(999.99, value(laptop, "Price"));
    assertEquals("200", text(laptop, "Rating"));
    assertEquals("-10", text(laptop, "Temperature"));
    assertEquals("1200", text(laptop, "Quantity"));
    assertEquals("3.14", text(laptop, "Weight"));
    assertArrayEquals(
        "test".getBytes(StandardCharsets.UTF_8),
        laptop.getProperty("Data").getPrimitiveValue().toCastValue(byte[].class));
    assertEquals("2024-01-15", text(laptop, "ReleaseDate"));
    assertEquals("09:30", text(laptop, "OpenTime"));
    assertEquals(
        BigDecimal.valueOf(86400),
        laptop.getProperty("ShippingTime").getPrimitiveValue().toCastValue(BigDecimal.class));
    assertEquals("InStock,Featured", laptop.getProperty("Status").getEnumValue().getValue());
    assertEquals("2024-01-15T10:30:00Z", text(laptop, "CreatedAt"));
    ClientComplexValue address = laptop.getProperty("ShippingAddress").getComplexValue();
    assertEquals("ComplianceService.Address", address.getTypeName());
    assertEquals("Seattle", address.get("City").getPrimitiveValue().toValue());
    Point location = laptop.getProperty("Location").getPrimitiveValue().toCastValue(Point.class);
    assertEquals(-122.3321, location.getX());
    assertEquals(47.6062, location.getY());
    assertTrue(laptop.getProperty("Description").hasNullValue());
    assertEquals("Premium support", text(laptop, "SpecialFeature"));
  }

  @Test
  void fullMetadataHasLinksAndOperations() {
    ClientEntity laptop = products.entity(products.named("Products", "Laptop"));
    assertEquals(
        Set.of("Category", "Descriptions", "RelatedProducts"),
        new HashSet<>(laptop.getNavigationLinks().stream().map(l -> l.getName()).toList()));
    assertEquals(
        "Electronics",
        text(products.entity(laptop.getNavigationLink("Category").getLink()), "Name"));
    assertEquals(2, products.entities(laptop.getNavigationLink("Descriptions").getLink()).size());
    assertEquals(
        laptop.getId() + "/ComplianceService.SpecialProduct", laptop.getEditLink().toString());
  }

  @Test
  void decimalsKeepTheirDigits() throws Exception {
    ClientEntity sample = products.only(products.set("DecimalSamples").build());
    assertEquals(
        new BigDecimal("123.45"),
        sample.getProperty("Amount").getPrimitiveValue().toCastValue(BigDecimal.class));
  }

  @Test
  void entitiesAreFoundByTheirKeys() throws Exception {
    ClientEntity mug = products.entity(products.named("Products", "Coffee Mug"));
    Object id = mug.getProperty("ID").getPrimitiveValue().toValue();
    assertEquals(
        "Coffee Mug",
        text(products.entity(products.set("Products").appendKeySegment(id).build()), "Name"));
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("ProductID", id);
    key.put("LanguageKey", "EN");
    assertEquals(
        "Ceramic coffee mug with heat retention technology",
        text(
            products.entity(products.set("ProductDescriptions").appendKeySegment(key).build()),
            "Description"));
    assertEquals(
        "Kitchen appliances and utensils",
        text(
            products.entity(
                products.set("Categories").appendKeySegment(Map.of("Name", "Kitchen")).build()),
            "Description"));
  }

  @Test
  void singletonsAreRead() {
    ClientSingleton company =
        products
            .client()
            .getRetrieveRequestFactory()
            .getSingletonRequest(products.uri().appendSingletonSegment("Company").build())
            .execute()
            .getBody();
    assertEquals("TechStore Inc.", text(company, "Name"));
    assertEquals("2010", text(company, "Founded"));
  }

  private ClientProperty property(URI entity, String name) {
    return products
        .client()
        .getRetrieveRequestFactory()
        .getPropertyRequest(URI.create(entity + "/" + name))
        .execute()
        .getBody();
  }

  @Test
  void propertiesAreReadAlone() {
    URI laptop = products.named("Products", "Laptop");
    assertEquals(999.99, property(laptop, "Price").getPrimitiveValue().toValue());
    assertEquals("InStock,Featured", property(laptop, "Status").getEnumValue().getValue());
    ClientComplexValue size = property(laptop, "Dimensions").getComplexValue();
    assertEquals(35.5, size.get("Length").getPrimitiveValue().toValue());
    assertEquals(
        "35.5",
        products
            .client()
            .getRetrieveRequestFactory()
            .getPropertyValueRequest(URI.create(laptop + "/Dimensions/Length/$value"))
            .execute()
            .getBody()
            .toString());
    assertEquals(
        204,
        products
            .client()
            .getRetrieveRequestFactory()
            .getPropertyRequest(URI.create(laptop + "/Description"))
            .execute()
            .getStatusCode());
  }

  @Test
  void mediaIsReadAsBytes() throws IOException {
    ClientEntity image = products.entity(products.named("MediaItems", "Sample Image"));
    assertTrue(image.isMediaEntity());
    assertEquals("image/png", image.getMediaContentType());
    ODataRetrieveResponse<InputStream> media =
        products
            .client()
            .getRetrieveRequestFactory()
            .getMediaEntityRequest(image.getMediaContentSource())
            .execute();
    assertEquals("image/png", media.getContentType());
    assertEquals(image.getMediaETag(), media.getETag());
    try (InputStream body = media.getBody()) {
      assertEquals("fake-png-binary-data", new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void referencesAreReadAlone() {
    URI laptop = products.named("Products", "Laptop");
    assertEquals(
        products.named("Categories", "Electronics"),
        products.entity(URI.create(laptop + "/Category/$ref")).getId());
    assertEquals(
        5,
        products
            .entities(URI.create(products.named("Categories", "Electronics") + "/Products/$ref"))
            .size());
  }

  @Test
  void anEntityIsResolvedByItsId() {
    URI laptop = products.named("Products", "Laptop");
    assertEquals(
        "Laptop",
        text(
            products.entity(products.uri().appendEntityIdSegment(laptop.toString()).build()),
            "Name"));
  }

  @Test
  void theTypedClientReadsMinimalMetadata() throws Exception {
    ODataEntitySetRequest<ClientEntitySet> request =
        products
            .typedClient()
            .getRetrieveRequestFactory()
            .getEntitySetRequest(products.set("Products").filter("Name eq 'Laptop'").build());
    assertTrue(ContentType.parse(request.getAccept()).isCompatible(ContentType.JSON));
    ClientEntity laptop = request.execute().getBody().getEntities().get(0);
    assertEquals(type("SpecialProduct"), laptop.getTypeName());
    assertEquals(
        EdmPrimitiveTypeKind.Byte, laptop.getProperty("Rating").getPrimitiveValue().getTypeKind());
    assertEquals(3.14f, laptop.getProperty("Weight").getPrimitiveValue().toCastValue(Float.class));
    assertTrue(laptop.getProperty("Status").hasEnumValue());
  }

  @Test
  void whatIsUnchangedIsNotSentAgain() {
    URI laptop = products.named("Products", "Laptop");
    var request = products.client().getRetrieveRequestFactory().getEntityRequest(laptop);
    request.setIfNoneMatch("W/\"1\"");
    assertEquals(304, request.execute().getStatusCode());
  }

  @Test
  void errorsAreRead() {
    ODataClientErrorException missing =
        refused(404, () -> products.entities(products.set("Nothing").build()));
    assertEquals("notFound", missing.getODataError().getCode());
    ODataClientErrorException wrong =
        refused(
            400, () -> products.entities(products.set("Products").filter("Nme eq 'x'").build()));
    assertTrue(
        wrong.getODataError().getMessage().contains("did you mean 'Name'"), wrong::getMessage);
  }
}
