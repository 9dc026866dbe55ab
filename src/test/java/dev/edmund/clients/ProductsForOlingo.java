package dev.edmund.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.olingo.client.api.EdmEnabledODataClient;
import org.apache.olingo.client.api.ODataClient;
import org.apache.olingo.client.api.communication.ODataClientErrorException;
import org.apache.olingo.client.api.communication.request.ODataRequest;
import org.apache.olingo.client.api.domain.ClientEntity;
import org.apache.olingo.client.api.domain.ClientEntitySet;
import org.apache.olingo.client.api.domain.ClientInvokeResult;
import org.apache.olingo.client.api.domain.ClientObjectFactory;
import org.apache.olingo.client.api.domain.ClientPrimitiveValue;
import org.apache.olingo.client.api.domain.ClientProperty;
import org.apache.olingo.client.api.domain.ClientValue;
import org.apache.olingo.client.api.http.HttpClientFactory;
import org.apache.olingo.client.api.http.HttpUriRequestFactory;
import org.apache.olingo.client.api.uri.URIBuilder;
import org.apache.olingo.client.core.ODataClientFactory;
import org.apache.olingo.client.core.http.DefaultHttpUriRequestFactory;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.junit.jupiter.api.function.Executable;

/** The reference model behind a real port, and Apache Olingo's client of it. */
final class ProductsForOlingo implements AutoCloseable {
  private static final Path MODEL = Path.of("src/examples/products/products.csdl.xml");

  /** A value without a type is a string to the client. */
  private static final Map<Class<?>, EdmPrimitiveTypeKind> TYPES =
      Map.of(
          String.class, EdmPrimitiveTypeKind.String,
          Double.class, EdmPrimitiveTypeKind.Double,
          Long.class, EdmPrimitiveTypeKind.Int64,
          BigDecimal.class, EdmPrimitiveTypeKind.Decimal);

  private final HttpServer server;
  private final ShippedService service;
  private final Connections connections;
  private final ODataClient client;

  private ProductsForOlingo(HttpServer server, ShippedService service) {
    this.server = server;
    this.service = service;
    this.connections = new Connections(HttpClients.custom().setMaxConnPerRoute(20).build());
    this.client = ODataClientFactory.getClient();
    prepare(client);
  }

  private void prepare(ODataClient any) {
    any.getConfiguration().setHttpClientFactory(connections);
    any.getConfiguration().setHttpUriRequestFactory(new WithoutNetwork(root()));
  }

  static ProductsForOlingo serve(Path folder) {
    try {
      Path data = MODEL.resolveSibling("data");
      ShippedService service = ShippedService.reseeding(MODEL, data, TestDatabase.in(folder));
      HttpServer server =
          HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
      server.start(service.service());
      return new ProductsForOlingo(server, service);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One pool for all requests, which the client would open and drop each time. */
  private record Connections(CloseableHttpClient http) implements HttpClientFactory {
    @Override
    public HttpClient create(HttpMethod method, URI uri) {
      return http;
    }

    @Override
    public void close(HttpClient used) {
      // Others go on with it.
    }
  }

  /**
   * The client follows the references of the model. A document without the terms of OASIS is all
   * that it finds here where theirs would be.
   */
  private record WithoutNetwork(String root) implements HttpUriRequestFactory {
    @Override
    public HttpUriRequest create(HttpMethod method, URI uri) {
      boolean ours = uri.toString().startsWith(root) || !uri.isAbsolute();
      URI target = ours ? uri : URI.create(root + "Edmund.V1.xml");
      return new DefaultHttpUriRequestFactory().create(method, target);
    }
  }

  /** The client, which asks for all metadata unless told otherwise. */
  ODataClient client() {
    return client;
  }

  /** A client that reads the metadata document first, and asks for minimal metadata. */
  EdmEnabledODataClient typedClient() {
    EdmEnabledODataClient typed = ODataClientFactory.getEdmEnabledClient(root(), ContentType.JSON);
    prepare(typed);
    return typed;
  }

  /** The model as the client understands it. */
  Edm metadata() {
    return client.getRetrieveRequestFactory().getMetadataRequest(root()).execute().getBody();
  }

  ClientObjectFactory objects() {
    return client.getObjectFactory();
  }

  String root() {
    return "http://127.0.0.1:" + server.port() + "/odata/";
  }

  URIBuilder uri() {
    return client.newURIBuilder(root());
  }

  URIBuilder set(String name) {
    return uri().appendEntitySetSegment(name);
  }

  /** The URL of the one entity with this name. */
  URI named(String set, String name) {
    return only(set(set).filter("Name eq '" + name + "'").build()).getId();
  }

  static FullQualifiedName type(String name) {
    return new FullQualifiedName("ComplianceService", name);
  }

  List<ClientEntity> entities(URI uri) {
    return client
        .getRetrieveRequestFactory()
        .getEntitySetRequest(uri)
        .execute()
        .getBody()
        .getEntities();
  }

  ClientEntity only(URI uri) {
    List<ClientEntity> found = entities(uri);
    assertEquals(1, found.size(), uri::toString);
    return found.get(0);
  }

  ClientEntity entity(URI uri) {
    return client.getRetrieveRequestFactory().getEntityRequest(uri).execute().getBody();
  }

  List<String> names(URI uri) {
    return names(client.getRetrieveRequestFactory().getEntitySetRequest(uri).execute().getBody());
  }

  static List<String> names(ClientEntitySet set) {
    return set.getEntities().stream().map(e -> text(e, "Name")).toList();
  }

  /** The value of a primitive or enumeration property as the client writes it. */
  static String text(ClientEntity entity, String property) {
    return entity.getProperty(property).getValue().toString();
  }

  static Object value(ClientEntity entity, String property) {
    return entity.getProperty(property).getPrimitiveValue().toValue();
  }

  ClientProperty property(String name, Object value) {
    return objects().newPrimitiveProperty(name, primitive(value));
  }

  ClientPrimitiveValue primitive(Object value) {
    return objects()
        .newPrimitiveValueBuilder()
        .setType(TYPES.get(value.getClass()))
        .setValue(value)
        .build();
  }

  /** What is posted has exactly these properties, as the client writes them. */
  ClientEntity newEntity(String type, ClientProperty... properties) {
    ClientEntity entity = objects().newEntity(type(type));
    entity.getProperties().addAll(List.of(properties));
    return entity;
  }

  <T extends ClientInvokeResult> T call(URI function, Class<T> result) {
    return client
        .getInvokeRequestFactory()
        .getFunctionInvokeRequest(function, result)
        .execute()
        .getBody();
  }

  <T extends ClientInvokeResult> T invoke(
      URI action, Class<T> result, Map<String, ClientValue> parameters) {
    return client
        .getInvokeRequestFactory()
        .getActionInvokeRequest(action, result, parameters)
        .execute()
        .getBody();
  }

  void reseed() {
    invoke(uri().appendActionCallSegment("Reseed").build(), ClientProperty.class, Map.of());
  }

  /** The error that the client makes of an answer. */
  static ODataClientErrorException refused(int status, Executable request) {
    ODataClientErrorException error = assertThrows(ODataClientErrorException.class, request);
    assertEquals(status, error.getStatusLine().getStatusCode(), error::getMessage);
    return error;
  }

  static <R extends ODataRequest> R ifMatch(R request, String tag) {
    request.setIfMatch(tag);
    return request;
  }

  @Override
  public void close() {
    client.getConfiguration().getExecutor().shutdown();
    try {
      connections.http().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.close();
    service.close();
  }
}
