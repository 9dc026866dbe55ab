package dev.edmund.clients;

import static dev.edmund.clients.ProductsForOlingo.refused;
import static dev.edmund.clients.ProductsForOlingo.text;
import static dev.edmund.clients.ProductsForOlingo.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.olingo.client.api.communication.request.cud.CUDRequestFactory;
import org.apache.olingo.client.api.communication.request.cud.ODataEntityCreateRequest;
import org.apache.olingo.client.api.communication.request.cud.UpdateType;
import org.apache.olingo.client.api.communication.request.streamed.ODataMediaEntityCreateRequest;
import org.apache.olingo.client.api.communication.response.ODataEntityCreateResponse;
import org.apache.olingo.client.api.communication.response.ODataEntityUpdateResponse;
import org.apache.olingo.client.api.communication.response.ODataMediaEntityCreateResponse;
import org.apache.olingo.client.api.communication.response.ODataRetrieveResponse;
import org.apache.olingo.client.api.domain.ClientComplexValue;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientSingleton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Apache Olingo's client changes the reference model (Part 1, 11.4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlingoWriteTest {
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

  private CUDRequestFactory requests() {
    return products.client().getCUDRequestFactory();
  }

  private URI laptop() {
    return products.named("Products", "Laptop");
  }

  private static URI below(URI entity, String path) {
    return URI.create(entity + "/" + path);
  }

  private ClientEntity create(String set, ClientEntity entity) {
    ODataEntityCreateResponse<ClientEntity> response =
        requests().getEntityCreateRequest(products.set(set).build(), entity).execute();
    assertEquals(201, response.getStatusCode());
    return response.getBody();
  }

  private ClientEntity kettle() {
    return products.newEntity(
        "Product", products.property("Name", "Kettle"), products.property("Price", 39.5));
  }

  private ClientComplexValue address(String street, String city) {
    ClientComplexValue address = products.objects().newComplexValue("ComplianceService.Address");
    address.add(products.property("Street", street));
    address.add(products.property("City", city));
    return address;
  }

  @Test
  void anEntityIsCreated() {
    ClientEntity sent = kettle();
    sent.getProperties()
        .add(
            products
                .objects()
                .newEnumProperty(
                    "Status",
                    products
                        .objects()
                        .newEnumValue("ComplianceService.ProductStatus", "InStock,OnSale")));
    sent.getProperties()
        .add(products.objects().newComplexProperty("ShippingAddress", address("Quay 1", "Bergen")));
    ODataEntityCreateResponse<ClientEntity> response =
        requests().getEntityCreateRequest(products.set("Products").build(), sent).execute();
    assertEquals(201, response.getStatusCode());
    ClientEntity made = response.getBody();
    assertEquals(39.5, value(made, "Price"));
    assertEquals("InStock,OnSale", made.getProperty("Status").getEnumValue().getValue());
    assertEquals("W/\"1\"", made.getETag());
    URI location = URI.create(response.getHeader("Location").iterator().next());
    assertEquals(made.getId(), location);
    ClientEntity read = products.entity(location);
    assertEquals(
        "Bergen",
        read.getProperty("ShippingAddress")
            .getComplexValue()
            .get("City")
            .getPrimitiveValue()
            .toValue());
  }

  @Test
  void aDerivedEntityIsCreated() {
    ClientEntity sent =
        products.newEntity(
            "SpecialProduct",
            products.property("Name", "Samovar"),
            products.property("Price", 120.0),
            products.property("SpecialFeature", "Copper"));
    ClientEntity made = create("Products", sent);
    assertEquals(ProductsForOlingo.type("SpecialProduct"), made.getTypeName());
    assertEquals("Copper", text(products.entity(made.getId()), "SpecialFeature"));
  }

  @Test
  void nothingComesBackWhereNothingIsWanted() {
    ODataEntityCreateRequest<ClientEntity> request =
        requests().getEntityCreateRequest(products.set("Products").build(), kettle());
    request.setPrefer(products.client().newPreferences().returnMinimal());
    ODataEntityCreateResponse<ClientEntity> response = request.execute();
    assertEquals(204, response.getStatusCode());
    assertEquals(
        response.getHeader("Location").iterator().next(),
        response.getHeader("OData-EntityId").iterator().next());
  }

  @Test
  void anEntityIsCreatedAndBound() {
    ClientEntity sent = kettle();
    sent.addLink(
        products
            .objects()
            .newEntityNavigationLink("Category", products.named("Categories", "Kitchen")));
    ClientEntity made = create("Products", sent);
    assertEquals("Kitchen", text(products.entity(below(made.getId(), "Category")), "Name"));
  }

  @Test
  void entitiesAreCreatedDeep() {
    ClientEntity text =
        products.newEntity(
            "ProductDescription",
            products.property("LanguageKey", "EN"),
            products.property("Description", "Boils water"));
    ClientEntitySet texts = products.objects().newEntitySet();
    texts.getEntities().add(text);
    ClientEntity garden = products.newEntity("Category", products.property("Name", "Garden"));
    ClientEntity sent = kettle();
    sent.addLink(products.objects().newDeepInsertEntitySet("Descriptions", texts));
    sent.addLink(products.objects().newDeepInsertEntity("Category", garden));
    ClientEntity made = create("Products", sent);
    assertEquals(
        "Garden", text(made.getNavigationLink("Category").asInlineEntity().getEntity(), "Name"));
    assertEquals(
        "Boils water", text(products.only(below(made.getId(), "Descriptions")), "Description"));
    assertEquals(4, products.entities(products.set("Categories").build()).size());
  }

  /** A PUT gives the default to what it does not tell, a PATCH leaves it. */
  @ParameterizedTest
  @EnumSource(UpdateType.class)
  void anEntityIsUpdated(UpdateType kind) {
    ClientEntity change =
        products.newEntity(
            "SpecialProduct",
            products.property("Name", "Notebook"),
            products.property("Price", 900.5));
    ODataEntityUpdateResponse<ClientEntity> response =
        requests().getEntityUpdateRequest(laptop(), kind, change).execute();
    assertEquals(204, response.getStatusCode());
    assertEquals("W/\"2\"", response.getETag());
    ClientEntity changed = products.entity(products.named("Products", "Notebook"));
    assertEquals(900.5, value(changed, "Price"));
    assertEquals(kind == UpdateType.PATCH ? "200" : "0", text(changed, "Rating"));
  }

  @Test
  void anUpdateAnswersWithTheEntityWhereItIsWanted() {
    var request =
        requests()
            .getEntityUpdateRequest(
                laptop(),
                UpdateType.PATCH,
                products.newEntity("Product", products.property("Price", 1.5)));
    request.setPrefer(products.client().newPreferences().returnRepresentation());
    ODataEntityUpdateResponse<ClientEntity> response = request.execute();
    assertEquals(200, response.getStatusCode());
    assertEquals(1.5, value(response.getBody(), "Price"));
  }

  @Test
  void anEntityThatWasReadIsChangedByItsEditLink() {
    ClientEntity read = products.entity(laptop());
    ClientEntity change = products.newEntity("SpecialProduct", products.property("Price", 2.5));
    change.setEditLink(read.getEditLink());
    var request = requests().getEntityUpdateRequest(UpdateType.PATCH, change);
    request.setIfMatch(read.getETag());
    assertEquals(204, request.execute().getStatusCode());
    assertEquals(2.5, value(products.entity(laptop()), "Price"));
    var again = requests().getEntityUpdateRequest(UpdateType.PATCH, change);
    again.setIfMatch(read.getETag());
    refused(412, again::execute);
  }

  @Test
  void anEntityIsMadeUnderItsKey() {
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("ProductID", UUID.fromString(text(products.entity(laptop()), "ID")));
    key.put("LanguageKey", "NL");
    URI dutch = products.set("ProductDescriptions").appendKeySegment(key).build();
    ClientEntity sent =
        products.newEntity("ProductDescription", products.property("Description", "Een laptop"));
    ODataEntityUpdateResponse<ClientEntity> response =
        requests().getEntityUpdateRequest(dutch, UpdateType.PATCH, sent).execute();
    assertEquals(201, response.getStatusCode());
    assertEquals("Een laptop", text(response.getBody(), "Description"));
  }

  @Test
  void anEntityIsDeleted() {
    URI laptop = laptop();
    var request = requests().getDeleteRequest(laptop);
    request.setIfMatch("W/\"1\"");
    assertEquals(204, request.execute().getStatusCode());
    refused(404, () -> products.entity(laptop));
  }

  @Test
  void propertiesAreChangedAlone() {
    URI laptop = laptop();
    assertEquals(
        204,
        requests()
            .getPropertyPrimitiveValueUpdateRequest(
                below(laptop, "Price"), products.property("Price", 12.5))
            .execute()
            .getStatusCode());
    requests()
        .getPropertyComplexValueUpdateRequest(
            below(laptop, "ShippingAddress"),
            UpdateType.PATCH,
            products.objects().newComplexProperty("ShippingAddress", address("Quay 1", "Bergen")))
        .execute();
    requests()
        .getValueUpdateRequest(
            below(laptop, "Description/$value"), UpdateType.REPLACE, products.primitive("Flat"))
        .execute();
    ClientEntity changed = products.entity(laptop);
    assertEquals(12.5, value(changed, "Price"));
    assertEquals("Flat", text(changed, "Description"));
    ClientComplexValue address = changed.getProperty("ShippingAddress").getComplexValue();
    assertEquals("Bergen", address.get("City").getPrimitiveValue().toValue());
    assertEquals("98101", address.get("PostalCode").getPrimitiveValue().toValue());
    requests().getDeleteRequest(below(laptop, "Description")).execute();
    assertTrue(products.entity(laptop).getProperty("Description").hasNullValue());
  }

  @Test
  void referencesAreAddedSetAndRemoved() {
    URI laptop = laptop();
    URI mug = products.named("Products", "Coffee Mug");
    URI root = URI.create(products.root());
    assertEquals(
        204,
        requests()
            .getReferenceAddingRequest(root, below(laptop, "RelatedProducts/$ref"), mug)
            .execute()
            .getStatusCode());
    assertEquals(List.of("Coffee Mug"), products.names(below(laptop, "RelatedProducts")));
    requests()
        .getReferenceSingleChangeRequest(
            root, below(laptop, "Category/$ref"), products.named("Categories", "Furniture"))
        .execute();
    assertEquals("Furniture", text(products.entity(below(laptop, "Category")), "Name"));
    URI removed =
        products
            .client()
            .newURIBuilder(laptop.toString())
            .appendNavigationSegment("RelatedProducts")
            .appendRefSegment()
            .id(mug.toString())
            .build();
    assertEquals(204, requests().getDeleteRequest(removed).execute().getStatusCode());
    assertEquals(List.of(), products.names(below(laptop, "RelatedProducts")));
    requests().getDeleteRequest(below(laptop, "Category/$ref")).execute();
    assertEquals(
        204,
        products
            .client()
            .getRetrieveRequestFactory()
            .getEntityRequest(below(laptop, "Category"))
            .execute()
            .getStatusCode());
  }

  @Test
  void aSingletonIsChanged() {
    ClientSingleton change = products.objects().newSingleton(ProductsForOlingo.type("CompanyInfo"));
    change.getProperties().add(products.property("CEO", "Ann"));
    URI company = products.uri().appendSingletonSegment("Company").build();
    ODataEntityUpdateResponse<ClientSingleton> response =
        requests().getSingletonUpdateRequest(company, UpdateType.PATCH, change).execute();
    assertEquals(204, response.getStatusCode());
    assertEquals("W/\"2\"", response.getETag());
    assertEquals("Ann", text(products.entity(company), "CEO"));
  }

  private String bytes(URI media) throws IOException {
    ODataRetrieveResponse<InputStream> response =
        products.client().getRetrieveRequestFactory().getMediaRequest(media).execute();
    try (InputStream body = response.getBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aMediaEntityIsCreatedChangedAndDeleted() throws IOException {
    ODataMediaEntityCreateRequest<ClientEntity> request =
        requests().getMediaEntityCreateRequest(products.set("MediaItems").build(), stream("first"));
    request.setContentType("image/png");
    ODataMediaEntityCreateResponse<ClientEntity> response = request.payloadManager().getResponse();
    assertEquals(201, response.getStatusCode());
    ClientEntity made = response.getBody();
    assertEquals("image/png", text(made, "ContentType"));
    URI media = below(made.getId(), "$value");
    assertEquals("first", bytes(media));
    var update = requests().getMediaEntityUpdateRequest(media, stream("second"));
    update.setContentType("image/gif");
    assertEquals(204, update.payloadManager().getResponse().getStatusCode());
    assertEquals("second", bytes(media));
    ClientEntity changed = products.entity(made.getId());
    assertEquals("image/gif", changed.getMediaContentType());
    assertNotEquals(made.getMediaETag(), changed.getMediaETag());
    assertEquals(204, requests().getDeleteRequest(made.getId()).execute().getStatusCode());
    refused(404, () -> products.entity(made.getId()));
  }

  @Test
  void aStreamIsWritten() throws IOException {
    URI photo = below(laptop(), "Photo");
    var update = requests().getStreamUpdateRequest(photo, stream("a photo"));
    update.setContentType("image/jpeg");
    assertEquals(204, update.payloadManager().getResponse().getStatusCode());
    assertEquals("a photo", bytes(photo));
    ClientEntity laptop = products.entity(laptop());
    assertEquals("a photo", bytes(laptop.getMediaEditLink("Photo").getLink()));
    assertEquals(204, requests().getDeleteRequest(photo).execute().getStatusCode());
  }

  @Test
  void whatTheModelForbidsIsRefused() {
    ClientEntity item = products.newEntity("ReadOnlyItem", products.property("Name", "x"));
    refused(405, () -> create("ReadOnlyItems", item));
    ClientEntity nameless = products.newEntity("Product", products.property("Price", 1.0));
    assertTrue(
        refused(400, () -> create("Products", nameless))
            .getODataError()
            .getMessage()
            .contains("Name"));
  }
}
