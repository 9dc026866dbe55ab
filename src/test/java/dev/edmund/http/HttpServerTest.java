package dev.edmund.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.edmund.core.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpServerTest {
  private final EchoService service = new EchoService();
  private final HttpServer server;
  private final RawClient client;

  HttpServerTest() throws IOException {
    server = HttpServer.bind(settings(0, null));
    client = new RawClient(server.port());
  }

  private static HttpSettings settings(int port, @Nullable URI baseUrl) {
    return new HttpSettings("127.0.0.1", port, baseUrl, Limits.defaults().urlBytes());
  }

  @BeforeAll
  void start() {
    server.start(service);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a?@p1={%22a%22:1}",
        "/a?$filter=In(V=[\"0\",\"1\"])",
        "/a?$filter=a|b^c`d",
        "/a?$filter=name+eq+'a'",
        "/a?%24filter=name%20eq%20'a'",
        "/a('b%2Fc')/d",
        "/a('b%5Cc')",
        "/a('b\\c')",
        "/a('%25')",
        "/a('%25zz')",
        "/a('é€𐍈')/x?$filter=n eq 'ü'",
        "/a('%C3%A9')",
        "/a('..')/b",
        "/a/../b",
        "/a/./b",
        "/a//b",
        "/a('b;c=d')/e;f",
        "/a('%3F')?b?c",
        "/a?",
        "/a{b}[c]|d^e"
      })
  void rawUrlArrivesUnharmed(String target) throws IOException {
    RawClient.Answer answer = client.get("/odata" + target.replace(" ", "%20"));
    assertEquals(200, answer.status(), answer.body());
    String[] told = answer.body().split("\n", -1);
    String sent = target.replace(" ", "%20");
    int mark = sent.indexOf('?');
    assertEquals(mark < 0 ? sent : sent.substring(0, mark), told[3]);
    assertEquals(mark < 0 ? "null" : sent.substring(mark + 1), told[4]);
    assertEquals("http://test.example:" + server.port() + "/odata" + sent, told[5]);
  }

  @Test
  void urlUpToTheLimitIsAnsweredAndLongerIsNot() throws IOException {
    int limit = Limits.defaults().urlBytes();
    String longest = "/odata/a?$filter=" + "x".repeat(limit - 17);
    assertEquals(200, client.get(longest).status());
    assertError(client.get(longest + "x"), 414, "uriTooLong");
    assertError(client.get("/odata/a?" + "x".repeat(200_000)), 414, "uriTooLong");
  }

  @Test
  void headersLargerThanTheLimitAreRefused() throws IOException {
    assertError(client.get("/odata/", "X: " + "x".repeat(100_000)), 431, "headersTooLarge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /odata/a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /odata/ HTTP/1.1\r\n\r\n",
        "GET /odata/ HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
        "GET /odata/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /odata/ HTTP/1.1\r\nHost: <a>\r\n\r\n",
        "GET /../../x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "POST /odata/a HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "GET /odata/a('%00') HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /odata/a('%zz') HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "CONNECT /odata/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET ftp:x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
      })
  void malformedRequestIsAnsweredWithTheErrorObject(String request) throws IOException {
    RawClient.Answer answer = client.send(request);
    assertTrue(answer.status() == 400 || answer.status() == 404, answer.head());
    assertError(answer, answer.status(), answer.status() == 400 ? null : "notFound");
  }

  @Test
  void unknownProtocolVersionIsAnsweredWithTheErrorObject() throws IOException {
    RawClient.Answer answer = client.send("GET /odata/ HTTP/7.3\r\nHost: a\r\n\r\n");
    assertTrue(answer.status() == 400 || answer.status() == 505, answer.head());
    assertError(answer, answer.status(), null);
  }

  @ParameterizedTest
  @CsvSource({
    "/odata, /odata/, /",
    "/odata/, /odata/, /",
    "/odata/deep, /odata/deep/, /",
    "/odata/deep/x, /odata/deep/, /x",
    "/odata/deeper, /odata/, /deeper",
    "/api/data/v9.2, /api/data/v9.2/, /",
    "/api/data/v9.2/a('x')/b, /api/data/v9.2/, /a('x')/b"
  })
  void longestMountWinsAndTheLastSlashMayBeMissing(String target, String mount, String path)
      throws IOException {
    String[] told = client.get(target).body().split("\n", -1);
    assertEquals(mount, told[1]);
    assertEquals(path, told[3]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/data", "/odatax", "/nothing", "//odata/a", "/ODATA/", "/health/x"})
  void outsideTheMountsIsNotFound(String target) throws IOException {
    assertError(client.get(target), 404, "notFound");
  }

  @Test
  void rootFollowsTheProxy() throws IOException {
    RawClient.Answer answer =
        client.get(
            "/odata/a",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Host: data.example, inner",
            "X-Forwarded-Prefix: /v/1/");
    String[] told = answer.body().split("\n", -1);
    assertTrue(told.length > 5, answer::toString);
    assertEquals("https://data.example/v/1/odata", told[2]);
    assertEquals("https://data.example/v/1/odata/a", told[5]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-Host: a\"b",
        "X-Forwarded-Host: a/b",
        "X-Forwarded-Host: user@host",
        "X-Forwarded-Proto: javascript",
        "X-Forwarded-Prefix: //evil.example",
        "X-Forwarded-Prefix: /a?b"
      })
  void headerThatIsNoPlaceIsRefused(String header) throws IOException {
    RawClient.Answer answer = client.get("/odata/a", header);
    assertError(answer, 400, "invalidValue");
    assertTrue(answer.body().contains(header.substring(0, header.indexOf(':'))));
  }

  @Test
  void configuredRootWinsOverEveryHeader() throws IOException {
    try (HttpServer other =
        HttpServer.bind(settings(0, URI.create("https://edmund.example/base/")))) {
      other.start(service);
      RawClient.Answer answer =
          new RawClient(other.port()).get("/odata/a", "X-Forwarded-Host: evil.example");
      assertEquals("https://edmund.example/base/odata", answer.body().split("\n", -1)[2]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "FOO", "get"})
  void methodODataDoesNotHaveIsRefused(String method) throws IOException {
    RawClient.Answer answer = client.request(method, "/odata/a");
    assertEquals(List.of("GET, HEAD, OPTIONS"), answer.all("Allow"), answer.head());
    assertError(answer, 405, "methodNotAllowed");
  }

  @Test
  void methodInAHeaderIsNotObeyed() throws IOException {
    String[] told = client.get("/odata/a", "X-HTTP-Method: DELETE").body().split("\n", -1);
    assertEquals("GET", told[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/odata/a", "/"})
  void optionsNamesTheMethods(String target) throws IOException {
    RawClient.Answer answer = client.request("OPTIONS", target);
    assertEquals(204, answer.status(), answer.head());
    assertEquals(List.of("GET, HEAD, OPTIONS"), answer.all("Allow"));
    assertEquals("", answer.body());
  }

  @Test
  void writingMethodsReachTheService() throws IOException {
    for (String method : List.of("POST", "PATCH", "PUT", "DELETE", "MERGE")) {
      assertEquals(method, client.request(method, "/odata/a").body().split("\n", -1)[0]);
    }
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws IOException {
    for (String target :
        List.of("/odata/large/1", "/odata/large/20", "/", "/health", "/odata/gone")) {
      RawClient.Answer get = client.get(target);
      RawClient.Answer head = client.request("HEAD", target);
      assertEquals(withoutDate(get.head()), withoutDate(head.head()));
      assertEquals("", head.body());
    }
  }

  @Test
  void headDoesNotRunToTheEndOfALargeBody() throws IOException {
    long before = service.written().get();
    assertEquals(200, client.request("HEAD", "/odata/large/100000").status());
    assertTrue(service.written().get() - before < 1_000_000);
  }

  @Test
  void smallBodyHasALengthAndALargeOneStreams() throws IOException {
    RawClient.Answer small = client.get("/odata/large/7");
    assertEquals(Integer.toString(7 * 8192), small.header("Content-Length").orElseThrow());
    RawClient.Answer large = client.get("/odata/large/100");
    assertEquals(List.of(), large.all("Content-Length"));
    assertEquals(100 * 8192, large.body().length());
  }

  @Test
  void everyAnswerIsGuardedAndNamesNoSoftware() throws IOException {
    for (String target : List.of("/", "/odata/a", "/nothing", "/health", "/odata/defect", "bad")) {
      RawClient.Answer answer = client.get(target);
      assertEquals(List.of("nosniff"), answer.all("X-Content-Type-Options"), target);
      assertEquals(List.of(), answer.all("Server"), target);
      assertEquals(1, answer.all("Date").size(), target);
    }
  }

  @Test
  void exceptionOfTheServiceIsTheLastNetsToAnswer() throws IOException {
    assertError(client.get("/odata/gone"), 409, "conflict");
    for (String target : List.of("/odata/defect", "/odata/overflow", "/odata/breaks/2")) {
      RawClient.Answer answer = client.get(target);
      assertError(answer, 500, "internal");
      assertFalse(answer.body().contains("SELECT"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: none", "Accept-Encoding: gzip"})
  void bodyThatBreaksOffEndsInAReset(String header) {
    IOException e = assertThrows(IOException.class, () -> client.get("/odata/breaks/5000", header));
    assertEquals("Connection reset", e.getMessage());
  }

  @Test
  void clientThatLeavesEndsTheWriting() throws IOException, InterruptedException {
    int chunks = 10_000_000;
    client.leave("/odata/large/" + chunks, 1_000);
    long before = -1;
    long now = service.written().get();
    for (int i = 0; i < 100 && now != before; i++) {
      Thread.sleep(200);
      before = now;
      now = service.written().get();
    }
    assertEquals(before, now);
    assertTrue(now < 8192L * chunks);
    assertEquals(200, client.get("/odata/a").status());
  }

  @Test
  void compressionIsForThoseWhoAskAndLargeBodies() throws IOException {
    assertEquals(List.of(), client.get("/odata/large/1").all("Content-Encoding"));
    assertEquals(
        List.of(), client.get("/odata/a", "Accept-Encoding: gzip").all("Content-Encoding"));
    RawClient.Answer answer = client.get("/odata/large/1", "Accept-Encoding: gzip, deflate");
    assertEquals(List.of("gzip"), answer.all("Content-Encoding"));
    assertTrue(answer.all("Vary").contains("Accept-Encoding"), answer.head());
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(dechunked(answer))).readAllBytes();
    assertArrayEquals(EchoService.CHUNK.getBytes(StandardCharsets.US_ASCII), plain);
  }

  @Test
  void peopleGetAPageWithNothingToRun() throws IOException {
    RawClient.Answer page = client.get("/", "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
    assertEquals("text/html;charset=utf-8", page.header("Content-Type").orElseThrow());
    assertTrue(
        page.header("Content-Security-Policy").orElseThrow().startsWith("default-src 'none'"));
    assertTrue(page.body().contains("&lt;b&gt;&amp;&quot;sets"), page.body());
    assertTrue(page.body().contains(">1,234<"));
    String root = "http://test.example:" + server.port();
    assertTrue(page.body().contains("href=\"" + root + "/odata/sets?$filter=a%20eq%20"));
  }

  @Test
  void machinesGetTheSameAsJson() throws IOException {
    JsonNode page = new JsonMapper().readTree(client.get("/", "Accept: */*").body());
    assertEquals("http://test.example:" + server.port() + "/odata/", page.at("/mounts/0").asText());
    assertEquals(1234, page.at("/resources/0/rows").asLong());
    assertTrue(page.at("/resources/1/rows").isMissingNode());
    assertEquals(
        "http://test.example:" + server.port() + "/odata/sets?$filter=a%20eq%20'b'&$top=3",
        page.at("/samples/0").asText());
  }

  @Test
  void healthAndIcon() throws IOException {
    assertEquals("{\"status\":\"up\"}", client.get("/health").body());
    assertEquals(200, client.get("/ready").status());
    assertEquals("{\"status\":\"up\"}", client.get("/livez").body());
    assertEquals(200, client.get("/readyz").status());
    assertError(client.request("POST", "/health"), 405, "methodNotAllowed");
    RawClient.Answer icon = client.get("/favicon.ico");
    assertEquals(404, icon.status());
    assertEquals("", icon.body());
  }

  @Test
  void crowdWaitsToBeAcceptedInsteadOfTryingAgain() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    List<Socket> crowd = new ArrayList<>();
    try (HttpServer bound = HttpServer.bind(settings(0, null))) {
      // Nobody accepts them: without room to wait, a connection would not come about.
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket();
        crowd.add(socket);
        socket.connect(new InetSocketAddress(loopback, bound.port()), 10_000);
      }
      assertTrue(crowd.stream().allMatch(Socket::isConnected));
    } finally {
      for (Socket socket : crowd) {
        socket.close();
      }
    }
  }

  @Test
  void portInUseIsToldApart() {
    IOException e =
        assertThrows(IOException.class, () -> HttpServer.bind(settings(server.port(), null)));
    Throwable cause = e;
    while (cause != null && !(cause instanceof BindException)) {
      cause = cause.getCause();
    }
    assertTrue(cause instanceof BindException, e.toString());
  }

  private static void assertError(RawClient.Answer answer, int status, @Nullable String code)
      throws IOException {
    assertEquals(status, answer.status(), answer.head());
    assertEquals(List.of("4.0"), answer.all("OData-Version"), answer.head());
    assertEquals(List.of(ErrorBody.CONTENT_TYPE), answer.all("Content-Type"), answer.head());
    JsonNode error = new JsonMapper().readTree(answer.body()).path("error");
    assertFalse(error.path("message").asText().isBlank(), answer.body());
    assertEquals(code == null ? "badRequest" : code, error.path("code").asText(), answer.body());
  }

  private static String withoutDate(String head) {
    return head.replaceAll("(?i)\r\ndate:[^\r]*", "");
  }

  private static byte[] dechunked(RawClient.Answer answer) throws IOException {
    if (answer.header("Transfer-Encoding").isEmpty()) {
      return answer.bytes();
    }
    String text = answer.rest();
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int end = text.indexOf("\r\n", at);
      int length = Integer.parseInt(text.substring(at, end), 16);
      if (length == 0) {
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
      }
      out.append(text, end + 2, end + 2 + length);
      at = end + 2 + length + 2;
    }
  }
}
