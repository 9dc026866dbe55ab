package dev.edmund.request.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.request.header.ContentNegotiation.Format;
import dev.edmund.request.header.ContentNegotiation.Kind;
import dev.edmund.request.header.ContentNegotiation.MetadataLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part 1, 8.2.1 and 11.2.12: which format a client gets. */
class ContentNegotiationTest {
  private static final String POWER_QUERY =
      "application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,"
          + "application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,"
          + "text/plain;q=0.7";
  private static final List<Kind> DATA = List.of(Kind.JSON, Kind.XML);
  private static final List<Kind> METADATA = List.of(Kind.XML, Kind.JSON);

  private static Format data(@Nullable String accept) {
    return ContentNegotiation.choose(accept, null, DATA);
  }

  private static Kind metadata(@Nullable String accept, @Nullable String format) {
    return ContentNegotiation.choose(accept, format, METADATA).kind();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        POWER_QUERY,
        "*/*",
        "",
        "application/*",
        "application/json;odata=verbose",
        "text/html,application/xml;q=0.9,*/*;q=0.8",
        "application/json;charset=utf-8",
        "nonsense, */*"
      })
  void dataIsJson(String accept) {
    assertEquals(new Format(Kind.JSON, MetadataLevel.MINIMAL, false, false), data(accept));
    assertEquals(Kind.JSON, data(null).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {POWER_QUERY, "*/*", "", "application/json,application/xml;q=0.1"})
  void metadataIsXml(String accept) {
    assertEquals(Kind.XML, metadata(accept, null));
    assertEquals(Kind.XML, metadata(null, null));
  }

  @Test
  void metadataIsJsonWhenOnlyThatIsWanted() {
    assertEquals(Kind.JSON, metadata("application/json", null));
    assertEquals(Kind.JSON, metadata("*/*, application/xml;q=0", null));
    assertEquals(Kind.JSON, metadata(POWER_QUERY, "json"));
    assertEquals(Kind.XML, metadata("application/json", "XML"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json;odata.metadata=full|FULL",
        "application/json;metadata=none|NONE",
        "application/json;odata.metadata=Minimal|MINIMAL",
        "application/json;odata.metadata=full;q=0.5,application/json;odata.metadata=none|NONE",
        "*/*,application/json;odata.metadata=full|FULL"
      })
  void metadataLevels(String accept, MetadataLevel level) {
    assertEquals(level, data(accept).metadata());
  }

  @Test
  void ieee754CompatibleAndStreaming() {
    Format format = data("application/json;IEEE754Compatible=true;odata.streaming=true");
    assertTrue(format.ieee754Compatible());
    assertTrue(format.streaming());
    assertTrue(data("application/json;ieee754compatible=true").ieee754Compatible());
    assertFalse(data("application/json;IEEE754Compatible=false").ieee754Compatible());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html", "application/json;q=0", "application/json;charset=latin1",
        "application/json;odata.metadata=some", "application/atom+xml", "*/*;q=0"
      })
  void otherFormatsAreNotAcceptable(String accept) {
    ODataException e =
        assertThrows(
            ODataException.class,
            () -> ContentNegotiation.choose(accept, null, List.of(Kind.JSON)));
    assertEquals(ErrorCode.NOT_ACCEPTABLE, e.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"atom", "text/html", "foo", "application/json;charset=latin1"})
  void anUnknownFormatIsNotAcceptableWhateverAcceptSays(String format) {
    ODataException e =
        assertThrows(ODataException.class, () -> ContentNegotiation.choose("*/*", format, DATA));
    assertEquals(ErrorCode.NOT_ACCEPTABLE, e.code());
    assertEquals("$format", e.target());
  }

  @Test
  void formatTakesParameters() {
    assertEquals(
        MetadataLevel.FULL,
        ContentNegotiation.choose(null, "json;odata.metadata=full", DATA).metadata());
    assertEquals(
        MetadataLevel.NONE,
        ContentNegotiation.choose(null, "application/json;metadata=none", DATA).metadata());
  }
}
