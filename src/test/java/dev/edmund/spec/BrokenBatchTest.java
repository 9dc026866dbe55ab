package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.send;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What breaks the multipart format (Part 1, 11.7.7.1) or a limit is refused before anything is
 * done.
 */
final class BrokenBatchTest {
  private static final String TYPE = "Content-Type: multipart/mixed; boundary=b";
  private static final String COUNT = "accounts/$count";

  private static String part(String request) {
    return "--b\r\nContent-Type: application/http\r\n\r\n" + request + "\r\n";
  }

  static Map<String, List<String>> broken() {
    String good = part("GET " + COUNT + " HTTP/1.1\r\n\r\n") + "--b--\r\n";
    String set = "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n";
    String inSet = part("GET accounts/$count\r\n\r\n").replace("--b", "--c");
    String idInSet = inSet.replace("/http\r\n", "/http\r\nContent-ID: 1\r\n");
    return Map.ofEntries(
        Map.entry("empty", List.of("", "Request 1", "without the boundary")),
        Map.entry("another boundary", List.of(good.replace("--b", "--x"), "without the boundary")),
        Map.entry("cut off", List.of(good.replace("--b--\r\n", ""), "closing boundary")),
        Map.entry(
            "cut off in a header",
            List.of(good.replace("--b--\r\n", "--b\r\nContent-Ty"), "Request 2")),
        Map.entry(
            "no request",
            List.of("--b\r\nContent-Type: application/http\r\n\r\n--b--", "no request")),
        Map.entry("no headers", List.of("--b\r\n--b--", "Request 1", "no request")),
        Map.entry(
            "no type",
            List.of(good.replace("Content-Type: application/http", "A: b"), "application/http")),
        Map.entry(
            "another type",
            List.of(good.replace("application/http", "text/plain"), "application/http")),
        Map.entry(
            "no header",
            List.of(good.replace("1.1\r\n", "1.1\r\nnonsense\r\n"), "'nonsense' is not a header")),
        Map.entry(
            "no name",
            List.of(good.replace("1.1\r\n", "1.1\r\n: x\r\n"), "not the name of a header")),
        Map.entry(
            "a name with a blank",
            List.of(good.replace("1.1\r\n", "1.1\r\na b: x\r\n"), "not the name of a header")),
        Map.entry(
            "a NUL", List.of(good.replace("1.1\r\n", "1.1\r\nA: \0\r\n"), "control character 0")),
        Map.entry(
            "no request line",
            List.of(good.replace("GET accounts/$count HTTP/1.1", "GET"), "begins with a line")),
        Map.entry(
            "a long name",
            List.of(
                good.replace("1.1\r\n", "1.1\r\n" + "x".repeat(5_000) + ": y\r\n"),
                "partHeaderBytes (4096)",
                "Request 1")),
        Map.entry(
            "long headers",
            List.of(
                good.replace("1.1\r\n", "1.1\r\n" + ("A: " + "x".repeat(1_000) + "\r\n").repeat(5)),
                "partHeaderBytes (4096)")),
        Map.entry(
            "an id twice",
            List.of(
                (part("GET a") + part("GET b") + "--b--")
                    .replace("/http\r\n", "/http\r\nContent-ID: 1\r\n"),
                "Request 2 (id '1')",
                "same id")),
        Map.entry(
            "a bad id",
            List.of(good.replace("/http\r\n", "/http\r\nContent-ID: a/b\r\n"), "Content-ID")),
        Map.entry("an open change set", List.of(set + idInSet + "--b--", "its change set")),
        Map.entry("an open batch", List.of(set + idInSet + "--c--\r\n", "closing boundary")),
        Map.entry("an empty change set", List.of(set + "--c--\r\n--b--", "no request")),
        Map.entry(
            "nested change sets",
            List.of(
                set + set.replace("--b", "--c") + idInSet + "--c--\r\n--b--",
                "cannot stand in a change set")),
        Map.entry("no boundary", List.of(set.replace("boundary=c", "x=y") + "--b--", "boundary")),
        Map.entry(
            "a batch in a batch",
            List.of(good.replace("accounts/$count", "$batch"), "A batch cannot stand in a batch")),
        Map.entry(
            "an encoded batch",
            List.of(
                good.replace("accounts/$count", "/odata/x/../%24batch?a"),
                "A batch cannot stand in a batch")),
        Map.entry(
            "many parts",
            List.of(part("GET a").repeat(1_001) + "--b--", "Request 1001", "batchParts (1000)")),
        Map.entry(
            "a long body",
            List.of(
                part("POST a HTTP/1.1\r\n\r\n" + "x".repeat(4_200_000)) + "--b--",
                "partBytes (4194304)")));
  }

  static List<String> brokenNames() {
    return broken().keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("brokenNames")
  @DisplayName("a batch that breaks the format is refused as a whole, with what and where")
  void refused(String name) {
    List<String> broken = Objects.requireNonNull(broken().get(name));
    String text = send("POST", "$batch", broken.get(0), TYPE).is(400).text();
    for (String fragment : broken.subList(1, broken.size())) {
      assertTrue(text.contains(fragment), () -> name + ": no " + fragment + " in " + text);
    }
  }
}
