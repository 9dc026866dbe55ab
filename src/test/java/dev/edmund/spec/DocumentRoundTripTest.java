package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a data file says of values that are kept as JSON is what comes out, and is found again. */
final class DocumentRoundTripTest {
  private static final String THING =
      "{\"ID\":1,\"Name\":null,\"Place\":{\"City\":\"X\",\"Since\":\"2025-03-01T08:15:00.25+02:00\","
          + "\"Tax\":1.5,\"Ratio\":0.5,\"Count\":9223372036854775807,\"Wait\":\"PT1M30S\","
          + "\"Colour\":\"Green\",\"Image\":\"_w8\",\"Capital\":false,\"Tags\":[\"a\"],"
          + "\"Parts\":[{\"Name\":\"p\",\"Price\":7,\"Kids\":[],\"Next\":null}],"
          + "\"Mayor@odata.type\":\"#Guid\",\"Mayor\":\"11111111-2222-3333-4444-555555555555\"},"
          + "\"Node\":null,\"Shape\":{\"@odata.type\":\"#self.Ball\",\"Label\":\"l\",\"Radius\":2.5,"
          + "\"Air\":1},\"Shapes\":[{\"@odata.type\":\"#self.Square\",\"Side\":3,\"Label\":null}],"
          + "\"Wide\":null,\"Any\":{\"q\":[1,{\"r\":\"s\"}]},\"Text\":\"t\",\"Half\":0.5,"
          + "\"Exact@odata.type\":\"#Decimal\",\"Exact\":12345678901234567890.123,"
          + "\"When@odata.type\":\"#DateTimeOffset\",\"When\":\"2025-01-01T00:00:00-05:00\","
          + "\"Sizes@odata.type\":\"#Collection(Int32)\",\"Sizes\":[1,2],"
          + "\"Spot\":{\"@odata.type\":\"#self.Node\",\"Name\":\"n\",\"Price\":3.1,\"Kids\":[],"
          + "\"Next\":null}}";

  @TempDir Path folder = Path.of("");

  @Test
  void dataComesOutAsItWentIn() {
    try (ModelUnderTest model =
        ModelUnderTest.serve(
            folder, DocumentModel.MODEL, Map.of("Things.json", "[" + THING + "]"))) {
      ObjectNode thing = (ObjectNode) model.json("Things(1)");
      thing.remove("@odata.context");
      assertEquals("W/\"1\"", thing.remove("@odata.etag").asText());
      assertEquals(THING, thing.toString());
      assertEquals("1", DocumentModel.ids(model, "$filter=Place/Tax eq 1.5 and Exact gt 1"));
      assertEquals("1", DocumentModel.ids(model, "$filter=Spot/Price eq 3.1 and Text eq 't'"));
      assertEquals("1", DocumentModel.ids(model, "$filter=Sizes/any(s:s eq 2)"));
      assertEquals("", DocumentModel.ids(model, "$filter=When gt 2025-01-01T05:00:00Z"));
    }
  }
}
