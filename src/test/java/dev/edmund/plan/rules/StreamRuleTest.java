package dev.edmund.plan.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.edmund.core.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The media types of streams: {@code Core.AcceptableMediaTypes} and {@code Core.MediaType}. */
final class StreamRuleTest {
  @TempDir private Path folder = Path.of("");

  private StreamRule rule(String annotations) {
    RulesOf rules =
        RulesOf.thing(
            folder, "<Property Name=\"P\" Type=\"Edm.Stream\">" + annotations + "</Property>");
    EdmProperty property = Objects.requireNonNull(rules.type("Thing").getStructuralProperty("P"));
    return rules.rules().stream(property);
  }

  private static void assertRefused(String message, StreamRule rule, String contentType) {
    var detail = rule.refuse(contentType).orElseThrow();
    assertEquals(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail.code());
    assertEquals(message, detail.message());
    assertEquals("Content-Type", detail.target());
  }

  @Test
  void anyMediaTypeIsTakenWhereTheModelSaysNothing() {
    StreamRule rule = rule("");
    assertEquals(Optional.empty(), rule.refuse("text/plain;charset=utf-8"));
    assertEquals("image/png", rule.kept(" image/png "));
  }

  @Test
  void whatIsNoMediaTypeIsRefused() {
    assertRefused("'png' is no media type.", rule(""), "png");
    assertRefused("'a/b\r\nX: 1' is no media type.", rule(""), "a/b\r\nX: 1");
  }

  @Test
  void acceptableMediaTypesMayBeRanges() {
    StreamRule rule =
        rule(
            """
            <Annotation Term="Core.AcceptableMediaTypes">
              <Collection><String>image/*</String><String>text/plain</String></Collection>
            </Annotation>
            """);
    assertEquals(List.of("image/*", "text/plain"), rule.acceptable());
    assertEquals(Optional.empty(), rule.refuse("IMAGE/PNG"));
    assertEquals(Optional.empty(), rule.refuse("text/plain; charset=utf-8"));
    assertRefused(
        "The media type text/html is not taken here, only image/*, text/plain.",
        rule,
        "text/html; charset=utf-8");
    assertRefused(
        "The media type imagex/png is not taken here, only image/*, text/plain.",
        rule,
        "imagex/png");
  }

  @Test
  void theMediaTypeOfTheModelStandsInForAnUnknownOne() {
    StreamRule rule = rule("<Annotation Term=\"Core.MediaType\" String=\"image/png\"/>");
    assertEquals("image/png", rule.kept("application/octet-stream"));
    assertEquals(Optional.empty(), rule.refuse("application/octet-stream"));
    assertEquals(Optional.empty(), rule.refuse("image/png"));
    assertRefused("The media type image/gif is not taken here, only image/png.", rule, "image/gif");
  }

  @Test
  void aPathToldAsMediaTypeIsTheProperty() {
    StreamRule rule = rule("<Annotation Term=\"Core.MediaType\" Path=\"Kind\"/>");
    assertEquals("Kind", rule.property());
    assertEquals(Optional.empty(), rule.refuse("image/gif"));
  }
}
