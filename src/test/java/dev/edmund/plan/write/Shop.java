package dev.edmund.plan.write;

import dev.edmund.core.Limits;
import dev.edmund.model.Model;
import dev.edmund.request.ODataRequestLine;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A small model, and the plans of requests to it. */
final class Shop {
  static final Path FILE = Path.of("src/test/resources/models/shop.csdl.xml");

  private static final String ROOT = "http://host/service/";

  private final Model model;
  private final UriParser parser;

  private Shop(Model model) {
    this.model = model;
    this.parser = new UriParser(model.edm(), Limits.defaults(), ParserSettings.DEFAULT);
  }

  static Shop open() {
    return new Shop(Model.load(FILE));
  }

  Model model() {
    return model;
  }

  /** The plan of a request as text, one step a line. */
  String plan(WriteRequest.Method method, String target, WriteRequest.Body body) {
    return PlanText.of(
        new WritePlanner(model).plan(request(method, target, body, /* ifMatch= */ null)));
  }

  String plan(WriteRequest.Method method, String target, JsonValue body) {
    return plan(method, target, new WriteRequest.Json(body));
  }

  String delete(String target) {
    return plan(WriteRequest.Method.DELETE, target, new WriteRequest.NoBody());
  }

  WriteRequest request(
      WriteRequest.Method method, String target, WriteRequest.Body body, @Nullable String ifMatch) {
    String[] parts = target.split("\\?", 2);
    ODataRequestLine line = parser.parse(parts[0], parts.length > 1 ? parts[1] : null, ROOT);
    return new WriteRequest(
        method,
        line.path(),
        line.options(),
        body,
        ifMatch,
        /* ifNoneMatch= */ null,
        /* strict= */ false,
        /* version401= */ true,
        id -> parser.parseEntityId(id, ROOT));
  }

  /** A body of plain text. */
  static WriteRequest.Body text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new WriteRequest.Raw(
        new Step.Content.Bytes("text/plain", () -> new ByteArrayInputStream(bytes)));
  }
}
