package dev.edmund.clients;

import static dev.edmund.clients.ProductsForOlingo.names;
import static dev.edmund.clients.ProductsForOlingo.text;
import static dev.edmund.clients.ProductsForOlingo.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.request.ODataBatchableRequest;
import org.apache.olingo.client.api.communication.request.batch.BatchManager;
import org.apache.olingo.client.api.communication.request.batch.ODataBatchResponseItem;
import org.apache.olingo.client.api.communication.request.batch.ODataChangeset;
import org.apache.olingo.client.api.communication.request.cud.CUDRequestFactory;
import org.apache.olingo.client.api.communication.request.cud.UpdateType;
import org.apache.olingo.client.api.communication.request.invoke.ClientNoContent;
import org.apache.olingo.client.api.communication.response.ODataBatchResponse;
import org.apache.olingo.client.api.communication.response.ODataEntityCreateResponse;
import org.apache.olingo.client.api.communication.response.ODataResponse;
import org.apache.olingo.client.api.communication.response.ODataRetrieveResponse;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Apache Olingo's client sends batches to the reference model (Part 1, 11.7). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OlingoBatchTest {
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

  @AfterEach
  void stopAtErrorsAgain() {
    products.client().getConfiguration().setContinueOnError(false);
  }

  @AfterAll
  void stop() {
    products.close();
  }

  private ODataClient client() {
    return products.client();
  }

  private CUDRequestFactory changes() {
    return client().getCUDRequestFactory();
  }

  private BatchManager batch() {
    return client().getBatchRequestFactory().getBatchRequest(products.root()).payloadManager();
  }

  /** An answer of a batch; the client reads a body only while its part is the current one. */
  private record Part(int status, @Nullable Object body) {
    static Part of(ODataResponse response) {
      int status = response.getStatusCode();
      return new Part(status, status == 204 || status >= 400 ? null : bodyOf(response));
    }

    private static Object bodyOf(ODataResponse response) {
      if (response instanceof ODataEntityCreateResponse<?> created) {
        return created.getBody();
      }
      return assertInstanceOf(ODataRetrieveResponse.class, response).getBody();
    }

    ClientEntity entity() {
      return assertInstanceOf(ClientEntity.class, body);
    }

    ClientEntitySet entities() {
      return assertInstanceOf(ClientEntitySet.class, body);
    }
  }

  /** The items of an answer, each with its answers. */
  private static List<List<Part>> send(BatchManager batch) {
    ODataBatchResponse response = batch.getResponse();
    assertEquals(200, response.getStatusCode());
    List<List<Part>> items = new ArrayList<>();
    Iterator<ODataBatchResponseItem> body = response.getBody();
    while (body.hasNext()) {
      List<Part> parts = new ArrayList<>();
      body.next().forEachRemaining(part -> parts.add(Part.of(part)));
      items.add(parts);
    }
    return items;
  }

  private static List<Integer> statuses(List<Part> parts) {
    return parts.stream().map(Part::status).toList();
  }

  private static List<Integer> firsts(List<List<Part>> items) {
    return items.stream().map(parts -> parts.get(0).status()).toList();
  }

  private ODataBatchableRequest read(URI entity) {
    return client().getRetrieveRequestFactory().getEntityRequest(entity);
  }

  private ClientEntity category(String name) {
    return products.newEntity("Category", products.property("Name", name));
  }

  private ODataBatchableRequest creation(String name) {
    return changes().getEntityCreateRequest(products.set("Categories").build(), category(name));
  }

  private long categories() {
    return products.entities(products.set("Categories").build()).size();
  }

  /** URLs may be absolute, host-relative or relative to the root (Part 1, 11.7.2.1). */
  @ParameterizedTest
  @ValueSource(strings = {"absolute", "host", "relative"})
  void entitiesAreRead(String form) {
    URI laptop = products.named("Products", "Laptop");
    URI uri =
        switch (form) {
          case "host" -> URI.create(laptop.getRawPath());
          case "relative" -> URI.create(products.root()).relativize(laptop);
          default -> laptop;
        };
    BatchManager batch = batch();
    batch.addRequest(read(uri));
    batch.addRequest(
        client().getRetrieveRequestFactory().getEntitySetRequest(products.set("Products").build()));
    List<List<Part>> items = send(batch);
    assertEquals(2, items.size());
    assertEquals("Laptop", text(items.get(0).get(0).entity(), "Name"));
    assertEquals(7, names(items.get(1).get(0).entities()).size());
  }

  @Test
  void anEmptyBatchIsAnswered() {
    assertEquals(List.of(), send(batch()));
  }

  @Test
  void aChangeSetTakesEffect() {
    URI laptop = products.named("Products", "Laptop");
    URI mug = products.named("Products", "Coffee Mug");
    BatchManager batch = batch();
    batch.addRequest(read(laptop));
    ODataChangeset set = batch.addChangeset();
    set.addRequest(creation("Garden"));
    set.addRequest(
        changes()
            .getEntityUpdateRequest(
                laptop,
                UpdateType.PATCH,
                products.newEntity("Product", products.property("Price", 1.5))));
    set.addRequest(changes().getDeleteRequest(mug));
    batch.addRequest(read(laptop));
    List<List<Part>> items = send(batch);
    assertEquals(3, items.size());
    assertEquals(List.of(201, 204, 204), statuses(items.get(1)));
    assertEquals("Garden", text(items.get(1).get(0).entity(), "Name"));
    assertEquals(1.5, value(items.get(2).get(0).entity(), "Price"));
    assertEquals(4, categories());
    assertEquals(6, products.entities(products.set("Products").build()).size());
  }

  /** A new entity is meant by its content id in URLs and in links of later requests. */
  @Test
  void newEntitiesAreReferredTo() {
    BatchManager batch = batch();
    ODataChangeset set = batch.addChangeset();
    set.addRequest(creation("Garden"));
    String garden = "$" + set.getLastContentId();
    ClientEntity hose =
        products.newEntity(
            "Product", products.property("Name", "Hose"), products.property("Price", 9.5));
    hose.addLink(products.objects().newEntityNavigationLink("Category", URI.create(garden)));
    set.addRequest(changes().getEntityCreateRequest(products.set("Products").build(), hose));
    ClientEntity described =
        products.newEntity("Category", products.property("Description", "Outdoors"));
    set.addRequest(
        changes().getEntityUpdateRequest(URI.create(garden), UpdateType.PATCH, described));
    ClientEntity spade =
        products.newEntity(
            "Product", products.property("Name", "Spade"), products.property("Price", 19.5));
    set.addRequest(changes().getEntityCreateRequest(URI.create(garden + "/Products"), spade));
    assertEquals(List.of(201, 201, 204, 201), statuses(send(batch).get(0)));
    URI made = products.named("Categories", "Garden");
    assertEquals("Outdoors", text(products.entity(made), "Description"));
    assertEquals(List.of("Hose", "Spade"), products.names(URI.create(made + "/Products")));
  }

  /** One answer tells of the whole change set, of which nothing is done. */
  @Test
  void aChangeSetFailsAsAWhole() {
    BatchManager batch = batch();
    ODataChangeset set = batch.addChangeset();
    set.addRequest(creation("Garden"));
    set.addRequest(creation("Kitchen"));
    ODataBatchResponse response = batch.getResponse();
    Iterator<ODataBatchResponseItem> items = response.getBody();
    ODataBatchResponseItem item = items.next();
    assertTrue(item.isChangeset());
    ODataResponse only = item.next();
    assertTrue(item.isBreaking());
    assertEquals(409, only.getStatusCode());
    assertFalse(items.hasNext());
    assertEquals(3, categories());
  }

  @Test
  void aBatchStopsAtAnErrorUnlessToldToGoOn() {
    URI missing = URI.create(products.root() + "Products(00000000-0000-0000-0000-000000000000)");
    URI laptop = products.named("Products", "Laptop");
    BatchManager stopping = batch();
    stopping.addRequest(read(missing));
    stopping.addRequest(read(laptop));
    assertEquals(List.of(404), firsts(send(stopping)));
    client().getConfiguration().setContinueOnError(true);
    BatchManager continuing = batch();
    continuing.addRequest(read(missing));
    continuing.addRequest(read(laptop));
    assertEquals(List.of(404, 200), firsts(send(continuing)));
  }

  @Test
  void actionsAreInvokedInAChangeSet() {
    URI laptop = products.named("Products", "Laptop");
    BatchManager batch = batch();
    ODataChangeset set = batch.addChangeset();
    set.addRequest(
        (ODataBatchableRequest)
            client()
                .getInvokeRequestFactory()
                .getActionInvokeRequest(
                    URI.create(laptop + "/ComplianceService.IncreasePrice"),
                    ClientNoContent.class,
                    Map.of("amount", products.primitive(5.0))));
    set.addRequest(creation("Garden"));
    assertEquals(List.of(204, 201), statuses(send(batch).get(0)));
    assertEquals(1004.99, (Double) value(products.entity(laptop), "Price"), 1e-9);
  }

  @Test
  void functionsAreCalledInABatch() {
    BatchManager batch = batch();
    batch.addRequest(
        client()
            .getRetrieveRequestFactory()
            .getEntitySetRequest(URI.create(products.root() + "GetTopProducts(count=2)")));
    assertEquals(
        List.of("Premium Laptop Pro", "Laptop"), names(send(batch).get(0).get(0).entities()));
  }
}
