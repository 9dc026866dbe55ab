package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values inside of JSON as resources of their own (Part 1, 11.2.4; Part 2, 4). */
final class DocumentPathsTest {
  @TempDir static Path folder = Path.of("");
  private static @Nullable ModelUnderTest served;

  @BeforeAll
  static void serve() {
    served = DocumentModel.serve(folder);
  }

  @AfterAll
  static void close() {
    model().close();
  }

  private static ModelUnderTest model() {
    return Objects.requireNonNull(served);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Place/City|{\"value\":\"Łódź\"}",
        "Place/Since|{\"value\":\"2025-03-01T08:15:00.25+02:00\"}",
        "Place/Tax|{\"value\":12345678901234567890.0000000001}",
        "Place/Ratio|{\"value\":\"INF\"}",
        "Place/Colour|{\"value\":\"Green\"}",
        "Place/Wait|{\"value\":\"P1DT2H3M4.5S\"}",
        "Place/Tags|{\"value\":[\"a\",\"b\"]}",
        "Place/Parts?$filter=Price gt 9.5&$select=Name|{\"value\":[{\"Name\":\"p1\"}]}",
        "Place/Parts?$orderby=Price desc&$skip=1&$top=1&$select=Name|{\"value\":[{\"Name\":\"p2\"}]}",
        "Place?$select=City,Motto|{\"City\":\"Łódź\",\"Motto\":\"dynamic\"}",
        "Place/Motto|{\"value\":\"dynamic\"}",
        "Place/Mayor|{\"@odata.type\":\"#Int32\",\"value\":7}",
        "Node/Next/Next|{\"Name\":\"c\",\"Price\":3,\"Next\":null,\"Kids\":[]}",
        "Node/Next/Next/Price|{\"value\":3}",
        "Node/Kids|{\"value\":[]}",
        "Shape|{\"@odata.type\":\"#self.Ball\",\"Label\":\"ball\",\"Radius\":1.5,\"Air\":3}",
        "Shape/self.Round/Radius|{\"value\":1.5}",
        "Shape/self.Ball|{\"Label\":\"ball\",\"Radius\":1.5,\"Air\":3}",
        "Shapes?$filter=Label eq 's1'|{\"value\":[{\"@odata.type\":\"#self.Square\",\"Label\":\"s1\",\"Side\":9}]}",
        "Any|{\"x\":[1,2],\"y\":\"text\"}",
        "Any/y|{\"value\":\"text\"}",
        "Text|{\"value\":\"x\\\"y\"}",
        "Flag|{\"value\":true}",
        "Exact|{\"@odata.type\":\"#Decimal\",\"value\":12345678901234567890.5}",
        "Half|{\"value\":0.5}",
        "Endless|{\"@odata.type\":\"#Double\",\"value\":\"-INF\"}",
        "When|{\"@odata.type\":\"#DateTimeOffset\",\"value\":\"2025-03-02T00:30:00+02:00\"}",
        "Hue|{\"@odata.type\":\"#self.Colour\",\"value\":\"Red\"}",
        "Spot|{\"@odata.type\":\"#self.Node\",\"Name\":\"n\",\"Price\":2.5,\"Next\":null,\"Kids\":[]}",
        "Spot/Price|{\"@odata.type\":\"#Decimal\",\"value\":2.5}",
        "Form/self.Square/Side|{\"value\":4}",
        "Sizes|{\"@odata.type\":\"#Collection(Decimal)\",\"value\":[1.5,20]}",
        "Loose|{\"a\":[1,\"two\",{\"b\":null}],\"c\":12.5}"
      })
  @DisplayName("11.2.4: a property is answered as it stands in the entity")
  void properties(String path, String expected) {
    ObjectNode answer = (ObjectNode) model().json("Things(1)/" + path);
    JsonNode context = answer.remove("@odata.context");
    assertEquals(expected, answer.toString());
    String plain = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
    assertEquals(
        "Things(1)/" + plain,
        context.asText().replaceFirst(".*#", "").replaceFirst("[(][A-Z].*", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "Place/City/$value,Łódź",
    "Place/Tax/$value,12345678901234567890.0000000001",
    "Place/Since/$value,2025-03-01T08:15:00.25+02:00",
    "Place/Tags/$count,2",
    "Place/Parts/$count,3",
    "Place/Parts/$count?$filter=Price eq 9,1",
    "Shapes/$count?$filter=isof(self.Ball),1",
    "Text/$value,x\"y",
    "Exact/$value,12345678901234567890.5",
    "Hue/$value,Red",
    "Span/$value,PT1M30S",
    "When/$value,2025-03-02T00:30:00+02:00",
    "Sizes/$count,2"
  })
  @DisplayName("4.7, 4.8: bare values and numbers of members")
  void rawValues(String path, String expected) {
    assertEquals(expected, model().get("Things(1)/" + path).ok().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Things(2)/Place",
        "Things(2)/Place/City",
        "Things(2)/Node/Next",
        "Things(2)/Any",
        "Things(1)/Node/Price",
        "Things(1)/Node/Price/$value"
      })
  @DisplayName("11.2.4: a declared property that is null has no content")
  void nulls(String target) {
    assertEquals(204, model().get(target).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Things(2)/Text",
        "Things(2)/Text/$value",
        "Things(9)/Text",
        "Things(1)/Place/Nope",
        "Things(1)/Text/Deeper",
        "Things(1)/Shape/Nope",
        "Things(1)/Shape/self.Square/Side",
        "Things(1)/Form/self.Ball",
        "Things(2)/Shape/self.Ball",
        "Things(1)/self.Special/Text"
      })
  @DisplayName("11.2.4: what is not there is not found")
  void missing(String target) {
    model().get(target).error(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Things(1)/Spot/$value", "Things(1)/Place/$value", "Things(1)/Text?$top=1"})
  @DisplayName("4.7: only single primitive values have a bare value")
  void badRequests(String target) {
    model().get(target).error(400);
  }
}
