package dev.edmund.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.graph.beta.external.connections.item.operations.OperationsRequestBuilder;
import com.microsoft.graph.beta.models.externalconnectors.ConnectionOperation;
import com.microsoft.graph.beta.models.externalconnectors.ConnectionOperationStatus;
import com.microsoft.graph.beta.models.networkaccess.Connection;
import com.microsoft.graph.beta.models.networkaccess.ConnectionCollectionResponse;
import com.microsoft.graph.beta.models.networkaccess.TrafficType;
import com.microsoft.graph.beta.models.odataerrors.ODataError;
import com.microsoft.graph.beta.networkaccess.logs.connections.ConnectionsRequestBuilder;
import com.microsoft.graph.beta.serviceclient.GraphServiceClient;
import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import dev.edmund.TestDatabase;
import dev.edmund.app.HttpsService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's SDK of Graph for Java, over HTTPS. */
final class GraphSdkTest {
  @TempDir private static Path folder = Path.of("");
  private static HttpsService service;
  private static GraphServiceClient client;

  @BeforeAll
  static void open() throws IOException, GeneralSecurityException {
    service = HttpsService.open(TestDatabase.in(folder), folder);
    client =
        new GraphServiceClient(
            new AnonymousAuthenticationProvider(), trusting(service.certificate()));
    client.getRequestAdapter().setBaseUrl(service.root() + "/beta");
  }

  @AfterAll
  static void close() {
    if (service != null) {
      service.close();
    }
  }

  private static OkHttpClient trusting(Path certificate)
      throws IOException, GeneralSecurityException {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null);
    try (InputStream in = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "edmund", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return GraphClientFactory.create()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
        .build();
  }

  private static ConnectionsRequestBuilder connections() {
    return client.networkAccess().logs().connections();
  }

  private static OperationsRequestBuilder operations() {
    return client.external().connections().byExternalConnectionId("contosohr").operations();
  }

  @Test
  void listsAndReadsOnByTheLinksOfPages() throws ReflectiveOperationException {
    ConnectionCollectionResponse first =
        connections()
            .get(
                asked -> {
                  asked.queryParameters.top = 7;
                  asked.queryParameters.count = true;
                  asked.queryParameters.select = new String[] {"id", "trafficType"};
                });
    assertEquals(7, first.getValue().size());
    List<String> ids = new ArrayList<>();
    new PageIterator.Builder<Connection, ConnectionCollectionResponse>()
        .client(client)
        .collectionPage(first)
        .collectionPageFactory(ConnectionCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(row -> ids.add(row.getId()))
        .build()
        .iterate();
    assertEquals(first.getOdataCount(), ids.size());
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void filtersAndOrders() {
    List<Connection> rows =
        connections()
            .get(
                asked -> {
                  asked.queryParameters.filter =
                      "trafficType eq 'microsoft365' and destinationPort eq 443";
                  asked.queryParameters.orderby = new String[] {"createdDateTime desc"};
                })
            .getValue();
    assertTrue(rows.size() > 1);
    assertTrue(rows.stream().allMatch(row -> row.getTrafficType() == TrafficType.Microsoft365));
    List<OffsetDateTime> moments = rows.stream().map(Connection::getCreatedDateTime).toList();
    assertEquals(moments.stream().sorted(Comparator.reverseOrder()).toList(), moments);
  }

  @Test
  void readsOne() {
    Connection listed = connections().get(asked -> asked.queryParameters.top = 1).getValue().get(0);
    Connection read = connections().byConnectionId(listed.getId()).get();
    assertEquals(listed.getSourceIp(), read.getSourceIp());
    assertEquals(listed.getSentBytes(), read.getSentBytes());
    assertEquals(listed.getCreatedDateTime(), read.getCreatedDateTime());
  }

  @Test
  void createsReadsUpdatesAndDeletes() {
    ConnectionOperation operation = new ConnectionOperation();
    operation.setStatus(ConnectionOperationStatus.Inprogress);
    ConnectionOperation created = operations().post(operation);
    String id = created.getId();
    assertNotNull(id);
    assertEquals(ConnectionOperationStatus.Inprogress, created.getStatus());
    ConnectionOperation change = new ConnectionOperation();
    change.setStatus(ConnectionOperationStatus.Completed);
    ConnectionOperation updated = operations().byConnectionOperationId(id).patch(change);
    assertEquals(ConnectionOperationStatus.Completed, updated.getStatus());
    assertEquals(
        ConnectionOperationStatus.Completed,
        operations().byConnectionOperationId(id).get().getStatus());
    operations().byConnectionOperationId(id).delete();
    ODataError gone =
        assertThrows(ODataError.class, () -> operations().byConnectionOperationId(id).get());
    assertEquals(404, gone.getResponseStatusCode());
    assertEquals("itemNotFound", gone.getError().getCode());
    assertFalse(gone.getError().getInnerError().getRequestId().isEmpty());
  }

  @Test
  void sendsBatches() throws IOException {
    BatchRequestContent batch = new BatchRequestContent(client);
    String some =
        batch.addBatchRequestStep(
            connections().toGetRequestInformation(asked -> asked.queryParameters.top = 3));
    ConnectionOperation operation = new ConnectionOperation();
    operation.setStatus(ConnectionOperationStatus.Failed);
    // The SDK takes a member "error" of any body for that of a request that failed, null as well.
    String made =
        batch.addBatchRequestStep(
            operations()
                .toPostRequestInformation(
                    operation, asked -> asked.headers.add("Prefer", "return=minimal")));
    String none =
        batch.addBatchRequestStep(
            operations().byConnectionOperationId("none").toGetRequestInformation());
    BatchResponseContent answers = client.getBatchRequestBuilder().post(batch, Map.of());
    assertEquals(
        3,
        answers
            .getResponseById(some, ConnectionCollectionResponse::createFromDiscriminatorValue)
            .getValue()
            .size());
    assertEquals(204, answers.getResponsesStatusCode().get(made));
    assertEquals(404, answers.getResponsesStatusCode().get(none));
    String url = answers.getResponseById(made).header("Location");
    OperationsRequestBuilder all = operations();
    assertEquals(
        ConnectionOperationStatus.Failed,
        all.byConnectionOperationId("").withUrl(url).get().getStatus());
    all.byConnectionOperationId("").withUrl(url).delete();
  }
}
