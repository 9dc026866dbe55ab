package dev.edmund.spec;

import static dev.edmund.spec.EdmundUnderTest.get;
import static dev.edmund.spec.EdmundUnderTest.head;
import static dev.edmund.spec.EdmundUnderTest.items;
import static dev.edmund.spec.EdmundUnderTest.pathOf;
import static dev.edmund.spec.EdmundUnderTest.url;
import static dev.edmund.spec.ShippedData.column;
import static dev.edmund.spec.ShippedData.field;
import static dev.edmund.spec.ShippedData.row;
import static dev.edmund.spec.ShippedData.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What well-known clients put on the wire, byte for byte, and what they need back. */
final class ClientsTest {
  private static final String ID = "eb7e0406-f04f-589d-af8a-35a8bc71c425";
  private static final String CONNECTION = "connections(" + ID + ")";

  @Nested
  @DisplayName("Power Query and Excel, in the order of their requests")
  final class PowerQuery {
    private static final List<String> HEADERS =
        List.of(
            "Accept: application/json;odata.metadata=minimal;q=1.0,"
                + "application/json;odata=minimalmetadata;q=0.9,"
                + "application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,"
                + "application/xml;q=0.7,text/plain;q=0.7",
            "OData-MaxVersion: 4.0",
            "MaxDataServiceVersion: 3.0",
            "User-Agent: Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)",
            "Accept-Encoding: gzip, deflate");

    private static Answer ask(String target, String... more) {
      String[] headers = Stream.concat(HEADERS.stream(), Stream.of(more)).toArray(String[]::new);
      Answer answer = get(target, headers);
      assertEquals(List.of("4.0"), answer.all("OData-Version"), target);
      return answer;
    }

    private static JsonNode data(String target, String... more) {
      Answer answer = ask(target, more).ok();
      assertEquals(
          List.of("application/json;odata.metadata=minimal"), answer.all("Content-Type"), target);
      String context = answer.json().get("@odata.context").asText();
      assertTrue(context.startsWith(url("$metadata")), context);
      assertFalse(context.contains("()"), context);
      return answer.json();
    }

    @Test
    @DisplayName("1 and 1b the service document, with and without the slash")
    void serviceDocument() {
      assertEquals(url("$metadata"), data("/odata/").get("@odata.context").asText());
      assertEquals(data("/odata/"), data("/odata"));
      for (JsonNode item : items(data("/odata/"))) {
        assertTrue(item.has("name") && item.has("kind") && item.has("url"), item::toString);
      }
    }

    @Test
    @DisplayName("2, 2b and 2c the metadata is XML under every Accept list they send")
    void metadata() {
      Answer asked = get("$metadata", "Accept: application/xml", "OData-MaxVersion: 4.0").ok();
      assertEquals(List.of("application/xml"), asked.all("Content-Type"));
      assertTrue(asked.text().contains("Version=\"4.0\""));
      Answer listed = ask("$metadata").ok();
      assertEquals(List.of("application/xml"), listed.all("Content-Type"));
      assertEquals(asked.text(), listed.text());
      int again = get("$metadata", "If-None-Match: W/\"0\"").status();
      assertTrue(again == 200 || again == 304);
      Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL)
          .matcher(asked.text())
          .results()
          .flatMap(key -> Pattern.compile("Name=\"([^\"]+)\"").matcher(key.group(1)).results())
          .map(name -> name.group(1))
          .distinct()
          .forEach(
              key ->
                  assertTrue(
                      Pattern.compile("<Property Name=\"" + key + "\"[^>]*Nullable=\"false\"")
                          .matcher(asked.text())
                          .find(),
                      key));
    }

    @Test
    @DisplayName("3 to 5 rows, the first thousand, and every page")
    void rowsAndPages() {
      JsonNode all = data("connections");
      assertEquals(url("$metadata#connections"), all.get("@odata.context").asText());
      items(all).forEach(row -> assertTrue(row.hasNonNull("connectionid")));
      assertEquals(rows("connections").size(), items(data("connections?$top=1000")).size());
      List<String> keys = new ArrayList<>();
      JsonNode page = data("connections", "Prefer: odata.maxpagesize=50");
      while (true) {
        items(page).forEach(row -> keys.add(row.get("connectionid").asText()));
        if (!page.has("@odata.nextLink")) {
          break;
        }
        page = data(pathOf(page.get("@odata.nextLink").asText()), "Prefer: odata.maxpagesize=50");
      }
      assertEquals(keys.size(), new HashSet<>(keys).size());
      assertEquals(new HashSet<>(column("connections", "connectionid")), new HashSet<>(keys));
      Answer count = ask("connections/$count").ok();
      assertEquals(String.valueOf(keys.size()), count.text());
      assertTrue(count.header("Content-Type").orElseThrow().startsWith("text/plain"));
    }

    @Test
    @DisplayName("5b $top goes over pages")
    void topOverPages() {
      String prefer = "Prefer: odata.maxpagesize=10";
      JsonNode first = data("connections?$top=15", prefer);
      assertEquals(10, items(first).size());
      JsonNode second = data(pathOf(first.get("@odata.nextLink").asText()), prefer);
      assertEquals(5, items(second).size());
      assertFalse(second.has("@odata.nextLink"));
    }

    @Test
    @DisplayName("6 and 6b a filter with columns")
    void filter() {
      JsonNode found =
          data("connections?$filter=name eq 'Bernd Müller'&$select=connectionid%2Cname");
      assertEquals(
          column("connections", "name").stream().filter("Bernd Müller"::equals).count(),
          items(found).size());
      for (JsonNode row : items(found)) {
        Set<String> names = new HashSet<>();
        row.fieldNames().forEachRemaining(names::add);
        assertEquals(Set.of("@odata.etag", "connectionid", "name"), names);
      }
      for (String filter :
          List.of(
              "name ne null and (statecode eq 0 or not (statecode eq 1))",
              "name gt 'A' and name le 'Z'",
              "startswith(name,'B') or contains(name,'ü')")) {
        assertNotEquals(0, items(data("connections?$filter=" + filter)).size(), filter);
      }
    }

    @Test
    @DisplayName("7 order, $skip and $top agree with the whole")
    void skip() {
      List<JsonNode> whole = items(data("connections?$orderby=connectionid desc"));
      assertEquals(
          whole.subList(1, 3),
          items(data("connections?$orderby=connectionid desc&$skip=1&$top=2")));
    }

    @Test
    @DisplayName("8 and 8b a navigation column, chosen and expanded, in encoded parentheses")
    void expand() {
      JsonNode some =
          data(
              "connections?$select=connectionid%2Crecord1roleid"
                  + "&$expand=record1roleid%28%24select%3Dname%29");
      assertEquals(rows("connections").size(), items(some).size());
      for (JsonNode row : items(some)) {
        String role =
            field(
                row("connections", "connectionid", row.get("connectionid").asText()),
                "_record1roleid_value");
        assertTrue(row.has("record1roleid"), row::toString);
        assertEquals(
            role.isEmpty() ? "" : field(row("connectionroles", "connectionroleid", role), "name"),
            row.at("/record1roleid/name").asText());
      }
      assertEquals(
          url("$metadata#connections(name,record1roleid)"),
          data("connections?$select=name&$expand=record1roleid").get("@odata.context").asText());
    }

    @Test
    @DisplayName("9 navigation of one row")
    void navigation() {
      assertEquals(
          field(row("connections", "connectionid", ID), "_record1id_value"),
          data(CONNECTION + "/record1id_account").get("accountid").asText());
      ask(CONNECTION + "/record2id_account").is(204);
    }

    @Test
    @DisplayName("10 a wrong filter is told, with a message")
    void wrong() {
      assertTrue(ask("connections?$filter=nosuch eq 1").error(400).contains("nosuch"));
    }

    @Test
    @DisplayName("11 and 12 other Accept lists")
    void otherAccepts() {
      int old =
          get(
                  "connections?$top=1",
                  "Accept: application/atom+xml;q=1,application/json;odata=fullmetadata;q=0.5",
                  "MaxDataServiceVersion: 3.0")
              .status();
      assertTrue(old < 500);
      get("connections?$top=1", "Accept: application/json;odata.metadata=minimal").ok();
    }

    @Test
    @DisplayName("13 to 15 preferences and HEAD")
    void preferences() {
      Answer omit =
          ask("connections?$top=1&$select=effectiveend", "Prefer: omit-values=nulls").ok();
      boolean applied = omit.all("Preference-Applied").toString().contains("omit-values");
      assertEquals(!applied, omit.json().at("/value/0").has("effectiveend"));
      Answer annotated = ask("connections?$top=1", "Prefer: odata.include-annotations=\"*\"").ok();
      assertEquals(1, annotated.all("Preference-Applied").size());
      ask("$metadata", "Prefer: odata.include-annotations=\"*\"").ok();
      head("/odata/").ok();
    }

    @Test
    @DisplayName("16 a filter of 8 kB, and a URL of 31 kB")
    void longUrls() {
      String many =
          IntStream.range(0, 300)
              .mapToObj(i -> "name eq 'No such name " + i + "'")
              .collect(Collectors.joining(" or "));
      assertTrue(many.length() > 8_000);
      assertEquals(0, items(data("connections?$filter=" + many)).size());
      assertNotEquals(
          0, items(data("connections?$filter=" + many + " or startswith(name,'B')")).size());
      get("connections?$filter=name eq '" + "x".repeat(31_000) + "'").ok();
      get("connections?$filter=name eq '" + "x".repeat(33_000) + "'").error(414);
      get("connections?$filter=name eq '" + "x".repeat(60_000) + "'").error(414);
    }
  }

  @Nested
  @DisplayName("URLs as they are sent")
  final class RawUrls {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "connections?$filter=name eq 'Bernd Müller'&$select=name&$top=1",
          "connections?%24filter=name+eq+%27Bernd+M%C3%BCller%27&%24select=name&%24top=1",
          "connections?filter=name%20eq%20'Bernd%20M%c3%bcller'&select=name&top=1",
          "connections?FILTER=name EQ 'Bernd Müller'&SELECT=name&TOP=1",
          "connections?$filter=name%20eq%20%27Bernd%20M%C3%BCller%27&$select=name&$top=1&x={[|^]}",
          "connections/?$filter=name in ('Bernd Müller','{}[]|^`\\<>')&$select=name&$top=1",
          "connections?$filter=name eq @p&@p='Bernd Müller'&$select=name&$top=1",
          "connections?$filter=name in [\"Bernd Müller\",\"a|b\"]&$select=name&$top=1",
          "connections?$filter=name in @p&@p=[\"Bernd Müller\"]&$select=name&$top=1",
          "$entity?$id=" + CONNECTION + "&$select=name",
          "%63onnections%28" + ID + "%29?$select=name",
          CONNECTION + "?$select=name"
        })
    @DisplayName("raw and encoded delimiters, + for blanks, options without $ and in any case")
    void sameRow(String target) {
      Answer answer = get(target).ok();
      JsonNode body = answer.json();
      JsonNode row = body.has("value") ? body.at("/value/0") : body;
      assertEquals("Bernd Müller", row.path("name").asText(), target);
    }

    @Test
    @DisplayName("a slash, an ampersand or a quote inside a key or literal is data")
    void encodedDelimiters() {
      for (String key :
          List.of("a%2Fb", "a%27%27b", "a%26b", "a%3Fb", "a%23b", "a%25b", "a%2B b")) {
        assertTrue(get("networkConnections('" + key + "')").error(404).contains("entity"), key);
        get("networkConnections('" + key + "')/protocol").error(404);
      }
      assertEquals(
          column("networkConnections", "urlParameters").stream().filter("id=7&x=1"::equals).count(),
          EdmundUnderTest.values("networkConnections?$filter=urlParameters eq 'id%3D7%26x%3D1'")
              .size());
      get("networkConnections('a'b')").error(400);
    }

    @Test
    @DisplayName("a + before an offset is a sign, elsewhere a blank")
    void plus() {
      String at = field(row("connections", "connectionid", ID), "createdon");
      assertEquals("2023-01-26T11:25:04Z", at);
      for (String literal :
          List.of("2023-01-26T12:25:04+01:00", "2023-01-26T12:25:04%2B01:00", at)) {
        assertEquals(
            List.of(ID),
            EdmundUnderTest.values("connections?$filter=ismaster+and+createdon+eq+" + literal)
                .stream()
                .map(c -> c.get("connectionid").asText())
                .toList(),
            literal);
      }
    }

    @Test
    @DisplayName("links are built from the Host header and from what a proxy says")
    void links() {
      JsonNode page =
          get("connections?$top=3", "Host: odata.example:8443", "Prefer: odata.maxpagesize=1")
              .ok()
              .json();
      assertTrue(
          page.get("@odata.nextLink").asText().startsWith("http://odata.example:8443/odata/"));
      JsonNode proxied =
          get("connections?$top=1", "X-Forwarded-Host: data.example", "X-Forwarded-Proto: https")
              .ok()
              .json();
      assertEquals(
          "https://data.example/odata/$metadata#connections",
          proxied.get("@odata.context").asText());
    }

    @Test
    @DisplayName("what cannot be a URL of this service is refused with an error object")
    void refused() {
      for (String target :
          List.of(
              "conn%",
              "%ff",
              "connections%00",
              "connections?$filter=%",
              "connections;x=1",
              "../connections",
              "connections//",
              "connections?$filter=name eq '%00'")) {
        Answer answer = get(target);
        assertTrue(answer.status() == 400 || answer.status() == 404, answer::toString);
        answer.error(answer.status());
      }
    }
  }

  @Nested
  @DisplayName("Other clients")
  final class Others {
    @Test
    @DisplayName("DevExtreme: verbose JSON in Accept, %24, total by $top=0&$count=true")
    void devExtreme() {
      String accept = "Accept: application/json;odata=verbose,text/plain, */*;q=0.01";
      long expected =
          column("accounts", "name").stream()
              .filter(name -> name.toLowerCase(Locale.ROOT).contains("fabrikam"))
              .count();
      String filter = "%24filter=contains(tolower(name)%2C%27fabrikam%27)";
      JsonNode rows = get("accounts?" + filter + "&%24top=20&%24count=true", accept).ok().json();
      assertEquals(expected, rows.get("@odata.count").asLong());
      assertEquals(expected, items(rows).size());
      JsonNode total = get("accounts?" + filter + "&$top=0&$count=true", accept).ok().json();
      assertEquals(expected, total.get("@odata.count").asLong());
      assertEquals(0, items(total).size());
    }

    @Test
    @DisplayName("DevExtreme, SAP Cloud SDK, odata-query: letters behind numbers change nothing")
    void letters() {
      String count = "accounts/$count?$filter=";
      for (String filter :
          List.of("revenue%20gt%201000000.5|m", "revenue%20gt%203|D", "versionnumber%20ge%205|L")) {
        int bar = filter.indexOf('|');
        assertEquals(
            get(count + filter.substring(0, bar)).ok().text(),
            get(count + filter.replace("|", "")).ok().text());
      }
      for (String wrong : List.of("3x", "3ds", "3d.0", "m")) {
        get(count + "revenue%20gt%20" + wrong).error(400);
      }
    }

    @Test
    @DisplayName("SAP Cloud SDK: sets and singletons name their types without an alias")
    void typesOfSets() {
      assertFalse(
          Pattern.compile("<(EntitySet|Singleton) [^>]*\"(mscrm|graph)\\.")
              .matcher(get("$metadata").ok().text())
              .find());
    }

    @Test
    @DisplayName("UI5: metadata under */*, IEEE754Compatible everywhere, the count too")
    void ui5() {
      assertEquals(
          List.of("application/xml"), get("$metadata", "Accept: */*").ok().all("Content-Type"));
      JsonNode page =
          get(
                  "connections?$skip=0&$top=2&$count=true",
                  "Accept: application/json;odata.metadata=minimal;IEEE754Compatible=true",
                  "Content-Type: application/json;charset=UTF-8;IEEE754Compatible=true",
                  "OData-MaxVersion: 4.0",
                  "OData-Version: 4.0",
                  "X-CSRF-Token: Fetch")
              .ok()
              .json();
      assertEquals("\"" + rows("connections").size() + "\"", page.get("@odata.count").toString());
      assertTrue(page.at("/value/0/versionnumber").isTextual());
      assertTrue(page.at("/value/0/exchangerate").isTextual());
      assertTrue(page.at("/value/0/statecode").isNumber());
    }

    @Test
    @DisplayName("Dataverse libraries: a query in another language is refused, not ignored")
    void foreignQueries() {
      for (String option : List.of("savedQuery", "userQuery", "sql")) {
        String target = "/api/data/v9.2/accounts?" + option + "=";
        assertTrue(get(target + "%3Cfetch%20/%3E").error(501).contains(option));
      }
      Answer operation =
          get(
              "RetrieveSharedPrincipalsAndAccess(Target=@p1)?@p1={%22@odata.id%22:\""
                  + CONNECTION
                  + "\"}");
      assertTrue(operation.ok().json().path("PrincipalAccesses").isArray());
    }

    @Test
    @DisplayName("Graph libraries: key as segment and options without $")
    void graph() {
      JsonNode one = get("/beta/connections/" + ID + "?select=name").ok().json();
      assertEquals("Bernd Müller", one.get("name").asText());
      assertEquals(3, items(get("/beta/networkAccess/logs/connections?top=3").ok().json()).size());
      assertEquals(
          rows("connectionOperations").size(),
          items(get("/v1.0/external/connections").ok().json()).stream()
              .mapToInt(
                  c ->
                      items(
                              get("/v1.0/external/connections/"
                                      + c.get("id").asText()
                                      + "/operations")
                                  .ok()
                                  .json())
                          .size())
              .sum());
    }

    @Test
    @DisplayName("browsers: If-None-Match is answered with 304, and formats are kept apart")
    void conditional() {
      Answer first = get(CONNECTION).ok();
      String etag = first.header("ETag").orElseThrow();
      assertEquals(first.json().get("@odata.etag").asText(), etag);
      for (String match : List.of(etag, "*", "\"x\", " + etag, etag.replace("W/", ""))) {
        Answer again = get(CONNECTION, "If-None-Match: " + match).is(304);
        assertEquals(0, again.bytes().length);
        assertEquals(List.of(etag), again.all("ETag"));
        head(CONNECTION, "If-None-Match: " + match).is(304);
      }
      get(CONNECTION, "If-None-Match: W/\"1\"").ok();
      get(CONNECTION, "If-Match: " + etag).ok();
      get(CONNECTION, "If-Match: *").ok();
      get(CONNECTION, "If-Match: W/\"1\"").error(412);
      String vary = String.join(",", first.all("Vary"));
      for (String header : List.of("Accept", "OData-MaxVersion", "Prefer", "Accept-Encoding")) {
        assertTrue(vary.contains(header), vary);
      }
    }

    @Test
    @DisplayName("compression is offered, never forced")
    void compression() {
      Answer plain = get("connections").ok();
      assertEquals(List.of(), plain.all("Content-Encoding"));
      Answer zipped = get("connections", "Accept-Encoding: gzip").ok();
      assertEquals(List.of("gzip"), zipped.all("Content-Encoding"));
      assertEquals(plain.text(), zipped.text());
    }
  }
}
