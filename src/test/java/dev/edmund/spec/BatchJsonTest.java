package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.send;
import static dev.edmund.spec.EdmundUnderTest.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 401-ADV: batches in the JSON format (JSON Format, 19). */
final class BatchJsonTest {
  private static final String TYPE = "Content-Type: application/json";
  private static final String KEY = "8e22ef92-8ae2-5a52-8180-4aba0a111719";
  private static final String ACCOUNT = "accounts(" + KEY + ")?$select=name,revenue";
  private static final String COUNT = "accounts/$count";
  private static final String LACKING = "accounts(8e22ef92-8ae2-5a52-8180-4aba0a111710)";

  private static String batch(String... requests) {
    return "{\"requests\":[" + String.join(",", requests) + "]}";
  }

  private static String get(String id, String target, String... members) {
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return "{\"id\":\"%s\",\"method\":\"get\",\"url\":\"%s\"%s}"
        .formatted(id, target.replace("\\", "\\\\"), more);
  }

  private static JsonNode responses(String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(TYPE);
    return send("POST", "$batch", body, all.toArray(String[]::new)).ok().json().get("responses");
  }

  private static String statuses(JsonNode responses) {
    List<String> statuses = new ArrayList<>();
    responses.forEach(r -> statuses.add(r.get("id").asText() + ":" + r.get("status").asInt()));
    return String.join(" ", statuses);
  }

  @Test
  @DisplayName("19.5: an answer has id, status, headers in lower case and the body as it is")
  void answer() {
    Answer whole = send("POST", "$batch", batch(get("a.1", ACCOUNT)), TYPE).ok();
    assertEquals("application/json", whole.header("Content-Type").orElse(""));
    assertEquals("4.0", whole.header("OData-Version").orElse(""));
    String alone = EdmundUnderTest.get(ACCOUNT).text();
    assertTrue(whole.text().contains("\"body\":" + alone + "}"), whole.text());
    JsonNode response = whole.json().get("responses").get(0);
    assertEquals("a.1", response.get("id").asText());
    assertEquals(200, response.get("status").asInt());
    assertTrue(response.get("headers").get("content-type").asText().startsWith("application/json"));
    assertEquals("4.0", response.get("headers").get("odata-version").asText());
    response
        .get("headers")
        .fieldNames()
        .forEachRemaining(n -> assertEquals(n.toLowerCase(Locale.ROOT), n));
  }

  @Test
  @DisplayName("19.5: text is a string, other types are base64url, and nothing is left out")
  void bodies() {
    JsonNode responses =
        responses(
            batch(
                get("1", COUNT),
                get("2", "accounts(" + KEY + ")/name/$value"),
                get("3", "$metadata"),
                get("4", "$metadata", "\"headers\":{\"accept\":\"application/json\"}")));
    assertEquals(EdmundUnderTest.get(COUNT).text(), responses.get(0).get("body").asText());
    assertEquals("Adventure Works Retail", responses.get(1).get("body").asText());
    byte[] xml = Base64.getUrlDecoder().decode(responses.get(2).get("body").asText());
    assertEquals(EdmundUnderTest.get("$metadata").text(), new String(xml, StandardCharsets.UTF_8));
    assertEquals(
        EdmundUnderTest.get("$metadata", "Accept: application/json").json(),
        responses.get(3).get("body"));
  }

  @Test
  @DisplayName("19.4: JSON batches go on behind an error unless the client says otherwise")
  void continueOnError() {
    String body = batch(get("1", LACKING), get("2", COUNT));
    assertEquals("1:404 2:200", statuses(responses(body)));
    assertEquals("1:404 2:200", statuses(responses(body, "Prefer: continue-on-error")));
    assertEquals("1:404", statuses(responses(body, "Prefer: continue-on-error=false")));
    assertEquals("1:404", statuses(responses(body, "Prefer: odata.continue-on-error=false")));
  }

  @Test
  @DisplayName("19.1: what depends on a request that failed is 424, and so on down")
  void dependsOn() {
    JsonNode responses =
        responses(
            batch(
                get("1", LACKING),
                get("2", COUNT, "\"dependsOn\":[\"1\"]"),
                get("3", COUNT, "\"dependsOn\":[\"2\"]"),
                get("4", COUNT),
                get("5", COUNT, "\"dependsOn\":[\"4\"]"),
                get("6", COUNT, "\"dependsOn\":[\"4\",\"1\"]")));
    assertEquals("1:404 2:424 3:424 4:200 5:200 6:424", statuses(responses));
    JsonNode error = responses.get(1).get("body").get("error");
    assertEquals("failedDependency", error.get("code").asText());
    assertTrue(error.get("message").asText().contains("'1'"), error.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$good/$succeeded | 200",
        "$bad/$succeeded | 424",
        "not $bad/$succeeded | 200",
        "not ($good/$succeeded and $bad/$succeeded) | 200",
        "$bad/$succeeded or $good/$succeeded | 200",
        "$bad/$succeeded eq false | 200",
        "$bad/$succeeded ne $good/$succeeded | 200",
        "true | 200",
        "$good gt 1000000 | 424",
        "($good/$succeeded | 400",
        "length('x') eq 1 | 200"
      })
  @DisplayName("19.1: if decides in the place of dependsOn")
  void condition(String condition, int status) {
    JsonNode responses =
        responses(
            batch(
                get("good", COUNT),
                get("bad", LACKING),
                get("x", COUNT, "\"dependsOn\":[\"good\",\"bad\"],\"if\":\"" + condition + "\"")));
    assertEquals(status, responses.get(2).get("status").asInt(), responses.toString());
  }

  @Test
  @DisplayName("19.1: requests of an atomicity group fail together, and what depends on them")
  void group() {
    String inGroup = "\"atomicityGroup\":\"g\"";
    JsonNode responses =
        responses(
            batch(
                get("1", COUNT, inGroup),
                get("2", LACKING, inGroup),
                get("3", COUNT, "\"dependsOn\":[\"g\"]"),
                get("4", COUNT, "\"dependsOn\":[\"1\"]")));
    assertEquals("1:424 2:404 3:424 4:424", statuses(responses));
    assertEquals("g", responses.get(0).get("atomicityGroup").asText());
    assertEquals("g", responses.get(1).get("atomicityGroup").asText());
    assertFalse(responses.get(2).has("atomicityGroup"));
    assertEquals(
        "1:200 2:200 3:200",
        statuses(
            responses(
                batch(
                    get("1", COUNT, inGroup),
                    get("2", ACCOUNT, inGroup, "\"dependsOn\":[\"1\"]"),
                    get("3", COUNT, "\"dependsOn\":[\"g\"]")))));
  }

  @Test
  @DisplayName("A header that stands twice with one value is one, as Microsoft's clients write it")
  void headerTwice() {
    String headers = "\"headers\":{\"accept\":\"text/plain\",\"Accept\":\"text/plain\"}";
    assertEquals("1:200", statuses(responses(batch(get("1", COUNT, headers)))));
  }

  @Test
  @DisplayName("19.2: $ and an id stand for the URL of the entity")
  void reference() {
    JsonNode responses =
        responses(
            batch(
                get("1", "accounts(" + KEY + ")"),
                get("2", "$1/name", "\"dependsOn\":[\"1\"]"),
                get("3", LACKING),
                get("4", "$3/name", "\"dependsOn\":[\"3\"]"),
                get("5", "$3/name"),
                get("6", "$7/name"),
                get("7", "$metadata")));
    assertEquals("1:200 2:200 3:404 4:424 5:424 6:400 7:200", statuses(responses));
    assertEquals("Adventure Works Retail", responses.get(1).get("body").get("value").asText());
  }

  @Test
  @DisplayName("11.7.6: a value out of an answer is searched for as a phrase")
  void searchedValue() {
    JsonNode responses =
        responses(
            batch(get("1", ACCOUNT), get("2", "accounts?$select=name&$search=$1/name&$top=1")));
    assertEquals("1:200 2:200", statuses(responses), responses.toString());
    assertEquals(
        "Adventure Works Retail",
        responses.get(1).get("body").get("value").get(0).get("name").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts/$count",
        "/odata/accounts/$count",
        "/accounts/$count",
        "ROOT/odata/accounts/$count",
        "./accounts/$count"
      })
  @DisplayName("19.1: the URL of a request")
  void urls(String target) {
    String root = url("/").replaceFirst("/$", "");
    JsonNode response = responses(batch(get("1", target.replace("ROOT", root)))).get(0);
    assertEquals(200, response.get("status").asInt(), response.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://elsewhere.example/odata/accounts | 400",
        "//elsewhere.example/accounts | 400",
        "/etc/passwd | 404",
        "/../../etc/passwd | 400",
        "..%2f..%2fetc | 400",
        "\\\\elsewhere.example | 400"
      })
  @DisplayName("19.1: no URL leads out of the service")
  void outOfTheService(String target, int status) {
    JsonNode response = responses(batch(get("1", target))).get(0);
    assertEquals(status, response.get("status").asInt(), response.toString());
  }

  @Test
  @DisplayName("19.1: members in any order, annotations, null and methods in any case")
  void dialects() {
    String body =
        "{\"@x.y\":[1,{\"requests\":2}],\"requests\":[{\"url\":\"accounts/$count\",\"body\":null,"
            + "\"headers\":{\"Accept\":\"text/plain\",\"User-Agent\":\"x\"},\"@a.b\":{},"
            + "\"dependsOn\":null,\"if\":null,\"atomicityGroup\":null,\"method\":\"GeT\","
            + "\"id\":\"1\"}],\"@z.z\":1}\n ";
    assertEquals("1:200", statuses(responses(body)));
    assertEquals("1:200", statuses(responses("\uFEFF" + batch(get("1", COUNT)))));
    assertEquals("{\"responses\":[]}", send("POST", "$batch", batch(), TYPE).ok().text());
  }

  @Test
  @DisplayName("11.7.7.5: a JSON batch that is answered in multipart")
  void multipartAnswer() {
    String group = "\"atomicityGroup\":\"g\"";
    List<BatchAnswer> answers =
        BatchAnswer.of(
            send(
                "POST",
                "$batch",
                batch(get("1", COUNT, group), get("2", LACKING, group), get("3", ACCOUNT)),
                TYPE,
                "Accept: multipart/mixed"));
    assertEquals(List.of(424, 404, 200), answers.stream().map(BatchAnswer::status).toList());
    assertEquals("3", answers.get(2).outer("Content-ID").orElse(""));
    assertEquals(EdmundUnderTest.get(ACCOUNT).text(), answers.get(2).body());
  }

  @Test
  @DisplayName("8.2: requests inherit Accept, OData-MaxVersion and annotations of the batch")
  void inherits() {
    JsonNode responses =
        responses(
            batch(
                get("1", "accounts?$top=1&$select=name"),
                get(
                    "2",
                    "accounts?$top=1&$select=name",
                    "\"headers\":{\"Accept\":\"application/json;odata.metadata=full\","
                        + "\"OData-MaxVersion\":\"4.0\"}")),
            "OData-MaxVersion: 4.01",
            "Accept: application/json;odata.metadata=none");
    assertEquals("4.01", responses.get(0).get("headers").get("odata-version").asText());
    assertFalse(responses.get(0).get("body").has("@odata.context"));
    assertTrue(responses.get(1).get("body").has("@odata.context"));
    assertEquals("4.0", responses.get(1).get("headers").get("odata-version").asText());
  }

  static Map<String, List<String>> broken() {
    String one = get("1", COUNT);
    String group = "\"atomicityGroup\":\"g\"";
    return Map.ofEntries(
        Map.entry("empty", List.of("", "array 'requests'")),
        Map.entry("no JSON", List.of("<x/>", "not JSON")),
        Map.entry("an array", List.of("[]", "array 'requests'")),
        Map.entry("no requests", List.of("{}", "array 'requests'")),
        Map.entry("requests are no array", List.of("{\"requests\":{}}", "array 'requests'")),
        Map.entry("a request is no object", List.of(batch("1"), "Request 1", "not an object")),
        Map.entry("cut off", List.of("{\"requests\":[" + one, "Request 2", "cut off")),
        Map.entry("cut off inside", List.of(batch(one).substring(0, 40), "Request 1", "cut off")),
        Map.entry("cut off at the end", List.of("{\"requests\":[" + one + "]", "cut off")),
        Map.entry("more at the end", List.of(batch(one) + "{}", "follows")),
        Map.entry("requests twice", List.of("{\"requests\":[],\"requests\":[]}", "two members")),
        Map.entry("no id", List.of(batch(one.replace("\"id\":\"1\",", "")), "Request 1", "an id")),
        Map.entry("a null id", List.of(batch(one.replace("\"1\"", "null")), "an id")),
        Map.entry(
            "a number as id", List.of(batch(one.replace("\"1\"", "1")), "'id' is not a string")),
        Map.entry("an empty id", List.of(batch(get("", COUNT)), "The id must have")),
        Map.entry("an evil id", List.of(batch(get("a\\r\\nX: y", COUNT)), "The id must have")),
        Map.entry("an id twice", List.of(batch(one, one), "Request 2 (id '1')", "same id")),
        Map.entry("no method", List.of(batch("{\"id\":\"1\",\"url\":\"a\"}"), "'method'")),
        Map.entry("no url", List.of(batch("{\"id\":\"1\",\"method\":\"get\"}"), "'url'")),
        Map.entry(
            "a member twice", List.of(batch(get("1", COUNT, "\"id\":\"2\"")), "two members 'id'")),
        Map.entry(
            "an unknown member",
            List.of(batch(get("1", COUNT, "\"uri\":\"2\"")), "no member 'uri'")),
        Map.entry(
            "a header twice",
            List.of(
                batch(get("1", COUNT, "\"headers\":{\"a\":\"b\",\"A\":\"c\"}")),
                "'A' stands there twice, with two values")),
        Map.entry(
            "no header", List.of(batch(get("1", COUNT, "\"headers\":{\"a\":[]}")), "header 'a'")),
        Map.entry(
            "headers are no object",
            List.of(batch(get("1", COUNT, "\"headers\":[]")), "'headers'")),
        Map.entry(
            "a bad header",
            List.of(batch(get("1", COUNT, "\"headers\":{\"a b\":\"\"}")), "not the name")),
        Map.entry(
            "two lines",
            List.of(
                batch(get("1", COUNT, "\"headers\":{\"a\":\"b\\r\\nc\"}")), "control character")),
        Map.entry(
            "a long name",
            List.of(
                batch(get("1", COUNT, "\"headers\":{\"" + "x".repeat(5_000) + "\":\"\"}")),
                "partHeaderBytes (4096)")),
        Map.entry(
            "long headers",
            List.of(
                batch(get("1", COUNT, "\"headers\":{\"x\":\"" + "x".repeat(5_000) + "\"}")),
                "partHeaderBytes (4096)")),
        Map.entry("a body of get", List.of(batch(get("1", COUNT, "\"body\":{}")), "has no body")),
        Map.entry(
            "unknown dependency",
            List.of(batch(get("1", COUNT, "\"dependsOn\":[\"2\"]")), "'2'", "no earlier")),
        Map.entry(
            "forward dependency",
            List.of(
                batch(get("1", COUNT, "\"dependsOn\":[\"2\"]"), get("2", COUNT)),
                "Request 1",
                "'2'")),
        Map.entry(
            "a cycle",
            List.of(batch(get("1", COUNT, "\"dependsOn\":[\"1\"]")), "'1'", "no earlier")),
        Map.entry(
            "its own group",
            List.of(batch(get("1", COUNT, group, "\"dependsOn\":[\"g\"]")), "'g'")),
        Map.entry(
            "dependsOn is no array",
            List.of(batch(get("1", COUNT, "\"dependsOn\":\"2\"")), "'dependsOn'")),
        Map.entry(
            "dependsOn of numbers",
            List.of(batch(get("1", COUNT, "\"dependsOn\":[2]")), "'dependsOn'")),
        Map.entry(
            "if of later ones",
            List.of(
                batch(get("1", COUNT, "\"if\":\"$2/$succeeded\""), get("2", COUNT)),
                "'if' names '2'")),
        Map.entry(
            "group and id",
            List.of(batch(get("g", COUNT), get("1", COUNT, group)), "request and of a group")),
        Map.entry(
            "id and group",
            List.of(batch(get("1", COUNT, group), get("g", COUNT)), "request and of a group")),
        Map.entry(
            "its group's id", List.of(batch(get("g", COUNT, group)), "request and of a group")),
        Map.entry(
            "a group apart",
            List.of(
                batch(get("1", COUNT, group), get("2", COUNT), get("3", COUNT, group)),
                "Request 3",
                "not adjacent")),
        Map.entry("a batch", List.of(batch(get("1", "$batch")), "A batch cannot stand in a batch")),
        Map.entry(
            "a batch of Graph",
            List.of(batch(get("1", "/$batch")), "A batch cannot stand in a batch")),
        Map.entry(
            "deep",
            List.of(
                "{\"requests\":[{\"id\":\"1\",\"method\":\"post\",\"url\":\"a\",\"body\":"
                    + "[".repeat(5_000),
                "depth")),
        Map.entry(
            "no base64url",
            List.of(
                batch(
                    "{\"id\":\"1\",\"method\":\"put\",\"url\":\"a\",\"headers\":{\"content-type\":\"image/png\"},\"body\":\"%\"}"),
                "base64url")),
        Map.entry(
            "an object as text",
            List.of(
                batch(
                    "{\"id\":\"1\",\"method\":\"put\",\"url\":\"a\",\"headers\":{\"content-type\":\"text/plain\"},\"body\":{}}"),
                "is a string")),
        Map.entry(
            "many",
            List.of(
                batch(
                    IntStream.range(0, 1_001)
                        .mapToObj(i -> get("" + i, "a"))
                        .toArray(String[]::new)),
                "Request 1001",
                "batchParts (1000)")));
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

  @Test
  @DisplayName(
      "clients of Microsoft Graph: paths behind the root begin with a slash, keys are segments")
  void keyAsSegment() {
    String body = batch(get("1", "/accounts/" + KEY + "?$select=name"));
    JsonNode response =
        send("POST", "/beta/$batch", body, TYPE).ok().json().get("responses").get(0);
    assertEquals("Adventure Works Retail", response.get("body").get("name").asText());
    send("POST", "$batch", body, TYPE, "Accept: application/xml").error(406);
  }
}
