package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.plan.write.WritePlanner;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.processor.Writer;
import dev.edmund.store.write.ChangeSession;
import dev.edmund.store.write.Changes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request for a change may send; whatever is refused here, no transaction is begun. */
final class WriteBodyTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String ACCOUNT = "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)";
  private static final int LONGEST = Limits.defaults().entityBytes();

  /** Nothing gets as far as this. */
  private static final Changes NONE =
      new Changes() {
        @Override
        public <R> R transaction(Function<ChangeSession, R> work) {
          throw new IllegalStateException("A transaction was begun");
        }

        @Override
        public void close() {}
      };

  private static HttpServer server;
  private static RawHttp client;

  @BeforeAll
  static void start() throws IOException {
    ShippedService shipped = ShippedService.get();
    Limits limits = shipped.limits();
    Reader reader =
        new Reader(
            shipped.model(),
            shipped.planner(),
            shipped.pool(),
            shipped.dialect(),
            new SkipTokens(new byte[32]));
    Writer writer = new Writer(new WritePlanner(shipped.model()), NONE);
    server = HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, limits.urlBytes()));
    server.start(new ODataService(reader, writer, limits, () -> true));
    client = new RawHttp(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer send(String method, String target, String body, String... headers) {
    return client.send(method, "/odata/" + target, List.of(headers), body);
  }

  @ParameterizedTest
  @DisplayName("JSON Format, 3: a body that is no JSON is refused, with line and column")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | ends too early | line 1, column 2",
        "{\"name\":\"a | ends too early | line 1, column",
        "{\"name\":\"a\" | ends too early | line 1, column",
        "[{} | ends too early | line 1, column",
        "{\"name\":} | Unexpected character | line 1, column 9",
        "{name:1} | Unexpected character | line 1, column 2",
        "{'name':1} | Unexpected character | line 1, column 2",
        "{\"name\":01} | Invalid numeric value | line 1, column",
        "{\"name\":+1} | Unexpected character | line 1, column",
        "{\"name\":NaN} | NaN | line 1, column",
        "{\"name\":tru} | tru | line 1, column",
        "{\"name\":1,} | Unexpected character | line 1, column",
        "{\"name\":\"\\x\"} | escape | line 1, column",
        "{\"name\":\"a\",\"name\":\"b\"} | Duplicate | line 1, column",
        "{\"name\":\"\\u0000\"} | U+0000 | line 1, column",
        "{\"a\\u0000\":1} | U+0000 | line 1, column",
        "{\"name\":1} {} | more behind its end | line 1, column 12",
        "{} x | behind | line 1, column",
        "/* comment */ {} | Unexpected character | line 1, column 1",
        "rubbish | rubbish | line 1, column",
        "<entry/> | Unexpected character | line 1, column 1"
      })
  void malformed(String body, String reason, String place) {
    for (String method : List.of("POST", "PATCH", "PUT")) {
      String message =
          send(method, method.equals("POST") ? "accounts" : ACCOUNT, body, JSON).error(400);
      if (!reason.equals("behind")) {
        assertTrue(message.contains(reason), message);
      }
      assertTrue(message.contains(place), message);
    }
  }

  @Test
  @DisplayName("JSON Format, 3: the line is the line of the fault")
  void place() {
    String message =
        send("POST", "accounts", "{\n  \"name\": \"a\",\r\n  \"name\" 1\n}", JSON).error(400);
    assertTrue(message.contains("line 3, column"), message);
  }

  @Test
  @DisplayName("an empty body is none of JSON")
  void empty() {
    assertTrue(send("POST", "accounts", "", JSON).error(400).contains("empty"));
    assertTrue(send("PATCH", ACCOUNT, " \n", JSON).error(400).contains("empty"));
  }

  @Test
  @DisplayName("the limit depth holds for bodies")
  void depth() {
    String nested = "[".repeat(101) + "]".repeat(101);
    String message = send("POST", "accounts", "{\"name\":" + nested + "}", JSON).error(400);
    assertTrue(message.contains("depth (100)"), message);
  }

  @ParameterizedTest
  @DisplayName("numbers have 100 digits at most")
  @ValueSource(strings = {"", "-", "0.", "1e"})
  void longNumbers(String before) {
    String number = before + "1".repeat(101);
    String message = send("POST", "accounts", "{\"revenue\":" + number + "}", JSON).error(400);
    assertTrue(message.contains("exceeds the maximum"), message);
    assertTrue(message.contains("line 1"), message);
  }

  @ParameterizedTest
  @DisplayName("Part 1, 8.1.1: what is not JSON in UTF-8 is 415")
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/atom+xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data;boundary=b",
        "application/json;charset=utf-16",
        "application/json;charset=iso-8859-1",
        "application/jsonp",
        "json"
      })
  void contentType(String type) {
    for (String method : List.of("POST", "PATCH", "PUT")) {
      String target = method.equals("POST") ? "accounts" : ACCOUNT;
      Answer answer = send(method, target, "{\"name\":\"a\"}", "Content-Type: " + type);
      assertTrue(answer.error(415).contains("application/json"), answer::text);
    }
  }

  @ParameterizedTest
  @DisplayName("JSON Format, 3: parameters of the media type are read or passed over")
  @ValueSource(
      strings = {
        "Content-Type: application/json",
        "Content-Type: application/json; charset=UTF-8",
        "Content-Type: APPLICATION/JSON;odata.metadata=minimal;IEEE754Compatible=true",
        "Content-Type: application/json;odata.streaming=true;x=y",
        "Content-Type: application/json;odata=verbose",
        "X-Nothing: said"
      })
  void acceptedTypes(String header) {
    // It is read, and found to be cut off.
    assertTrue(send("POST", "accounts", "{", header).error(400).contains("too early"));
  }

  @Test
  @DisplayName("a body in another encoding than gzip is 415")
  void contentEncoding() {
    for (String encoding : List.of("br", "deflate", "zstd", "gzip, br")) {
      send("POST", "accounts", "{\"name\":\"a\"}", JSON, "Content-Encoding: " + encoding)
          .error(415);
    }
    send("POST", "accounts", "{", JSON, "Content-Encoding: identity").error(400);
  }

  @Test
  @DisplayName("bytes that are no UTF-8 are refused")
  void utf8() throws IOException {
    for (byte[] body :
        List.of(
            "{\"name\":\"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16),
            "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16LE),
            new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'},
            new byte[] {'{', '"', 'a', '"', ':', '"', 0, '"', '}'})) {
      String answer = raw(post("Content-Length: " + body.length), body);
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("line 1, column"), answer);
    }
  }

  @Test
  @DisplayName("a body that is announced as too long is refused before it is sent")
  void announcedTooLong() throws IOException {
    String answer = raw(post("Content-Length: " + (LONGEST + 1L)), new byte[0]);
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    assertTrue(answer.contains("entityBytes (" + LONGEST + ")"), answer);
  }

  @Test
  @DisplayName("the limit holds for chunked bodies, without the rest of them")
  void chunkedTooLong() throws IOException {
    byte[] piece = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(post("Transfer-Encoding: chunked"));
      for (int i = 0; i <= LONGEST / 0x10000; i++) {
        socket.getOutputStream().write(piece);
      }
      socket.getOutputStream().flush();
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(start, StandardCharsets.US_ASCII));
    }
  }

  @Test
  @DisplayName("RFC 9112, 9.6: a client that sends all of a long body before it reads is answered")
  void longBodySentWhole() throws IOException {
    byte[] body = new byte[LONGEST + 24_000_000];
    String answer = raw(post("Content-Length: " + body.length), body);
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
  }

  @Test
  @DisplayName("the limit of a body in gzip is one of what is in it")
  void inflatedTooLong() throws IOException {
    byte[] bomb = gzip(new byte[LONGEST + 1]);
    String answer = raw(post("Content-Encoding: gzip", "Content-Length: " + bomb.length), bomb);
    assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    byte[] cut = gzip("{\"name\":".getBytes(StandardCharsets.UTF_8));
    answer = raw(post("Content-Encoding: gzip", "Content-Length: " + cut.length), cut);
    assertTrue(answer.startsWith("HTTP/1.1 400 ") && answer.contains("too early"), answer);
    byte[] none = "{}".getBytes(StandardCharsets.UTF_8);
    answer = raw(post("Content-Encoding: gzip", "Content-Length: " + none.length), none);
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }

  @Test
  @DisplayName("a body that is cut off in the middle is refused")
  void cutOff() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(post("Content-Length: 100"));
      socket.getOutputStream().write("{\n\"name\"".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.contains("line 2, column 7"), answer);
    }
  }

  @Test
  @DisplayName("Expect: 100-continue is answered before the body, or instead of it")
  void expectContinue() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(post("Content-Length: 1", "Expect: 100-continue"));
      byte[] start = socket.getInputStream().readNBytes(25);
      assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(start, StandardCharsets.US_ASCII));
      socket.getOutputStream().write('{');
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }
    String refused =
        raw(post("Content-Length: " + (LONGEST + 1L), "Expect: 100-continue"), new byte[0]);
    assertTrue(refused.startsWith("HTTP/1.1 413 "), refused);
  }

  @ParameterizedTest
  @DisplayName("Part 1, 11.4: what a resource does not answer to is 405, and Allow says the rest")
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | GET, HEAD, OPTIONS",
        "$metadata | GET, HEAD, OPTIONS",
        "accounts/$count | GET, HEAD, OPTIONS",
        "$crossjoin(accounts,contacts) | GET, HEAD, OPTIONS",
        "$all | GET, HEAD, OPTIONS",
        "$batch | POST, OPTIONS",
        "accounts/$query | POST, OPTIONS",
        "accounts | GET, HEAD, POST, PATCH, PUT, OPTIONS",
        "accounts/$filter(name eq 'a') | GET, HEAD, OPTIONS",
        "accounts/$filter(name eq 'a')/$each | PATCH, DELETE, OPTIONS",
        ACCOUNT + " | GET, HEAD, PATCH, PUT, DELETE, OPTIONS",
        ACCOUNT + "/name | GET, HEAD, PATCH, PUT, DELETE, OPTIONS",
        ACCOUNT + "/name/$value | GET, HEAD, PUT, DELETE, OPTIONS",
        ACCOUNT + "/account_connections1 | GET, HEAD, POST, PATCH, PUT, OPTIONS",
        ACCOUNT + "/account_connections1/$ref | GET, HEAD, POST, PUT, DELETE, OPTIONS",
        ACCOUNT + "/parentaccountid | GET, HEAD, PATCH, PUT, DELETE, OPTIONS",
        ACCOUNT + "/parentaccountid/$ref | GET, HEAD, PUT, DELETE, OPTIONS"
      })
  void methods(String target, String allow) {
    String path = target.replace(" ", "%20");
    Answer options = send("OPTIONS", path, "").is(204);
    assertEquals(List.of(allow), options.all("Allow"));
    Set<String> allowed = Arrays.stream(allow.split(", ", -1)).collect(Collectors.toSet());
    for (String method : List.of("GET", "POST", "PATCH", "PUT", "DELETE")) {
      if (!allowed.contains(method)) {
        Answer answer = send(method, path, "", JSON);
        assertTrue(answer.error(405).contains(method) || method.equals("GET"), answer::text);
        assertEquals(List.of(allow), answer.all("Allow"));
      }
    }
  }

  @Test
  @DisplayName("Part 1, 11.2.1: options that say nothing about a change are refused")
  void options() {
    for (String option :
        List.of(
            "$filter=name eq 'a'",
            "$top=1",
            "$skip=1",
            "$orderby=name",
            "$count=true",
            "$search=a")) {
      String name = option.substring(0, option.indexOf('='));
      Answer answer = send("POST", "accounts?" + option.replace(" ", "%20"), "{}", JSON);
      assertTrue(answer.error(400).contains(name), answer::text);
    }
  }

  @Test
  @DisplayName("Part 1, 8.2.1: a representation that the client does not take is 406")
  void accept() {
    send("POST", "accounts", "{}", JSON, "Accept: text/html").error(406);
    send("PATCH", ACCOUNT, "{}", JSON, "Accept: text/html", "Prefer: return=representation")
        .error(406);
  }

  @ParameterizedTest
  @DisplayName("Repeatable Requests, 5: what cannot be repeated safely is rejected")
  @CsvSource(
      delimiter = '|',
      value = {
        "112a3a3e-f94c-4f56-b49b-5aab3d97e5b7 | Tue, 26 Mar 2019 16:06:51 GMT | 412",
        "112a3a3e-f94c-4f56-b49b-5aab3d97e5b7 | | 400",
        " | Tue, 26 Mar 2019 16:06:51 GMT | 400",
        "112a3a3e-f94c-4f56-b49b-5aab3d97e5b7 | 2019-03-26T16:06:51Z | 400",
        "112a3a3e-f94c-4f56-b49b-5aab3d97e5b7 | Mon, 26 Mar 2019 16:06:51 GMT | 400"
      })
  void repeatable(String id, String sent, int status) {
    List<String> headers = new ArrayList<>(List.of(JSON));
    if (id != null) {
      headers.add("Repeatability-Request-ID: " + id);
    }
    if (sent != null) {
      headers.add("Repeatability-First-Sent: " + sent);
    }
    Answer answer = send("POST", "accounts", "{}", headers.toArray(new String[0]));
    assertTrue(answer.error(status).contains("Repeatability-"), answer::text);
    assertEquals(List.of("rejected"), answer.all("Repeatability-Result"));
    assertEquals(
        List.of(),
        send("GET", "accounts?$top=1", "", headers.toArray(new String[0]))
            .ok()
            .all("Repeatability-Result"));
  }

  private static byte[] post(String... headers) {
    return ("POST /odata/accounts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String raw(byte[] head, byte[] body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(head);
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
