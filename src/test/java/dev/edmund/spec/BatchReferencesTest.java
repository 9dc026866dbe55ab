package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What requests of a batch take out of earlier answers: values (Part 1, 11.7.6), ETags (11.7.5) and
 * conditions (JSON Format, 19.1).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BatchReferencesTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String MULTIPART = "Content-Type: multipart/mixed; boundary=b";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeAll
  void serve(@TempDir Path folder) {
    service = OperationModel.serve(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private JsonNode responses(String... requests) {
    String body = "{\"requests\":[" + String.join(",", requests) + "]}";
    return service.post("$batch", body, JSON).ok().json().get("responses");
  }

  private static String get(String id, String url, String... members) {
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return "{\"id\":\"%s\",\"method\":\"get\",\"url\":\"%s\"%s}"
        .formatted(id, url.replace("\"", "\\\""), more);
  }

  private static String delete(String id, String url, String... members) {
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return "{\"id\":\"%s\",\"method\":\"delete\",\"url\":\"%s\",\"headers\":{\"if-match\":\"*\"}%s}"
        .formatted(id, url, more);
  }

  private static String statuses(JsonNode responses) {
    List<String> statuses = new ArrayList<>();
    responses.forEach(r -> statuses.add(r.get("status").asText()));
    return String.join(" ", statuses);
  }

  private static String errors(JsonNode responses) {
    List<String> errors = new ArrayList<>();
    responses.forEach(r -> errors.add(r.get("id") + ": " + r.path("body").path("error")));
    return String.join("\n", errors);
  }

  private static String names(JsonNode response) {
    List<String> names = new ArrayList<>();
    assertTrue(response.get("body").has("value"), response.toString());
    response.get("body").get("value").forEach(item -> names.add(item.get("Name").asText()));
    return names.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Products(1)?$select=CategoryID | CategoryID eq $1/CategoryID     | [Laptop, Mouse, O'Neil]
          Products(4)                    | Name eq $1/Name                 | [O'Neil]
          Products(4)                    | $1/Name eq Name                 | [O'Neil]
          Products(2)                    | Price gt $1/Price               | [Laptop, O'Neil]
          Products(2)                    | Price%20gt%20%241/Price         | [Laptop, O'Neil]
          Products(2)                    | Status eq $1/Status             | [Mouse]
          Products(2)                    | Released eq $1/Released         | [Mouse]
          Products(1)                    | Code eq $1/Code                 | [Laptop]
          Products(3)                    | Cost eq $1/Cost                 | [Mug, O'Neil]
          Products(2)/Price              | Price eq $1                     | [Mouse]
          Products(4)/Name/$value        | Name eq $1                      | [O'Neil]
          Products/$count                | ID eq $1                        | [O'Neil]
          Products?$top=2                | ID eq $1/$count                 | [Mouse]
          Names()                        | Name in $1                      | [Laptop, Mouse, Mug, O'Neil]
          Statistics()                   | contains($1/Where/City,'om') and ID eq 1 | [Laptop]
          Statistics()                   | Name eq '$1/Where/City'         | []
          Products(1)?$expand=Category   | Category/ID eq $1/Category/ID   | [Laptop, Mouse, O'Neil]
          Products(1)?$expand=Category   | Category/ID eq $1/Category/ID and $it/ID gt $1/ID | [Mouse, O'Neil]
          """)
  @DisplayName("11.7.6: a value out of an answer in an expression of a later URL")
  void valuesInQueries(String first, String filter, String expected) {
    JsonNode responses =
        responses(get("1", first), get("2", "Products?$orderby=ID&$filter=" + filter));
    assertEquals("200 200", statuses(responses), errors(responses));
    assertEquals(expected, names(responses.get(1)));
  }

  @Test
  @DisplayName("11.7.6: values in aliases, parameters, other options and nested ones")
  void valuesInOptions() {
    JsonNode responses =
        responses(
            get("1", "Products(2)"),
            get("2", "GetTop(count=@n)?@n=$1/ID&$select=Name"),
            get("3", "GetTop?count=$1/ID&$select=Name"),
            get("4", "Products?$top=$1/ID&$orderby=ID&$select=Name"),
            get("5", "Categories('E')?$expand=Products($filter=Name eq $1/Name)"),
            get("6", "CityOf(address=@a)?@a={\"City\":$1/Name}"),
            get("7", "$entity?$id=$1&$select=Name"));
    assertEquals("200 200 200 200 200 200 200", statuses(responses), errors(responses));
    assertEquals("[Laptop, O'Neil]", names(responses.get(1)));
    assertEquals("[Laptop, O'Neil]", names(responses.get(2)));
    assertEquals("[Laptop, Mouse]", names(responses.get(3)));
    assertEquals(1, responses.get(4).get("body").get("Products").size());
    assertEquals("Mouse", responses.get(5).get("body").get("value").asText());
    assertEquals("Mouse", responses.get(6).get("body").get("Name").asText());
  }

  @Test
  @DisplayName("11.7.6: values in bodies, of requests that depend on the one that is referred to")
  void valuesInBodies() {
    JsonNode responses =
        responses(
            get("1", "Products(2)"),
            "{\"id\":\"2\",\"method\":\"post\",\"url\":\"Products\",\"dependsOn\":[\"1\"],\"body\":"
                + "{\"ID\":20,\"Name\":\"$1/Name\",\"Price\":\"$1/Price\",\"Cost\":\"$1/Cost\","
                + "\"Status\":\"$1/Status\",\"Released\":\"$1/Released\"}}",
            "{\"id\":\"3\",\"method\":\"post\",\"url\":\"Products\",\"body\":"
                + "{\"ID\":21,\"Name\":\"$1/Name\",\"Price\":1}}",
            "{\"id\":\"4\",\"method\":\"post\",\"url\":\"Products\",\"dependsOn\":[\"1\"],\"body\":"
                + "{\"ID\":22,\"Name\":\"$9 and $1/Name\",\"Price\":1}}",
            get("5", "Names()"),
            "{\"id\":\"6\",\"method\":\"post\",\"url\":\"Rename\",\"dependsOn\":[\"5\"],\"body\":"
                + "{\"id\":22,\"name\":\"$5/$count\"}}",
            delete("7", "Products(20)"),
            delete("8", "Products(21)"),
            delete("9", "Products(22)"));
    assertEquals("200 201 201 201 200 400 204 204 204", statuses(responses), errors(responses));
    JsonNode made = responses.get(1).get("body");
    JsonNode mouse = responses.get(0).get("body");
    for (String name : List.of("Name", "Price", "Cost", "Status", "Released")) {
      assertEquals(mouse.get(name), made.get(name), name);
    }
    assertEquals("$1/Name", responses.get(2).get("body").get("Name").asText());
    assertEquals("$9 and $1/Name", responses.get(3).get("body").get("Name").asText());
    assertTrue(responses.get(5).toString().contains("name"), responses.get(5).toString());
  }

  @Test
  @DisplayName("11.7.6: values of a group that an answer of the same group has")
  void valuesWithinAGroup() {
    String group = "\"atomicityGroup\":\"g\"";
    JsonNode responses =
        responses(
            "{\"id\":\"1\",\"method\":\"post\",\"url\":\"Products\","
                + group
                + ",\"body\":{\"ID\":30,\"Name\":\"Lamp\",\"Price\":9}}",
            "{\"id\":\"2\",\"method\":\"patch\",\"url\":\"$1\","
                + group
                + ",\"headers\":{\"if-match\":\"$1\",\"prefer\":\"return=representation\"},"
                + "\"body\":{\"Cost\":\"$1/Price\"}}",
            get("3", "Products?$filter=Name eq $1/Name", group),
            delete("4", "$1", group));
    assertEquals("201 200 200 204", statuses(responses), errors(responses));
    assertEquals(9, responses.get(1).get("body").get("Cost").asInt());
    assertEquals("[Lamp]", names(responses.get(2)));
  }

  @Test
  @DisplayName("11.7.6: no value, no request, and a request that failed")
  void noValue() {
    JsonNode responses =
        responses(
            get("1", "Products(2)"),
            get("2", "Products?$filter=Name eq $1/Nothing"),
            get("3", "Products?$filter=Name eq $4/Name"),
            get("4", "Products(99)"),
            get("5", "Products?$filter=Name eq $4/Name"),
            get("6", "Products?$filter=Name eq $1/Name/Further"),
            get("7", "Products?$filter=Name eq '$1/Name'"));
    assertEquals("200 400 400 404 424 400 200", statuses(responses), errors(responses));
    assertTrue(responses.get(1).toString().contains("Nothing"), responses.get(1).toString());
    assertTrue(responses.get(4).toString().contains("'4'"), responses.get(4).toString());
    assertEquals("[]", names(responses.get(6)));
  }

  @Test
  @DisplayName("11.7.6: in multipart, where the batch is of 4.01")
  void multipart() {
    String part =
        "--b\r\nContent-Type: application/http\r\nContent-ID: %s\r\n\r\nGET %s\r\n\r\n\r\n";
    String body =
        part.formatted("1", "Products(2)")
            + part.formatted("2", "Products?$filter=Price%20gt%20$1/Price")
            + "--b--\r\n";
    List<BatchAnswer> answers =
        BatchAnswer.of(service.post("$batch", body, MULTIPART, "OData-Version: 4.01"));
    assertEquals(200, answers.get(1).status(), answers.get(1).body());
    assertTrue(answers.get(1).body().contains("Laptop"), answers.get(1).body());
    assertFalse(answers.get(1).body().contains("Mouse"), answers.get(1).body());
    List<BatchAnswer> old = BatchAnswer.of(service.post("$batch", body, MULTIPART));
    assertEquals(400, old.get(1).status(), old.get(1).body());
  }

  @Test
  @DisplayName("11.7.6: references make no URL longer than the limit")
  void longValues() {
    String name = "x".repeat(40_000);
    JsonNode responses =
        responses(
            "{\"id\":\"1\",\"method\":\"post\",\"url\":\"Products\",\"body\":{\"ID\":40,\"Name\":\""
                + name
                + "\",\"Price\":1}}",
            get("2", "Products?$filter=Name eq $1/Name"),
            delete("3", "$1"));
    assertEquals("201 414 204", statuses(responses), errors(responses));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          $good/$succeeded                              | 200
          $bad/$succeeded                               | 424
          not $bad/$succeeded                           | 200
          not ($good/$succeeded and $bad/$succeeded)    | 200
          $bad/$succeeded eq false                      | 200
          $bad/$succeeded ne $good/$succeeded           | 200
          true                                          | 200
          false                                         | 424
          $good/Name eq 'Mouse'                         | 200
          $good/Name ne 'Mouse'                         | 424
          $good/Price gt 29 and $good/Price lt 30.5     | 200
          $good/Price add 1 eq 31                       | 200
          $good/Released eq 2024-02-15                  | 200
          $good/Cost eq 10.25                           | 200
          startswith($good/Name,'Mo')                   | 200
          $good/Name eq 'it''s $good/Name'              | 424
          length($good/Name) eq 5                       | 200
          $good/Changed eq null                         | 200
          $good/Nothing eq null                         | 200
          $good ne null                                 | 200
          $good/Category/ID eq 'E'                      | 200
          $good/Name in ('Mouse','Mug')                 | 200
          $bad/error/code eq 'notFound'                 | 200
          $bad/Name eq 'Mouse'                          | 424
          $many/any(p:p/Price lt 16)                    | 200
          $many/any(p:p/Name eq $good/Name)             | 200
          $many/all(p:p/Price lt 16)                    | 424
          $many/$count eq 4                             | 200
          $count eq 4                                   | 200
          $count gt $many/$count                        | 424
          $yes and $good/$succeeded                     | 200
          $name eq 'Mouse'                              | 200
          $g/$succeeded                                 | 200
          $good/Name                                    | 400
          $good/Price gt                                | 400
          ($good/$succeeded                             | 400
          length('x')                                   | 400
          Name eq 'x'                                   | 400
          $root/Products/$count eq 4                    | 501
          """)
  @DisplayName("19.1: if is any expression over earlier answers that is true or false")
  void conditions(String condition, int status) {
    JsonNode responses =
        responses(
            get("good", "Products(2)?$expand=Category"),
            get("bad", "Products(99)"),
            get("many", "Products"),
            get("count", "Products/$count"),
            get("yes", "Echo(guid=null,when=null,money=null,yes=true)/Yes"),
            get("name", "Products(2)/Name"),
            get("in", "Products", "\"atomicityGroup\":\"g\""),
            get(
                "x",
                "Products(1)",
                "\"dependsOn\":[\"good\",\"bad\"],\"if\":\"" + condition + "\""));
    assertEquals(status, responses.get(7).get("status").asInt(), responses.get(7).toString());
  }

  @Test
  @DisplayName("19.1: a condition that does not hold fails its group, with no changes")
  void conditionInAGroup() {
    String group = "\"atomicityGroup\":\"g\"";
    String product =
        "{\"id\":\"%s\",\"method\":\"post\",\"url\":\"Products\",%s,"
            + "\"body\":{\"ID\":%s,\"Name\":\"n\",\"Price\":1}}";
    JsonNode responses =
        responses(
            get("1", "Products(2)"),
            product.formatted("2", group, "50"),
            product.formatted("3", group + ",\"if\":\"$1/Price gt 100\"", "51"),
            product.formatted("4", "\"if\":\"not $g/$succeeded\"", "52"),
            get("5", "Products/$count"),
            delete("6", "$4"));
    assertEquals("200 424 424 201 200 204", statuses(responses), errors(responses));
    assertEquals("5", responses.get(4).get("body").asText());
  }

  @Test
  @DisplayName("19.1: a condition on what the same group has changed")
  void conditionWithinAGroup() {
    String group = "\"atomicityGroup\":\"g\"";
    JsonNode responses =
        responses(
            "{\"id\":\"1\",\"method\":\"post\",\"url\":\"Products\","
                + group
                + ",\"body\":{\"ID\":60,\"Name\":\"Lamp\",\"Price\":9}}",
            "{\"id\":\"2\",\"method\":\"patch\",\"url\":\"$1\",\"if\":\"$1/Price eq 9\","
                + group
                + ",\"headers\":{\"if-match\":\"*\"},\"body\":{\"Name\":\"Light\"}}",
            get("3", "$1/Name", group),
            delete("4", "$1", group));
    assertEquals("201 204 200 204", statuses(responses), errors(responses));
    assertEquals("Light", responses.get(2).get("body").get("value").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2/Name eq 'x'", "$2/$succeeded", "$1/Name eq $zz"})
  @DisplayName("19.1: a condition on no earlier request is refused with the batch")
  void laterConditions(String condition) {
    String body =
        "{\"requests\":["
            + get("1", "Products(1)", "\"if\":\"" + condition + "\"")
            + ","
            + get("2", "Products(1)")
            + "]}";
    assertTrue(service.post("$batch", body, JSON).error(400).contains("'if' names"));
  }

  @Test
  @DisplayName("11.7.5: the ETag of an answer in If-Match and If-None-Match")
  void etags() {
    String patch =
        "{\"id\":\"%s\",\"method\":\"patch\",\"url\":\"Products(2)\",\"dependsOn\":[\"1\"],"
            + "\"headers\":{\"if-match\":\"$1\"},\"body\":{\"Version\":%s}}";
    JsonNode responses =
        responses(
            get("1", "Products(2)"),
            get("2", "Products(2)", "\"headers\":{\"if-none-match\":\"$1\"}"),
            patch.formatted("3", "7"),
            patch.formatted("4", "8"));
    assertEquals("200 304 204 412", statuses(responses), errors(responses));
  }
}
