package dev.edmund.processor.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.edmund.core.BatchLimits;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of changes in a batch (Part 1, 11.7; JSON Format, 19). */
final class BatchServiceTest {
  private static final String MULTIPART = "multipart/mixed; boundary=b";
  private static final Pattern STATUS =
      Pattern.compile("\"status\":(\\d+)|^HTTP/1.1 (\\d+)", Pattern.MULTILINE);

  private final ScriptedService service = new ScriptedService();

  private static String post(String id, String url, String body, String... more) {
    String members = more.length == 0 ? "" : "," + String.join(",", more);
    return "{'id':'%s','method':'post','url':'%s','body':%s%s}".formatted(id, url, body, members);
  }

  private static String inChangeSet(String... requests) {
    StringBuilder out =
        new StringBuilder("--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n");
    int id = 0;
    for (String request : requests) {
      out.append("--c\r\nContent-Type: application/http\r\nContent-ID: ").append(++id);
      out.append("\r\n\r\n").append(request).append("\r\n");
    }
    return out.append("--c--\r\n").toString();
  }

  private static String statuses(String answer) {
    Matcher found = STATUS.matcher(answer);
    return found
        .results()
        .map(r -> r.group(1) == null ? r.group(2) : r.group(1))
        .collect(Collectors.joining(" "));
  }

  private String multipart(String body) {
    return service.batch(MULTIPART, body + "--b--\r\n", Limits.defaults(), service);
  }

  @Test
  @DisplayName("11.7.7.2: $id in the URL of a later request is the Location of the entity")
  void referenceInUrl() {
    String answer =
        multipart(
            inChangeSet(
                "POST Customers HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{}",
                "POST $1/Orders?x=$1 HTTP/1.1\r\n\r\n{}",
                "PATCH $2 HTTP/1.1\r\n\r\n{}"));
    assertEquals("201 201 204", statuses(answer));
    assertEquals(
        List.of(
            "POST /Customers {}",
            "POST /Customers(1)/Orders?x=$1 {}",
            "PATCH /Customers(1)/Orders(2) {}"),
        service.asked);
    assertTrue(answer.contains("Location: http://edmund.test/odata/Customers(1)\r\n"), answer);
  }

  @Test
  @DisplayName("19.2: $id in the URL and in the body of a later request")
  void referenceInBody() {
    service.json(
        post("a", "Customers", "{'n':1.50}"),
        "{'id':'p','method':'put','url':'Things(7)','body':{}}",
        post(
            "b",
            "Orders",
            "{'c@odata.bind':'$a','d@odata.bind':['$a','Customers(9)','$p'],'e@bind':"
                + "{'@odata.id':'$a/x'},'@id':'$a','n':'$a','f@odata.bind':'$zz',"
                + "'big':123456789012345678901234567890.10,'k':{'g@odata.bind':'$a'}}",
            "'dependsOn':['a','p']"));
    String root = ScriptedService.ROOT;
    String a = "\"" + root + "/Customers(1)\"";
    assertEquals("POST /Customers {\"n\":1.50}", service.asked.get(0));
    assertEquals(
        "POST /Orders {\"c@odata.bind\":%s,\"d@odata.bind\":[%s,\"Customers(9)\",\"%s/put\"],"
                .formatted(a, a, root)
            + "\"e@bind\":{\"@odata.id\":\"%s/Customers(1)/x\"},\"@id\":%s,\"n\":{\"n\":1},"
                .formatted(root, a)
            + "\"f@odata.bind\":\"$zz\",\"big\":123456789012345678901234567890.10,"
            + "\"k\":{\"g@odata.bind\":%s}}".formatted(a),
        service.asked.get(2));
  }

  @Test
  @DisplayName("11.7.5: $id in If-Match is the ETag of the answer")
  void referenceToEtag() {
    service.json(
        "{'id':'1','method':'get','url':'a'}",
        "{'id':'2','method':'patch','url':'a','headers':{'if-match':'$1'},'body':{}}",
        "{'id':'3','method':'patch','url':'a','headers':{'if-match':'$9'},'body':{}}");
    assertEquals(List.of("W/\"1\""), service.headers.get(1).get("if-match"));
    assertEquals(List.of("$9"), service.headers.get(2).get("if-match"));
    assertNull(service.headers.get(0).get("If-Match"));
  }

  @Test
  @DisplayName("11.7.7.4: a change set takes effect as a whole, its answers in one part")
  void changeSet() {
    String answer = multipart(inChangeSet("POST a\r\n\r\n{}", "GET b\r\n\r\n", "DELETE c"));
    assertEquals("201 204 204", statuses(answer));
    assertEquals(1, service.begun);
    assertEquals(1, service.committed);
    assertTrue(answer.contains("Content-ID: 3\r\n"), answer);
  }

  @Test
  @DisplayName("11.7.7.5: a change set that fails has no effect and one error for an answer")
  void failedChangeSet() {
    String body =
        inChangeSet("POST a\r\n\r\n{}", "POST fail\r\n\r\n{}", "POST c\r\n\r\n{}")
            + "--b\r\nContent-Type: application/http\r\n\r\nGET $1\r\n";
    String answer = multipart(body);
    assertEquals("409", statuses(answer));
    assertFalse(answer.contains("changesetresponse"), answer);
    assertEquals(2, service.asked.size());
    assertEquals(0, service.committed);
  }

  @Test
  @DisplayName("19.4: an atomicity group that fails: its requests, and references to them")
  void failedGroup() {
    String group = "'atomicityGroup':'g'";
    String answer =
        service.json(
            post("1", "a", "{}", group),
            post("2", "fail", "{}", group),
            post("3", "c", "{}", group),
            post("4", "$1/x", "{}"),
            post("5", "d", "{}", "'dependsOn':['g']"),
            post("6", "d", "{}", "'dependsOn':['g']", "'if':'not $2/$succeeded'"));
    assertEquals("424 409 424 424 424 201", statuses(answer));
    assertEquals(List.of("POST /a {}", "POST /fail {}", "POST /d {}"), service.asked);
    assertEquals(0, service.committed);
  }

  @ParameterizedTest
  @CsvSource({"late, 503", "defect, 500"})
  @DisplayName("what fails while it is answered undoes its change set, too")
  void brokenGroup(String path, int status) {
    String answer = multipart(inChangeSet("POST a\r\n\r\n{}", "POST " + path + "\r\n\r\n{}"));
    assertEquals(String.valueOf(status), statuses(answer));
    assertEquals(0, service.committed);
    assertFalse(answer.contains("secret"), answer);
  }

  @Test
  @DisplayName("a failure in an answer is an error of its own, or breaks the answer off")
  void lateFailure() {
    String get = "{'id':'1','method':'get','url':'%s'}";
    String after = "{'id':'2','method':'get','url':'$1'}";
    String answer = service.json(get.formatted("late"), after);
    assertEquals("503 424", statuses(answer));
    assertFalse(answer.contains("1111"), answer);
    assertEquals("500 424", statuses(service.json(get.formatted("defect"), after)));
    assertThrows(ODataException.class, () -> service.json(get.formatted("verylate")));
  }

  @Test
  @DisplayName("the requests of a batch share the limit batchTime")
  void time() {
    BatchLimits over = new BatchLimits(10, 1_000, 100, 100, Duration.ofSeconds(-1));
    String body =
        "{\"requests\":[{\"id\":\"1\",\"method\":\"get\",\"url\":\"a\"},"
            + "{\"id\":\"2\",\"method\":\"get\",\"url\":\"a\"}]}";
    String answer =
        service.batch("application/json", body, Limits.defaults().withBatch(over), service);
    assertEquals("503 503", statuses(answer));
    assertTrue(answer.contains("batchTime"), answer);
    assertEquals(List.of(), service.asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--b\r\nContent-Type: application/http\r\n\r\nGET a\r\n\r\n", "\r\n"})
  @DisplayName("a batch of a megabyte of parts or lines is refused without much memory")
  void memory(String part) {
    String body = part.repeat(1_000_000 / part.length());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    String answer = service.batch(MULTIPART, body, Limits.defaults(), service);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(answer.startsWith("400 "), answer);
    assertTrue(allocated < 20 * 1024 * 1024, () -> allocated + " bytes");
    assertEquals(List.of(), service.asked);
  }

  @Test
  @DisplayName("nothing is done of a batch that is broken at its end")
  void nothingHalfDone() {
    String part = "--b\r\nContent-Type: application/http\r\n\r\nPOST a\r\n\r\n{}\r\n";
    String cutOff = service.batch(MULTIPART, part, Limits.defaults(), service);
    assertTrue(cutOff.startsWith("400 "), cutOff);
    String json = "{\"requests\":[{\"id\":\"1\",\"method\":\"post\",\"url\":\"a\",\"body\":{}},";
    String cut = service.batch("application/json", json, Limits.defaults(), service);
    assertTrue(cut.startsWith("400 "), cut);
    assertEquals(List.of(), service.asked);
  }

  @Test
  @DisplayName("11.7.7.1: the body of a request, whatever stands around it")
  void bodies() {
    String part = "--b\r\nContent-Type: application/http\r\n\r\n";
    multipart(
        String.join(
            part,
            "",
            "PUT a HTTP/1.1\r\nContent-Length: 3\r\n\r\nx\r\n\r\n\r\n",
            "PUT b HTTP/1.1\r\n\r\n\r\n--bx\r\ny\r\n",
            "PUT c\nContent-Length: 99\n\nz\n"));
    assertEquals(List.of("PUT /a x\r\n", "PUT /b \r\n--bx\r\ny", "PUT /c z"), service.asked);
  }

  @Test
  @DisplayName("19.1: bodies that are no JSON: text, and base64url of anything")
  void otherBodies() {
    String put = "{'id':'%d','method':'put','url':'a','headers':{'content-type':'%s'},'body':'%s'}";
    service.json(
        put.formatted(1, "text/plain", "G\\u00fc\\n"),
        put.formatted(2, "application/octet-stream", "YWJj_-8"),
        put.formatted(3, "image/png", "YWJj/+8="),
        put.formatted(4, "application/json", "x"),
        "{'id':'5','method':'put','url':'a','body':false}");
    assertEquals("PUT /a G\u00fc\n", service.asked.get(0));
    assertTrue(service.asked.get(1).startsWith("PUT /a abc"), service.asked.get(1));
    assertEquals(service.asked.get(1), service.asked.get(2));
    assertEquals("PUT /a \"x\"", service.asked.get(3));
    assertEquals("PUT /a false", service.asked.get(4));
    assertEquals(List.of("application/json"), service.headers.get(4).get("content-type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "Connection", "Content-Length", "User-Agent", "Content-ID"})
  @DisplayName("what belongs to the connection is not taken over")
  void dropped(String name) {
    String value = name.equals("Host") ? "EDMUND.test:80" : "1";
    multipart(
        "--b\r\nContent-Type: application/http\r\n\r\nGET a HTTP/1.1\r\nPrefer: x\r\n"
            + (name + ": " + value)
            + "\r\n\r\n");
    assertEquals(1, service.headers.size());
    assertEquals(List.of("prefer"), List.copyOf(service.headers.get(0).keySet()));
  }
}
