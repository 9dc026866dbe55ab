package dev.edmund.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 over TLS (RFC 9113), as the client of the JDK speaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2Test {
  private static final Path KEYS = Path.of("src/test/resources/tls/localhost.p12");
  private static final String PASSWORD = "edmund";

  private final HttpServer server;
  private final SSLContext trusting;

  Http2Test() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(KEYS)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    int urlBytes = Limits.defaults().urlBytes();
    Tls tls = new Tls(keys, PASSWORD);
    server = HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, urlBytes, tls, 0, Set.of()));
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("edmund", keys.getCertificate("edmund"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, trust.getTrustManagers(), null);
  }

  @BeforeAll
  void start() {
    server.start(new EchoService());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().version(version).sslContext(trusting).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path));
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void clientChoosesTheVersion(HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client(version).send(request("/odata/a?$top=1").build(), BodyHandlers.ofString());
    assertEquals(version, answer.version());
    assertEquals(200, answer.statusCode());
    assertEquals(
        "https://localhost:" + server.port() + "/odata/a?$top=1", answer.body().split("\n", -1)[5]);
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
  }

  @Test
  void bodyWithoutLengthArrives() throws IOException, InterruptedException {
    HttpRequest post =
        request("/odata/a")
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(100_000))))
            .build();
    HttpClient client = client(HttpClient.Version.HTTP_2);
    assertEquals(200, client.send(post, BodyHandlers.ofString()).statusCode());
    assertEquals(200, client.send(post, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void answersOfOneConnectionAreMixed() {
    HttpClient client = client(HttpClient.Version.HTTP_2);
    List<CompletableFuture<HttpResponse<String>>> asked =
        Stream.generate(() -> request("/odata/large/100").build())
            .limit(50)
            .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
            .toList();
    assertTrue(asked.stream().allMatch(a -> a.join().body().equals(EchoService.CHUNK.repeat(100))));
  }

  @Test
  void bodyThatBreaksOffEndsItsStreamAlone() throws IOException, InterruptedException {
    HttpClient client = client(HttpClient.Version.HTTP_2);
    CompletableFuture<HttpResponse<String>> beside =
        client.sendAsync(request("/odata/large/1000").build(), BodyHandlers.ofString());
    HttpRequest broken = request("/odata/breaks/100").build();
    assertThrows(IOException.class, () -> client.send(broken, BodyHandlers.ofString()));
    assertEquals(EchoService.CHUNK.length() * 1000, beside.join().body().length());
    assertEquals(
        200, client.send(request("/odata/a").build(), BodyHandlers.ofString()).statusCode());
  }
}
