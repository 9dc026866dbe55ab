package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.head;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two documents that say what a service has (Part 1, 11.1). */
final class MetadataTest {
  private static final String XML = "application/xml";
  private static final String JSON = "application/json";

  @ParameterizedTest(name = "OData-MaxVersion {0}: {1}")
  @DisplayName("8.2.7, CSDL 3.1.1: the document has the version of the answer, in both formats")
  @CsvSource({"4.0,4.0", "4.01,4.01", "4.02,4.01", ",4.0"})
  void version(String max, String version) {
    String header = max == null ? "Accept-Language: en" : "OData-MaxVersion: " + max;
    Answer xml = get("$metadata", header).ok();
    assertEquals(Optional.of(version), xml.header("OData-Version"));
    assertTrue(xml.text().contains("ns/edmx\" Version=\"" + version + "\""));
    Answer json = get("$metadata?$format=json", header).ok();
    assertEquals(Optional.of(version), json.header("OData-Version"));
    assertEquals(version, json.json().path("$Version").asText());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @DisplayName("8.2.1, 11.2.12: XML unless JSON alone is wanted; $format goes first")
  @CsvSource(
      delimiter = '|',
      value = {
        "$metadata|Accept: */*|application/xml",
        "$metadata|Accept: application/json, text/plain, */*|application/xml",
        "$metadata|Accept: application/json|application/json",
        "$metadata|Accept: application/json;odata.metadata=full|application/json",
        "$metadata|Accept: application/xml|application/xml",
        "$metadata?$format=json|Accept: application/xml|application/json",
        "$metadata?$format=xml|Accept: application/json|application/xml",
        "$metadata?$format=application/json|Accept: */*|application/json",
        "$metadata?$format=application/xml|Accept: */*|application/xml",
        "$metadata?format=JSON|Accept: */*|application/json"
      })
  void negotiation(String target, String accept, String type) {
    Answer answer = get(target, accept).ok();
    assertEquals(List.of(type), answer.all("Content-Type"));
    assertTrue(answer.text().startsWith(type.equals(XML) ? "<?xml" : "{"));
  }

  @ParameterizedTest
  @DisplayName("8.2.1, 11.2.12: anything else is not acceptable")
  @ValueSource(strings = {"$metadata?$format=atom", "$metadata?$format=text/html"})
  void otherFormats(String target) {
    get(target).error(406);
    get("$metadata", "Accept: text/html").error(406);
    get("$metadata", "Accept: application/xml;q=0").error(406);
  }

  @ParameterizedTest
  @DisplayName("8.2.5: a client that has the document is answered with 304")
  @ValueSource(strings = {"$metadata", "$metadata?$format=json", ""})
  void notModified(String target) {
    Answer first = get(target).ok();
    String etag = first.header("ETag").orElseThrow();
    assertEquals(Optional.of("no-cache"), first.header("Cache-Control"));
    for (String sent : List.of(etag, "*", "\"other\", " + etag, "W/" + etag)) {
      Answer again = get(target, "If-None-Match: " + sent).is(304);
      assertEquals("", again.text());
      assertEquals(Optional.of(etag), again.header("ETag"));
      assertEquals(first.header("OData-Version"), again.header("OData-Version"));
      assertEquals(first.all("Vary"), again.all("Vary"));
      assertEquals(Optional.of("no-cache"), again.header("Cache-Control"));
      head(target, "If-None-Match: " + sent).is(304);
    }
    get(target, "If-None-Match: \"other\"", "If-None-Match: " + etag).is(304);
    get(target, "If-None-Match: W/\"other\", \"another\"").ok();
    // What was compressed has an ETag of its own, which is as good.
    String zipped = get(target, "Accept-Encoding: gzip").ok().header("ETag").orElseThrow();
    assertNotEquals(etag, zipped);
    get(target, "Accept-Encoding: gzip", "If-None-Match: " + zipped).is(304);
    get(target, "Accept-Encoding: gzip", "If-None-Match: " + etag).is(304);
  }

  @Test
  @DisplayName("RFC 9110, 8.8.3: each form has an ETag of its own, on every mount the same")
  void oneTagForEachForm() {
    String tag = etag("$metadata");
    assertNotEquals(tag, etag("$metadata", "OData-MaxVersion: 4.01"));
    assertNotEquals(tag, etag("$metadata?$format=json"));
    assertNotEquals(etag(""), etag("", "Accept: application/json;odata.metadata=none"));
    assertEquals(tag, etag("/api/data/v9.2/$metadata"));
    // The service document names its root.
    assertNotEquals(etag(""), etag("/api/data/v9.2/"));
    get("$metadata", "If-None-Match: " + tag, "Accept: " + JSON).ok();
  }

  private static String etag(String target, String... headers) {
    return get(target, headers).ok().header("ETag").orElseThrow();
  }

  @Test
  @DisplayName("RFC 9110, 9.3.2: HEAD has the headers of GET and no body")
  void headHasNoBody() {
    for (String target : List.of("$metadata", "")) {
      Answer answer = head(target).ok();
      assertEquals("", answer.text());
      for (String name : List.of("ETag", "Content-Type", "OData-Version", "Cache-Control")) {
        assertEquals(get(target).header(name), answer.header(name), name);
        assertFalse(answer.all(name).isEmpty(), name);
      }
    }
  }
}
