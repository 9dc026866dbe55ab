package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.json;
import static dev.edmund.spec.EdmundUnderTest.request;
import static dev.edmund.spec.EdmundUnderTest.url;
import static dev.edmund.spec.ShippedData.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OData 4.0 Minimal conformance: what a request may say, and what is refused. */
final class Odata40MinimalRequestsTest {
  private static final String CONNECTION = "connections(eb7e0406-f04f-589d-af8a-35a8bc71c425)";
  private static final String MINIMAL = "application/json;odata.metadata=minimal";

  @ParameterizedTest
  @DisplayName("40-MIN-5 Accept is honoured or refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | 200",
        "*/* | 200",
        "application/* | 200",
        "text/html;q=0.9,application/json;q=0.1 | 200",
        "APPLICATION/JSON;ODATA.METADATA=MINIMAL | 200",
        "application/json;odata=verbose | 200",
        "application/xml | 406",
        "application/atom+xml | 406",
        "text/html | 406",
        "text/plain | 406",
        "application/json;q=0 | 406",
        "application/json;odata.metadata=most | 406",
        "application/json;charset=iso-8859-1 | 406",
        "rubbish | 406"
      })
  void accept(String accept, int status) {
    Answer answer = get("connections?$top=1", "Accept: " + accept);
    if (status == 200) {
      assertEquals(MINIMAL, answer.ok().header("Content-Type").orElseThrow());
    } else {
      assertTrue(answer.error(status).contains("application/json"), answer::text);
    }
  }

  @Test
  @DisplayName("40-MIN-5 the three metadata levels; $format goes before Accept")
  void metadataLevels() {
    String target = CONNECTION + "?$select=name,createdon";
    // The key is not chosen, so the id cannot be computed (JSON format, 4.5.8).
    JsonNode none = json(target, "Accept: application/json;odata.metadata=none");
    assertEquals(Set.of("name", "createdon"), names(none));
    JsonNode minimal = json(target);
    assertEquals(
        Set.of("@odata.context", "@odata.id", "@odata.etag", "name", "createdon"), names(minimal));
    assertEquals(
        url("$metadata#connections(name,createdon)/$entity"),
        minimal.get("@odata.context").asText());
    JsonNode full = json(target, "Accept: application/json;odata.metadata=full");
    assertEquals("#Microsoft.Dynamics.CRM.connection", full.get("@odata.type").asText());
    assertEquals(url(CONNECTION), full.get("@odata.id").asText());
    assertEquals("#DateTimeOffset", full.get("createdon@odata.type").asText());
    assertEquals(
        CONNECTION + "/record1id_account",
        json(CONNECTION, "Accept: application/json;odata.metadata=full")
            .get("record1id_account@odata.navigationLink")
            .asText());
    Answer byOption =
        get(
            target + "&$format=application/json;odata.metadata=none",
            "Accept: application/json;odata.metadata=full");
    assertEquals(Set.of("name", "createdon"), names(byOption.ok().json()));
    get(target + "&$format=json", "Accept: application/xml").ok();
    assertTrue(get("connections?$format=atom").error(406).contains("atom"));
    assertTrue(get("connections?$format=xml").error(406).contains("xml"));
  }

  @ParameterizedTest
  @DisplayName("40-MIN-5 OData-MaxVersion is honoured or refused")
  @CsvSource({
    "4.0, 4.0",
    "4, 4.0",
    "4.0;NetFx, 4.0",
    "4.01, 4.01",
    "4.02, 4.01",
    "5.0, 4.01",
    "10.0, 4.01",
    "3.0, ",
    "2, ",
    "abc, ",
    "-4.0, "
  })
  void maxVersion(String asked, String spoken) {
    Answer answer = get("connections?$top=1", "OData-MaxVersion: " + asked);
    if (spoken == null) {
      assertTrue(answer.error(406).contains("OData-MaxVersion"));
    } else {
      assertEquals(List.of(spoken), answer.ok().all("OData-Version"));
    }
  }

  @Test
  @DisplayName("40-MIN-6 custom options and headers are let through; the $ is OData's own")
  void extensibility() {
    get("connections?$top=1&api-key=1&x.y=2&=3&&z", "X-Custom: 1", "Prefer: made-up=1").ok();
    assertTrue(get("connections?$made=1").error(400).contains("$made"));
    assertTrue(get("connections?%24made=1").error(400).contains("$made"));
    assertTrue(get("connections?$expand=record1roleid($made=1)").error(400).contains("made"));
    get("connections?$top=1&@p=1").ok();
  }

  @ParameterizedTest
  @DisplayName("40-MIN-7 what does not parse is refused with 400 and says where")
  @CsvSource(
      delimiter = '|',
      value = {
        "$filter=",
        "$filter=name",
        "$filter=name eq 1",
        "$filter=name eq 'a",
        "$filter=name eq 'a' and",
        "$filter=(name eq 'a'",
        "$filter=name eq 'a')",
        "$filter=createdon gt 2023-13-01T00:00:00Z",
        "$filter=createdon gt 2023-02-30T00:00:00Z",
        "$filter=statecode eq 1.",
        "$filter=statecode eq 0x10",
        "$filter=connectionid eq 123",
        "$filter=nosuch(name)",
        "$filter=contains(name)",
        "$filter=contains(name,'a','b')",
        "$filter=record1id_account eq 1",
        "$filter=name has 'a'",
        "$filter=%zz",
        "$filter=name eq '%ff'",
        "$orderby=",
        "$orderby=nosuch",
        "$orderby=name sideways",
        "$orderby=record1id_account",
        "$select=",
        "$select=nosuch",
        "$select=name,",
        "$expand=",
        "$expand=name",
        "$expand=nosuch",
        "$expand=record1roleid(",
        "$expand=record1roleid($top=1)",
        "$top=-1",
        "$top=a",
        "$top=1.5",
        "$top=",
        "$top=99999999999999999999",
        "$skip=-1",
        "$skip=x",
        "$count=maybe",
        "$count=",
        "$search=",
        "$search=(a",
        "$levels=2",
        "$id=x",
        "$top=1&$top=1",
        "$top=1&TOP=1",
        "$filter=true&filter=true"
      })
  void refused(String options) {
    Answer answer = get("connections?" + options.trim());
    String message = answer.error(400);
    assertFalse(message.isEmpty());
    assertTrue(answer.json().at("/error/target").isTextual(), answer::text);
  }

  @ParameterizedTest
  @DisplayName("40-MIN-7 what is not built is refused with 501 and named, in every spelling")
  @ValueSource(strings = {"fetchXml=%3Cfetch/%3E", "sql=x", "savedQuery=x", "userQuery=x"})
  void notBuilt(String option) {
    String name = option.substring(0, option.indexOf('='));
    assertTrue(get("connections?" + option).error(501).contains(name));
    assertTrue(get("connections?" + option.replace("$", "%24")).error(501).contains(name));
    String other = option.replaceFirst("^\\$", "").replaceFirst("^[^=]+", name.replace("$", ""));
    assertTrue(get("connections?" + other).error(501).contains(name));
    String upper = option.substring(name.length());
    get("connections?" + name.toUpperCase(java.util.Locale.ROOT) + upper).error(501);
  }

  @Test
  @DisplayName("40-MIN-7 keys and paths that are wrong")
  void wrongPaths() {
    get("nosuch").error(404);
    get("CONNECTIONS").error(404);
    get("connections(00000000-0000-0000-0000-000000000000)").error(404);
    get("connections(00000000-0000-0000-0000-000000000000)/name").error(404);
    get("connections(00000000-0000-0000-0000-000000000000)/record1id_account").error(404);
    get("connections(1)").error(400);
    get("connections('x')").error(400);
    get("connections(nosuch=1)").error(400);
    get("connections(").error(400);
    get("connections()").error(400);
    get("connections(eb7e0406-f04f-589d-af8a-35a8bc71c425,1)").error(400);
    get(CONNECTION + "/nosuch").error(404);
    get(CONNECTION + "/name/nosuch").error(404);
    get(CONNECTION + "/$value").error(400);
    get(CONNECTION + "/$count").error(400);
    get("connections/name").error(404);
    get("connections//name").error(400);
    get("owners/Microsoft.Dynamics.CRM.account").error(404);
    get("owners/Microsoft.Dynamics.CRM.nosuch").error(404);
    get("%ff").error(400);
    get("conn%").error(400);
    get("/nosuch").error(404);
    get("/odatas/connections").error(404);
    get("$batch").error(405);
    request("POST", "$batch").error(415);
    get("$entity").error(400);
  }

  @ParameterizedTest
  @DisplayName("40-MIN-14 preferences with prefix; what was applied is said, what was not is not")
  @CsvSource(
      delimiter = '|',
      value = {
        "odata.maxpagesize=2 | odata.maxpagesize=2",
        "maxpagesize=2 | odata.maxpagesize=2",
        "maxpagesize=\"2\" | odata.maxpagesize=2",
        "maxpagesize=0 | ",
        "maxpagesize=x | ",
        "return=minimal, wait=10, handling=lenient | ",
        ";;,=\" | "
      })
  void preferences(String prefer, String applied) {
    Answer answer = get("connections?$select=name", "Prefer: " + prefer).ok();
    assertEquals(applied == null ? List.of() : List.of(applied), answer.all("Preference-Applied"));
    int expected = applied == null ? rows("connections").size() : 2;
    assertEquals(expected, EdmundUnderTest.items(answer.json()).size());
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new HashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
