package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The resource types of Graph are what their pages say, property by property and method by method:
 * in {@code $metadata} and in answers.
 */
final class DocumentedResourcesTest {
  private static final Path PAGES = Path.of("../shared/seeds");
  private static final String TO_COME = "unknownFutureValue";
  private static final String JSON = "Content-Type: application/json";

  /** Where each page is, and where the resources that it describes are. */
  private static final Map<String, String> PLACES =
      Map.of(
          "000_e1d100ad4f3f79ef.txt", "networkAccess/logs/connections",
          "001_c63aaf9d528a56ae.txt", "security/alerts/%s/networkConnections",
          "002_24ed0b4bed23c747.txt", "external/connections/contosohr/operations");

  @TempDir private static Path folder = Path.of("");
  private static @Nullable DataverseUnderTest service;
  private static final Map<String, DocumentedResource> pages = new HashMap<>();

  @BeforeAll
  static void open() throws IOException {
    assumeTrue(Files.isDirectory(PAGES), "the pages of the types are not here: " + PAGES);
    for (String page : PLACES.keySet()) {
      pages.put(page, DocumentedResource.of(Files.readString(PAGES.resolve(page))));
    }
    service = DataverseUnderTest.serve(folder);
  }

  @AfterAll
  static void close() {
    if (service != null) {
      service.close();
    }
  }

  private static Answer send(String method, String target, String body) {
    List<String> headers = body.isEmpty() ? List.of() : List.of(JSON);
    return Objects.requireNonNull(service).sendTo(method, "/beta/" + target, headers, body);
  }

  private static JsonNode json(String target) {
    return send("GET", target, "").ok().json();
  }

  private static JsonNode metadata() {
    return json("$metadata?$format=json");
  }

  /** The URL of the collection; that of an alert needs one. */
  private static String place(String page) {
    String place = Objects.requireNonNull(PLACES.get(page));
    return place.contains("%s")
        ? String.format(place, json("security/alerts?$top=1").at("/value/0/id").asText())
        : place;
  }

  private static String namespace(DocumentedResource resource) {
    return resource.namespace().isEmpty() ? "microsoft.graph" : resource.namespace();
  }

  @TestFactory
  Stream<DynamicTest> propertiesAreDeclaredAndAnswered() {
    JsonNode metadata = metadata();
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, DocumentedResource> page : pages.entrySet()) {
      DocumentedResource resource = page.getValue();
      assertFalse(resource.properties().isEmpty(), resource::toString);
      JsonNode row = json(place(page.getKey()) + "?$top=1").at("/value/0");
      for (DocumentedResource.Property property : resource.properties()) {
        tests.add(
            DynamicTest.dynamicTest(
                resource.name() + "/" + property.name(),
                () -> {
                  declares(metadata, namespace(resource), resource.name(), property);
                  assertTrue(row.has(property.name()), row::toString);
                }));
      }
    }
    return tests.stream();
  }

  private static void declares(
      JsonNode metadata, String namespace, String type, DocumentedResource.Property property) {
    JsonNode declaring = metadata.path(namespace).path(type);
    if (!declaring.has(property.name())) {
      declaring = metadata.path("microsoft.graph").path("entity");
    }
    JsonNode declared = declaring.path(property.name());
    assertFalse(declared.isMissingNode(), property.name());
    String name = declared.path("$Type").asText("Edm.String");
    String simple = name.substring(name.lastIndexOf('.') + 1);
    if (property.type().equals("Enumeration")) {
      assertEquals("EnumType", enumeration(metadata, namespace, simple).path("$Kind").asText());
    } else {
      assertEquals(property.type(), simple);
    }
    if (!property.members().isEmpty()) {
      Set<String> named = new TreeSet<>(property.members());
      named.remove(TO_COME);
      assertEquals(named, members(enumeration(metadata, namespace, simple)));
    }
  }

  private static JsonNode enumeration(JsonNode metadata, String namespace, String name) {
    JsonNode own = metadata.path(namespace).path(name);
    return own.isMissingNode() ? metadata.path("microsoft.graph").path(name) : own;
  }

  /** Without the one that stands for those to come, which not all pages name. */
  private static Set<String> members(JsonNode enumeration) {
    Set<String> members = new TreeSet<>();
    enumeration
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isInt() && !member.getKey().equals(TO_COME)) {
                members.add(member.getKey());
              }
            });
    return members;
  }

  @Test
  void membersOfEnumerationsHaveTheirValues() {
    JsonNode metadata = metadata();
    DocumentedResource page =
        Objects.requireNonNull(pages.get("001_c63aaf9d528a56ae.txt"), "its page");
    assertEquals(Set.of("securityNetworkProtocol"), page.values().keySet());
    page.values()
        .forEach(
            (name, members) -> {
              JsonNode declared = metadata.path("microsoft.graph").path(name);
              assertEquals(new TreeSet<>(members.keySet()), members(declared));
              members.forEach((member, value) -> assertEquals(value, declared.get(member).asInt()));
            });
  }

  @TestFactory
  Stream<DynamicTest> answersLookAsTheyAreShown() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, DocumentedResource> page : pages.entrySet()) {
      JsonNode shown = new ObjectMapper().readTree(page.getValue().json());
      tests.add(
          DynamicTest.dynamicTest(
              page.getValue().name(), () -> looksLike(shown, place(page.getKey()))));
    }
    return tests.stream();
  }

  private static void looksLike(JsonNode shown, String place) {
    for (JsonNode row : json(place + "?$top=5").path("value")) {
      for (Map.Entry<String, JsonNode> member : shown.properties()) {
        if (member.getKey().startsWith("@")) {
          continue;
        }
        JsonNode value = row.path(member.getKey());
        boolean fits =
            value.isNull()
                || (member.getValue().isObject() && value.isObject())
                || (member.getValue().asText().equals("Integer") && value.isIntegralNumber())
                || (member.getValue().asText().toLowerCase(Locale.ROOT).startsWith("string")
                    && value.isTextual());
        assertTrue(fits, () -> member + " in " + row);
      }
    }
  }

  @Test
  void connectionsAreListedAndReadOnly() {
    String page = "000_e1d100ad4f3f79ef.txt";
    assertEquals(List.of("List", "Get"), Objects.requireNonNull(pages.get(page)).methods());
    String one = place(page) + "/" + json(place(page) + "?$top=1").at("/value/0/id").asText();
    assertEquals(json(place(page) + "?$top=1").at("/value/0/sourceIp"), json(one).at("/sourceIp"));
    send("POST", place(page), "{}").is(405);
    send("PATCH", one, "{}").is(405);
    send("DELETE", one, "").is(405);
  }

  @Test
  void operationsAreListedReadMadeDeletedAndUpdated() {
    String page = "002_24ed0b4bed23c747.txt";
    assertEquals(
        List.of(
            "List connectionOperations",
            "Get connectionOperation",
            "Create connectionOperation",
            "Delete connectionOperation",
            "Update connectionOperation"),
        Objects.requireNonNull(pages.get(page)).methods());
    String place = place(page);
    int before = json(place).path("value").size();
    JsonNode made = send("POST", place, "{\"status\":\"inprogress\"}").is(201).json();
    String one = place + "/" + made.path("id").asText();
    assertEquals(before + 1, json(place).path("value").size());
    assertEquals("inprogress", json(one).path("status").asText());
    JsonNode updated = send("PATCH", one, "{\"status\":\"completed\"}").ok().json();
    assertEquals("completed", updated.path("status").asText());
    assertEquals("completed", json(one).path("status").asText());
    send("DELETE", one, "").is(204);
    send("GET", one, "").is(404);
  }
}
