package dev.edmund.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** HTTPS, as the command line serves it, asked by a client that checks certificates. */
final class HttpsTest {
  private static final String MODEL = "src/test/resources/models/shop.csdl.xml";

  private final Path folder;
  private final Path keyStore;
  private final Path certificate;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  HttpsTest(@TempDir Path folder) {
    this.folder = folder;
    this.keyStore = folder.resolve("shop.db-tls.p12");
    this.certificate = folder.resolve("shop.db-tls.pem");
  }

  /** What is done while the server runs. */
  private interface Work {
    void with(int port) throws IOException, GeneralSecurityException, InterruptedException;
  }

  private int serve(Map<String, String> environment, Work work, String... options) {
    List<String> args = new ArrayList<>(List.of("serve", MODEL, "--port", "0"));
    args.addAll(List.of("--database", "jdbc:sqlite:" + folder.resolve("shop.db")));
    args.addAll(Arrays.asList(options));
    CommandLine line = Main.commandLine(Parts.REAL, server -> run(server, work), environment::get);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args.toArray(String[]::new));
  }

  private static void run(HttpServer server, Work work) throws InterruptedException {
    try {
      work.with(server.port());
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void serveAndAsk(Path trusted, String... options) {
    int code = serve(Map.of(), port -> assertServiceDocument(port, trusted), options);
    assertEquals(0, code, err.toString());
  }

  private static void assertServiceDocument(int port, Path trusted)
      throws IOException, GeneralSecurityException, InterruptedException {
    for (String host : List.of("localhost", "127.0.0.1")) {
      String root = "https://" + host + ":" + port;
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .sslContext(trusting(trusted))
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(root + "/odata/")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertTrue(
          answer.body().startsWith("{\"@odata.context\":\"" + root + "/odata/$metadata\""),
          answer.body());
    }
  }

  private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
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
    return context;
  }

  @Test
  void selfSignedCertificateIsMadeOnceAndKept() throws IOException {
    serveAndAsk(certificate, "--tls");
    assertTrue(out.toString().contains("A certificate was made, for clients to trust: "));
    assertTrue(out.toString().contains("Edmund listens on https://127.0.0.1:"), out.toString());
    byte[] first = Files.readAllBytes(certificate);
    if (keyStore.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals(2, Files.getPosixFilePermissions(keyStore).size());
    }
    out.getBuffer().setLength(0);
    serveAndAsk(certificate, "--tls");
    assertFalse(out.toString().contains("A certificate was made"), out.toString());
    assertArrayEquals(first, Files.readAllBytes(certificate));
    // Another name of the host needs another certificate.
    serveAndAsk(certificate, "--tls", "--host", "127.0.0.2");
    assertFalse(Arrays.equals(first, Files.readAllBytes(certificate)));
    try (var files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".tls")));
    }
  }

  @Test
  void keyStoreIsServedWithItsPassword() throws IOException {
    serveAndAsk(certificate, "--tls");
    Path own = Files.copy(keyStore, folder.resolve("own.p12"));
    Path password = Files.writeString(folder.resolve("password"), "edmund\nmore\n");
    String file = own.toString();
    serveAndAsk(
        certificate, "--tls-keystore", file, "--tls-keystore-password-file", password.toString());
    Map<String, String> environment = Map.of("EDMUND_TLS_KEYSTORE_PASSWORD", "edmund");
    assertEquals(
        0, serve(environment, p -> assertServiceDocument(p, certificate), "--tls-keystore", file));
    assertEquals(2, serve(Map.of(), p -> {}, "--tls-keystore", file));
    assertOneLine("its password is another");
    assertEquals(2, serve(environment, p -> {}, "--tls-keystore", password.toString()));
    assertOneLine("it is no PKCS12 file");
  }

  @Test
  void pemFilesAreServed() throws IOException, GeneralSecurityException {
    serveAndAsk(certificate, "--tls");
    Path key = key(keyStore, "key.pem");
    serveAndAsk(certificate, "--tls-cert", certificate.toString(), "--tls-key", key.toString());
    // The key of another certificate.
    SelfSigned other = new SelfSigned(folder.resolve("o.p12"), folder.resolve("o.pem"));
    other.tls(List.of(), note -> {});
    String foreign = key(other.keyStore(), "other.pem").toString();
    assertEquals(
        2, serve(Map.of(), p -> {}, "--tls-cert", certificate.toString(), "--tls-key", foreign));
    assertOneLine("is not that of the certificate");
    assertEquals(2, serve(Map.of(), p -> {}, "--tls-cert", foreign, "--tls-key", key.toString()));
    assertOneLine("has no certificate in PEM");
    String none = certificate.toString();
    assertEquals(2, serve(Map.of(), p -> {}, "--tls-cert", none, "--tls-key", none));
    assertOneLine("has no private key in PKCS #8");
  }

  private Path key(Path store, String name) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStores.pkcs12(store, "edmund").keyStore();
    byte[] key = keys.getKey("edmund", "edmund".toCharArray()).getEncoded();
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tls-cert=a.pem", "--tls-key=a.pem", "--tls-keystore=a;--tls-key=b"})
  void optionsThatDoNotGoTogetherAreOneLine(String options) {
    assertEquals(2, serve(Map.of(), port -> {}, options.split(";", -1)));
    assertOneLine("--tls-cert");
  }

  @Test
  void oldVersionsOfTlsAndPlainHttpAreRefused() {
    int code =
        serve(
            Map.of(),
            port -> {
              try (SSLSocket socket = connect(port, "TLSv1.2")) {
                socket.startHandshake();
                assertEquals("TLSv1.2", socket.getSession().getProtocol());
              }
              try (SSLSocket socket = connect(port, "TLSv1.3")) {
                socket.startHandshake();
                assertEquals("TLSv1.3", socket.getSession().getProtocol());
              }
              try (SSLSocket socket = connect(port, "TLSv1.1")) {
                assertThrows(SSLException.class, socket::startHandshake);
              }
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket
                    .getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertFalse(answer.contains("HTTP/1.1 200"), answer);
              } catch (IOException e) {
                // Closed in its face, which is a refusal too.
              }
            },
            "--tls");
    assertEquals(0, code, err.toString());
  }

  private SSLSocket connect(int port, String version) throws IOException, GeneralSecurityException {
    SSLSocket socket =
        (SSLSocket)
            trusting(certificate)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  @Test
  void databasesWithoutAFileHaveTheirCertificateHere() {
    assertEquals(
        Path.of("edmund-tls.p12"), SelfSigned.beside("jdbc:postgresql://host/name").keyStore());
    assertEquals(Path.of("edmund-tls.p12"), SelfSigned.beside("jdbc:sqlite::memory:").keyStore());
    assertEquals(
        Path.of("data/a.db-tls.pem"), SelfSigned.beside("jdbc:sqlite:data/a.db?x=y").certificate());
  }

  private void assertOneLine(String part) {
    String text = err.toString();
    err.getBuffer().setLength(0);
    assertTrue(text.startsWith("edmund: "), text);
    assertTrue(text.contains(part), text);
    assertEquals(1, text.lines().count(), text);
  }
}
