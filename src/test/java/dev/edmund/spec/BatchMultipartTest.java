package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.request;
import static dev.edmund.spec.EdmundUnderTest.send;
import static dev.edmund.spec.EdmundUnderTest.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 40-ADV-11: batches in the multipart format (Part 1, 11.7). */
final class BatchMultipartTest {
  private static final String TYPE = "Content-Type: multipart/mixed; boundary=b";
  private static final String CONTINUE = "Prefer: odata.continue-on-error";
  private static final String ACCOUNT =
      "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)?$select=name";
  private static final String COUNT = "accounts/$count";
  private static final String LACKING = "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111710)";

  private static String part(String request) {
    return "--b\r\nContent-Type: application/http\r\n\r\n" + request + "\r\n";
  }

  private static String gets(String... targets) {
    StringBuilder body = new StringBuilder();
    for (String target : targets) {
      body.append(part("GET " + target + " HTTP/1.1\r\n\r\n"));
    }
    return body + "--b--\r\n";
  }

  private static List<BatchAnswer> batch(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (all.stream().noneMatch(h -> h.startsWith("Content-Type"))) {
      all.add(TYPE);
    }
    return BatchAnswer.of(send("POST", "$batch", body, all.toArray(String[]::new)));
  }

  private static List<Integer> statuses(List<BatchAnswer> answers) {
    return answers.stream().map(BatchAnswer::status).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ACCOUNT,
        COUNT,
        "accounts?$top=3&$orderby=name&$count=true",
        "accounts?$filter=revenue gt 1000.50 and name ne 'x'&$top=2",
        "$metadata",
        "",
        "nothing",
        "accounts?$top=x",
        "accounts?$expand=account_connections1($select=connectionid;$top=2)&$top=5"
      })
  @DisplayName("11.7: a request is answered as outside of a batch, byte for byte")
  void sameAsOutside(String target) {
    Answer alone = get(target);
    BatchAnswer answer = batch(gets(target)).get(0);
    assertEquals(alone.status(), answer.status());
    assertEquals(alone.text(), answer.body());
    for (String header : List.of("Content-Type", "OData-Version", "ETag")) {
      assertEquals(alone.header(header), answer.header(header), header);
    }
  }

  static Map<String, List<String>> dialects() {
    String one = part("GET " + ACCOUNT + " HTTP/1.1\r\n\r\n");
    String two = part("GET " + COUNT + " HTTP/1.1\r\n\r\n");
    String end = "--b--\r\n";
    String plain = one + two + end;
    return Map.ofEntries(
        Map.entry("CRLF", List.of(plain)),
        Map.entry("LF", List.of(plain.replace("\r\n", "\n"))),
        Map.entry("an empty line first", List.of("\r\n" + plain)),
        Map.entry("a preamble", List.of("Not for you.\r\n--bb\r\n--b x\r\n" + plain)),
        Map.entry("an epilogue", List.of(plain + "\r\nGroup ID: $auto\r\n--b\r\nmore")),
        Map.entry("no line end at the end", List.of(one + two + "--b--")),
        Map.entry("blanks behind boundaries", List.of(plain.replace("--b\r\n", "--b \t\r\n"))),
        Map.entry("blanks behind headers", List.of(plain.replace("/http\r\n", "/http  \r\n"))),
        Map.entry("no blank behind a colon", List.of(plain.replace("Type: ", "Type:"))),
        Map.entry("lower case", List.of(plain.replace("Content-Type", "content-type"))),
        Map.entry(
            "parameters of the part",
            List.of(plain.replace("application/http", "Application/HTTP; msgtype=request"))),
        Map.entry(
            "an encoding that is none",
            List.of(plain.replace("/http\r\n", "/http\r\nContent-Transfer-Encoding: Binary\r\n"))),
        Map.entry("blank lines first", List.of(plain.replace("GET", "\r\n\r\nGET"))),
        Map.entry("more blank lines", List.of(plain.replace("1.1\r\n\r\n", "1.1\r\n\r\n\r\n\r\n"))),
        Map.entry("no blank line", List.of(plain.replace("HTTP/1.1\r\n\r\n\r\n", "HTTP/1.1\r\n"))),
        Map.entry("no version", List.of(plain.replace(" HTTP/1.1", ""))),
        Map.entry("blanks in the line", List.of(plain.replace("GET ", "GET   "))),
        Map.entry(
            "folded header",
            List.of(plain.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nPrefer: a,\r\n  b\r\n"))),
        Map.entry("a host", List.of(plain.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nHost: HOST\r\n"))),
        Map.entry("absolute URLs", List.of(plain.replace("GET ", "GET http://HOST/odata/"))),
        Map.entry("capital host", List.of(plain.replace("GET ", "GET HTTP://CAPITAL/odata/"))),
        Map.entry("paths of the host", List.of(plain.replace("GET ", "GET /odata/"))),
        Map.entry("steps", List.of(plain.replace("GET ", "GET ./../x/%2e%2E/odata/"))),
        Map.entry(
            "a quoted boundary", List.of(plain, "Content-Type: multipart/mixed; boundary=\"b\"")),
        Map.entry(
            "a boundary of signs",
            List.of(
                plain.replace("--b", "--(a, b:1)'+_./=?"),
                "Content-Type: Multipart/Mixed; Boundary=\"(a, b:1)'+_./=?\"")),
        Map.entry(
            "a charset", List.of(plain, "Content-Type: multipart/mixed;charset=UTF-8;boundary=b")),
        Map.entry("a MIME version", List.of(plain, TYPE, "MIME-Version: 1.0")));
  }

  static List<String> dialectNames() {
    return dialects().keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("dialectNames")
  @DisplayName("11.7.7.1: what clients write is read")
  void dialects(String name) {
    List<String> dialect = Objects.requireNonNull(dialects().get(name));
    String host = url("/").replaceAll("^http://|/$", "");
    String body =
        dialect.get(0).replace("HOST", host).replace("CAPITAL", host.toUpperCase(Locale.ROOT));
    String[] headers = dialect.subList(1, dialect.size()).toArray(String[]::new);
    List<BatchAnswer> answers = batch(body, headers);
    assertEquals(List.of(200, 200), statuses(answers), name);
    assertEquals(get(ACCOUNT).text(), answers.get(0).body());
    assertEquals(get(COUNT).text(), answers.get(1).body());
  }

  @Test
  @DisplayName("11.7.7.4: processing stops at the first error, whose answer is the last one")
  void stops() {
    assertEquals(List.of(200, 404), statuses(batch(gets(COUNT, LACKING, COUNT))));
    assertEquals(
        List.of(200, 404),
        statuses(batch(gets(COUNT, LACKING, COUNT), "Prefer: continue-on-error=false")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "continue-on-error",
        "continue-on-error=true",
        "odata.continue-on-error",
        "odata.continue-on-error=true",
        "respond-async, odata.continue-on-error = true"
      })
  @DisplayName("8.2.8.3: continue-on-error goes on behind an error")
  void continues(String preference) {
    Answer whole =
        send("POST", "$batch", gets(COUNT, LACKING, COUNT), TYPE, "Prefer: " + preference);
    assertEquals(List.of(200, 404, 200), statuses(BatchAnswer.of(whole)));
    assertEquals("odata.continue-on-error=true", whole.header("Preference-Applied").orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"outer, Content-ID: 1", "outer, content-id:1", "inner, Content-Id: 1"})
  @DisplayName("11.7.7.4: the answer has the Content-ID of the request")
  void contentId(String where, String header) {
    String place = where.equals("outer") ? "/http\r\n" : "HTTP/1.1\r\n";
    String body = gets(COUNT).replace(place, place + header + "\r\n");
    BatchAnswer answer = batch(body).get(0);
    assertEquals("1", answer.outer("Content-ID").orElse(""));
    assertEquals("application/http", answer.outer("Content-Type").orElse(""));
  }

  @Test
  @DisplayName("11.7.7.4: a GET inside of a change set is answered inside of one")
  void getInChangeSet() {
    String set =
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\npreamble\r\n"
            + part("GET " + COUNT + " HTTP/1.1\r\n\r\n").replace("--b", "--c")
            + part("GET " + ACCOUNT + " HTTP/1.1\r\n\r\n").replace("--b", "--c")
            + "--c--\r\nepilogue\r\n";
    String numbered = set.replaceFirst("/http\r\n", "/http\r\nContent-ID: 7\r\n");
    String body = numbered.replace("/http\r\n\r\n", "/http\r\nContent-ID: 8\r\n\r\n") + gets(COUNT);
    List<BatchAnswer> answers = batch(body);
    assertEquals(2, answers.size());
    List<BatchAnswer> inner = answers.get(0).changeSet();
    assertEquals(List.of(200, 200), statuses(inner));
    assertEquals("7", inner.get(0).outer("Content-ID").orElse(""));
    assertEquals(get(ACCOUNT).text(), inner.get(1).body());
    String boundary = answers.get(0).outer("Content-Type").orElse("");
    assertTrue(boundary.matches(".*boundary=changesetresponse_[a-z0-9-]+"), boundary);
  }

  @Test
  @DisplayName("11.7.7.5: a change set with an error is answered by the error alone")
  void failedChangeSet() {
    String set =
        "--b\r\n"
            + "Content-Type: multipart/mixed; boundary=c\r\n\r\n"
            + "--c\r\n"
            + "Content-Type: application/http\r\n"
            + "Content-ID: 7\r\n\r\n"
            + "GET accounts/$count\r\n"
            + "--c\r\n"
            + "Content-Type: application/http\r\n"
            + "Content-ID: 8\r\n\r\n"
            + "GET "
            + LACKING
            + "\r\n--c--\r\n";
    List<BatchAnswer> answers = batch(set + gets(COUNT), CONTINUE);
    assertEquals(List.of(404, 200), statuses(answers));
    assertEquals("8", answers.get(0).outer("Content-ID").orElse(""));
    assertEquals(get(LACKING).text(), answers.get(0).body());
    assertEquals(List.of(404), statuses(batch(set + gets(COUNT))));
  }

  @Test
  @DisplayName("11.7.4: the URL of a returned entity stands for $ and its request's id")
  void reference() {
    String body =
        gets("accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)", "$1/name", "$2", "$3?$select=name")
            .replaceFirst("/http\r\n", "/http\r\nContent-ID: 1\r\n");
    List<BatchAnswer> answers = batch(body, CONTINUE);
    assertEquals(List.of(200, 200, 400, 400), statuses(answers));
    assertEquals(
        get("accounts(8e22ef92-8ae2-5a52-8180-4aba0a111719)/name").text(), answers.get(1).body());
    assertTrue(answers.get(2).body().contains("no earlier request"), answers.get(2).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.0 | | multipart/mixed",
        "4.0 | multipart/mixed | multipart/mixed",
        "4.0 | */* | multipart/mixed",
        "4.0 | application/json | multipart/mixed",
        "4.01 | application/json | application/json",
        "4.01 | application/json;odata.metadata=none, multipart/mixed;q=0.5 | multipart/mixed",
        "4.01 | application/json, */* | application/json",
        "4.01 | multipart/* | multipart/mixed"
      })
  @DisplayName("11.7.1: Accept chooses the format of the answer, in kind where it does not say")
  void answerFormat(String version, String accept, String expected) {
    List<String> headers = new ArrayList<>(List.of(TYPE, "OData-MaxVersion: " + version));
    if (accept != null) {
      headers.add("Accept: " + accept);
    }
    Answer answer = send("POST", "$batch", gets(COUNT), headers.toArray(String[]::new)).ok();
    assertTrue(answer.header("Content-Type").orElse("").startsWith(expected), answer::text);
    assertEquals(List.of(version), answer.all("OData-Version"));
  }

  @Test
  @DisplayName("JSON Format, 19.5: a multipart batch that is answered in JSON")
  void jsonAnswer() {
    String body = gets(COUNT, ACCOUNT).replaceFirst("/http\r\n", "/http\r\nContent-ID: x\r\n");
    JsonNode responses =
        send("POST", "$batch", body, TYPE, "OData-MaxVersion: 4.01", "Accept: application/json")
            .ok()
            .json()
            .get("responses");
    assertEquals("x", responses.get(0).get("id").asText());
    assertTrue(responses.get(0).get("body").isTextual());
    assertFalse(responses.get(1).has("id"));
    assertEquals(get(ACCOUNT, "OData-MaxVersion: 4.01").json(), responses.get(1).get("body"));
  }

  @Test
  @DisplayName("8.2: requests inherit Accept, OData-MaxVersion and annotations of the batch")
  void inherits() {
    String[] wishes = {
      "OData-MaxVersion: 4.01",
      "Accept: multipart/mixed, application/json;odata.metadata=none",
      "Prefer: include-annotations=\"*\", maxpagesize=1, continue-on-error"
    };
    String target = "accounts?$top=2&$select=name,statecode";
    List<BatchAnswer> answers =
        batch(
            gets(target)
                .replace(
                    "--b--",
                    part(
                            "GET "
                                + target
                                + " HTTP/1.1\r\nAccept: application/json\r\n"
                                + "OData-MaxVersion: 4.0\r\n"
                                + "Prefer: odata.include-annotations=\"-*\"\r\n\r\n")
                        + "--b--"),
            wishes);
    assertEquals(
        get(
                target,
                "OData-MaxVersion: 4.01",
                "Accept: application/json;odata.metadata=none",
                "Prefer: include-annotations=\"*\"")
            .text(),
        answers.get(0).body());
    assertEquals("4.01", answers.get(0).header("OData-Version").orElse(""));
    assertEquals(get(target).text(), answers.get(1).body());
    assertEquals("4.0", answers.get(1).header("OData-Version").orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://elsewhere.example/odata/accounts | 400",
        "https://HOST/odata/accounts | 400",
        "http://user@HOST/odata/accounts | 400",
        "http://HOST.example/odata/accounts | 400",
        "http://HOST/etc/passwd | 404",
        "file:///etc/passwd | 400",
        "//elsewhere.example/odata/accounts | 400",
        "/etc/passwd | 404",
        "/odata/../etc/passwd | 404",
        "/odata/%2e%2E/etc/passwd | 404",
        "../etc/passwd | 404",
        "../../../etc/passwd | 400",
        "..%2fetc/passwd | 400",
        "accounts/..%5c..%5cetc | 400",
        "\\\\elsewhere.example\\x | 400",
        "/\\elsewhere.example/x | 400",
        "/odatas/accounts | 404",
        "/api/data/v9.2/accounts | 404",
        "accounts#x | 400",
        "%2e%2e%2f%2e%2e%2fhealth | 400"
      })
  @DisplayName("11.7.7.1: no URL leads out of the service")
  void outOfTheService(String target, int status) {
    String host = url("/").replaceAll("^http://|/$", "");
    BatchAnswer answer = batch(gets(target.replace("HOST", host))).get(0);
    assertEquals(status, answer.status(), answer.body());
    assertTrue(answer.body().contains("\"error\""), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic eDp5",
        "Proxy-Authorization: x",
        "Cookie: a=b",
        "Host: elsewhere.example",
        "X-Forwarded-Host: elsewhere.example",
        "X-Forwarded-For: 127.0.0.1",
        "X-Original-URL: /x",
        "X-Rewrite-URL: /x",
        "Forwarded: host=x",
        "X-HTTP-Method: DELETE",
        "X-HTTP-Method-Override: DELETE",
        "Expect: 100-continue",
        "From: a@b.example",
        "Max-Forwards: 1",
        "Range: bytes=0-1",
        "TE: trailers",
        "Transfer-Encoding: chunked",
        "X-Client-Cert: x"
      })
  @DisplayName("11.7.7.1: headers that no request of a batch may have")
  void refusedHeader(String header) {
    BatchAnswer answer =
        batch(gets(COUNT).replace("HTTP/1.1\r\n", "HTTP/1.1\r\n" + header + "\r\n")).get(0);
    assertEquals(400, answer.status(), answer.body());
  }

  @Test
  @DisplayName("the limit urlBytes holds for the URL of a request in a batch")
  void longUrl() {
    for (int length : new int[] {33_000, 1_000_000}) {
      String target = "accounts?$filter=name eq '" + "x".repeat(length) + "'";
      List<BatchAnswer> answers = batch(gets(target, COUNT), CONTINUE);
      assertEquals(List.of(414, 200), statuses(answers));
      assertTrue(answers.get(0).body().contains("urlBytes (32768)"), answers.get(0).body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "MERGE", "get", "TRACE"})
  @DisplayName("11.7: methods that are no requests of a batch")
  void otherMethods(String method) {
    assertEquals(405, batch(gets(COUNT).replace("GET", method)).get(0).status());
  }

  @Test
  @DisplayName("1,000 requests are answered, and a body over batchBytes is refused")
  void limits() {
    assertEquals(
        1_000, batch(gets(Collections.nCopies(1_000, COUNT).toArray(String[]::new))).size());
    String long16 = part("POST a HTTP/1.1\r\n\r\n" + "x".repeat(4_000_000)).repeat(5);
    String message = send("POST", "$batch", long16 + "--b--", TYPE).error(413);
    assertTrue(message.contains("batchBytes (16777216)"), message);
  }

  @Test
  @DisplayName("11.7.1: headers that do not fit a batch")
  void headers() {
    get("$batch").error(405);
    assertEquals("POST, OPTIONS", get("$batch").header("Allow").orElse(""));
    request("POST", "$batch").error(415);
    send("POST", "$batch", gets(COUNT), "Content-Type: text/plain").error(415);
    send("POST", "$batch", gets(COUNT), "Content-Type: multipart/related; boundary=b").error(415);
    send("POST", "$batch", gets(COUNT), "Content-Type: multipart/mixed").error(400);
    send("POST", "$batch", gets(COUNT), "Content-Type: multipart/mixed;boundary=\"\"").error(400);
    send("POST", "$batch", gets(COUNT), TYPE, "Accept: application/xml").error(406);
    send("POST", "$batch", gets(COUNT), TYPE, "If-Match: *").error(400);
    send("POST", "$batch", gets(COUNT), TYPE, "If-None-Match: *").error(400);
    send("POST", "$batch", gets(COUNT), TYPE, "OData-MaxVersion: 3.0").error(406);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$batch",
        "%24batch",
        "$batch/",
        "$batch?x=y",
        "/beta/$batch",
        "/api/data/v9.2/$batch"
      })
  @DisplayName("11.7: the place of batches, under every root")
  void places(String target) {
    List<BatchAnswer> answers = BatchAnswer.of(send("POST", target, gets(COUNT), TYPE));
    assertEquals(get(COUNT).text(), answers.get(0).body());
  }

  @Test
  @DisplayName("11.7.7.1: no parts at all")
  void nothing() {
    Answer answer = send("POST", "$batch", "--b--\r\n", TYPE).ok();
    String boundary = answer.header("Content-Type").orElse("").replaceAll(".*=", "");
    assertEquals("--" + boundary + "--\r\n", answer.text());
  }

  @Test
  @DisplayName("a page of many entities streams inside of a batch")
  void streams() {
    String target = "connections?$top=5000";
    List<BatchAnswer> answers = batch(gets(target, COUNT));
    assertEquals(get(target).text(), answers.get(0).body());
    assertEquals(get(COUNT).text(), answers.get(1).body());
    String all = answers.stream().map(BatchAnswer::body).collect(Collectors.joining());
    assertFalse(all.contains("batchresponse_"));
  }
}
