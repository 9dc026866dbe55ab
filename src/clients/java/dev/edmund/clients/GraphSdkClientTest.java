package dev.edmund.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.BatchRequestBuilder;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.kiota.ApiException;
import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import dev.edmund.TestDatabase;
import dev.edmund.app.HttpsService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core of Microsoft's SDK of Graph for Java, over HTTPS. */
final class GraphSdkClientTest {
  private static final String OPERATIONS = "/external/connections/contosohr/operations";

  @Test
  void listsPagesFiltersChangesAndSendsBatches(@TempDir Path folder)
      throws IOException, GeneralSecurityException, ReflectiveOperationException {
    try (HttpsService service = HttpsService.open(TestDatabase.in(folder), folder)) {
      BaseGraphRequestAdapter graph =
          new BaseGraphRequestAdapter(
              new AnonymousAuthenticationProvider(),
              new JsonParseNodeFactory(),
              new JsonSerializationWriterFactory(),
              trusting(service.certificate()),
              null,
              service.root() + "/beta");
      pages(graph);
      filters(graph);
      changes(graph);
      batches(graph);
    }
  }

  private static OkHttpClient trusting(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      store.setCertificateEntry(
          "edmund", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return GraphClientFactory.create()
        .sslSocketFactory(
            context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
        .build();
  }

  private static RequestInformation request(HttpMethod method, String path) {
    RequestInformation request = new RequestInformation();
    request.httpMethod = method;
    request.urlTemplate = "{+baseurl}" + path;
    request.headers.add("Accept", "application/json");
    return request;
  }

  private static RequestInformation request(
      BaseGraphRequestAdapter graph, HttpMethod method, String path, String status) {
    Row row = new Row();
    row.status = status;
    RequestInformation request = request(method, path);
    request.setContentFromParsable(graph, "application/json", row);
    return request;
  }

  private static Rows rows(BaseGraphRequestAdapter graph, String path) {
    return Objects.requireNonNull(
        graph.send(request(HttpMethod.GET, path), null, parse -> new Rows()));
  }

  private static void pages(BaseGraphRequestAdapter graph) throws ReflectiveOperationException {
    Rows first = rows(graph, "/networkAccess/logs/connections?$top=50&$count=true");
    List<String> ids = new ArrayList<>();
    new PageIterator.Builder<Row, Rows>()
        .requestAdapter(graph)
        .collectionPage(first)
        .collectionPageFactory(parse -> new Rows())
        .processPageItemCallback(row -> ids.add(String.valueOf(row.id)))
        .build()
        .iterate();
    assertEquals(first.count, ids.size());
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  private static void filters(BaseGraphRequestAdapter graph) {
    Rows microsoft =
        rows(graph, "/networkAccess/logs/connections?$filter=trafficType%20eq%20'microsoft'");
    assertTrue(microsoft.getValue().size() > 1);
    assertTrue(
        microsoft.getValue().stream().allMatch(r -> "unknownFutureValue".equals(r.trafficType)));
  }

  private static void changes(BaseGraphRequestAdapter graph) {
    Row made =
        Objects.requireNonNull(
            graph.send(
                request(graph, HttpMethod.POST, OPERATIONS, "inprogress"),
                null,
                parse -> new Row()));
    String one = OPERATIONS + "/" + made.id;
    graph.send(request(graph, HttpMethod.PATCH, one, "failed"), null, parse -> new Row());
    Row read = graph.send(request(HttpMethod.GET, one), null, parse -> new Row());
    assertEquals("failed", Objects.requireNonNull(read).status);
    graph.sendPrimitive(request(HttpMethod.DELETE, one), null, Void.class);
    ApiException gone =
        assertThrows(
            ApiException.class,
            () -> graph.send(request(HttpMethod.GET, one), null, parse -> new Row()));
    assertEquals(404, gone.getResponseStatusCode());
  }

  private static void batches(BaseGraphRequestAdapter graph) throws IOException {
    BatchRequestContent batch = new BatchRequestContent(graph, List.of());
    String post =
        batch.addBatchRequestStep(request(graph, HttpMethod.POST, OPERATIONS, "completed"));
    String list = batch.addBatchRequestStep(request(HttpMethod.GET, OPERATIONS));
    String nothing = batch.addBatchRequestStep(request(HttpMethod.GET, "/nothing"));
    BatchResponseContent answers = new BatchRequestBuilder(graph).post(batch, null);
    assertEquals(201, answers.getResponsesStatusCode().get(post));
    Row made = answers.getResponseById(post, parse -> new Row());
    Rows listed = answers.getResponseById(list, parse -> new Rows());
    String id = Objects.requireNonNull(Objects.requireNonNull(made).id);
    assertTrue(
        Objects.requireNonNull(listed).getValue().stream().anyMatch(r -> id.equals(r.id)));
    assertEquals(404, answers.getResponsesStatusCode().get(nothing));
  }
}
