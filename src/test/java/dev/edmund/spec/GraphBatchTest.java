package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches as clients of Microsoft Graph send them. */
final class GraphBatchTest {
  private static final String OPERATIONS = "external/connections/contosohr/operations";

  private static String host() {
    return EdmundUnderTest.url("/").replaceFirst("/$", "");
  }

  private static Answer post(String target, String body) {
    return EdmundUnderTest.send("POST", target, body, "Content-Type: application/json");
  }

  private static JsonNode batch(String root, String requests) {
    return post(root + "/$batch", "{\"requests\":[" + requests + "]}")
        .ok()
        .json()
        .path("responses");
  }

  private static String part(int id, String url) {
    return "{\"id\":\"" + id + "\",\"method\":\"GET\",\"url\":\"" + url + "\"}";
  }

  @ParameterizedTest
  @DisplayName("URLs in a batch: behind the root, below the host, absolute, of another version")
  @ValueSource(
      strings = {
        "/external/connections/contosohr",
        "external/connections/contosohr",
        "/beta/external/connections/contosohr",
        "/v1.0/external/connections/contosohr",
        "ROOT/beta/external/connections/contosohr",
        "ROOT/v1.0/external/connections/contosohr"
      })
  void batchUrls(String url) {
    String host = host();
    for (String root : List.of("/beta", "/v1.0")) {
      JsonNode answer = batch(root, part(1, url.replace("ROOT", host))).path(0);
      assertEquals(200, answer.path("status").asInt(), answer.toString());
      String context = answer.at("/body/@odata.context").asText();
      String version = url.contains("beta") ? "/beta" : url.contains("v1.0") ? "/v1.0" : root;
      assertTrue(context.startsWith(host + version + "/$metadata#"), context);
    }
  }

  @ParameterizedTest
  @DisplayName("No URL of a batch leads to other conventions, hosts or batches")
  @ValueSource(
      strings = {
        "ROOT/odata/accounts",
        "ROOT/api/data/v9.2/accounts",
        "http://other.test/beta/external"
      })
  void batchUrlsElsewhere(String url) {
    JsonNode answer = batch("/beta", part(1, url.replace("ROOT", host()))).path(0);
    assertTrue(List.of(400, 404).contains(answer.path("status").asInt()), answer.toString());
    assertFalse(
        answer.at("/body/error/innerError/request-id").asText().isEmpty(), answer.toString());
    post("/beta/$batch", "{\"requests\":[" + part(1, "/v1.0/$batch") + "]}").error(400);
  }

  @Test
  @DisplayName("Requests that depend on one that failed are 424, with the error object of Graph")
  void batchDependencies() {
    JsonNode answers =
        batch(
            "/beta",
            part(1, "/nothing")
                + ",{\"id\":\"2\",\"dependsOn\":[\"1\"],\"method\":\"GET\",\"url\":\"/external\"},"
                + part(3, "/external"));
    assertEquals(List.of("404", "424", "200"), answers.findValuesAsText("status"));
    assertEquals("itemNotFound", answers.at("/0/body/error/code").asText());
    assertEquals("application/json", answers.at("/0/headers/Content-Type").asText());
    assertEquals("failedDependency", answers.at("/1/body/error/innerError/code").asText());
  }

  @Test
  @DisplayName("A batch has 20 requests at most, each with an id of its own")
  void batchLimits() {
    String twenty =
        IntStream.range(0, 20).mapToObj(i -> part(i, "/external")).collect(Collectors.joining(","));
    assertEquals(20, batch("/beta", twenty).size());
    String more = "{\"requests\":[" + twenty + "," + part(20, "/external") + "]}";
    Answer refused = post("/v1.0/$batch", more);
    assertTrue(refused.error(400).contains("batchParts (20)"), refused.text());
    assertEquals("invalidRequest", refused.json().at("/error/code").asText());
    post("/odata/$batch", more).ok();
    String twice = "{\"requests\":[" + part(1, "/external") + "," + part(1, "/external") + "]}";
    post("/beta/$batch", twice).error(400);
  }

  @Test
  @DisplayName("A batch creates, and later requests name what it created")
  void batchChanges() {
    JsonNode answers =
        batch(
            "/beta",
            "{\"id\":\"1\",\"method\":\"POST\",\"url\":\"/"
                + OPERATIONS
                + "\",\"headers\":{\"Content-Type\":\"application/json\"},"
                + "\"body\":{\"status\":\"inprogress\"}},"
                + "{\"id\":\"2\",\"dependsOn\":[\"1\"],\"method\":\"DELETE\",\"url\":\"$1\"}");
    assertEquals(201, answers.at("/0/status").asInt());
    assertEquals(204, answers.at("/1/status").asInt());
  }
}
