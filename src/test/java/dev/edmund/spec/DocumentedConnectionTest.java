package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table {@code connection} is what its page says, property by property: in {@code $metadata}
 * and in answers.
 */
final class DocumentedConnectionTest {
  private static final Path PAGE = Path.of("../shared/seeds/003_0b44b1caaed40c5c.txt");
  private static final String TYPE = "mscrm.";

  @TempDir private static Path folder = Path.of("");
  private static DataverseUnderTest dataverse;
  private static DocumentedConnection page;
  private static JsonNode schema;
  private static JsonNode type;

  @BeforeAll
  static void open() throws IOException {
    assumeTrue(Files.exists(PAGE), "the page of the table is not here: " + PAGE);
    page = DocumentedConnection.of(Files.readAllLines(PAGE));
    dataverse = DataverseUnderTest.serve(folder);
    schema = dataverse.json("$metadata?$format=json").path("Microsoft.Dynamics.CRM");
    type = schema.path("connection");
  }

  @AfterAll
  static void close() {
    if (dataverse != null) {
      dataverse.close();
    }
  }

  @Test
  void thePageIsRead() {
    assertAll(
        () -> assertEquals(20, page.columns().size()),
        () -> assertEquals(12, page.lookups().size()),
        () -> assertEquals(60, page.relatedByOne().size()),
        () -> assertEquals(5, page.relatedByMany().size()),
        () -> assertEquals(5, page.operations().size()));
  }

  @TestFactory
  Stream<DynamicTest> columns() {
    return page.columns().stream()
        .map(column -> DynamicTest.dynamicTest(column.name(), () -> isThere(column)));
  }

  private static void isThere(DocumentedConnection.Column column) {
    JsonNode property = type.path(column.name());
    assertEquals(column.type(), property.path("$Type").asText("Edm.String"));
    saysTheSame(column, property);
    assertEquals(column.isReadOnly(), property.path("@Core.Computed").asBoolean(false));
    assertEquals(new TreeMap<>(column.options()), new TreeMap<>(options(property)));
    JsonNode row = dataverse.json("connections?$top=1&$select=" + column.name()).at("/value/0");
    assertTrue(row.has(column.name()), row::toString);
  }

  private static void saysTheSame(DocumentedConnection.Column column, JsonNode property) {
    if (column.label() != null) {
      assertEquals(column.label(), property.path("@Core.Description").asText());
    }
    if (column.description() != null) {
      assertEquals(column.description(), property.path("@Core.LongDescription").asText());
    }
  }

  private static Map<String, String> options(JsonNode property) {
    Map<String, String> options = new LinkedHashMap<>();
    for (JsonNode option : property.path("@Validation.AllowedValues")) {
      JsonNode value = option.path("Value");
      options.put(
          value.isBoolean() ? (value.asBoolean() ? "1" : "0") : value.asText(),
          option.path("@Core.Description").asText());
    }
    return options;
  }

  @TestFactory
  Stream<DynamicTest> lookups() {
    return page.lookups().values().stream()
        .map(lookup -> DynamicTest.dynamicTest(lookup.name(), () -> looksUp(lookup)));
  }

  private static void looksUp(DocumentedConnection.Column lookup) {
    JsonNode property = type.path(lookup.name());
    assertEquals("Edm.Guid", property.path("$Type").asText());
    assertTrue(property.path("@Core.Computed").asBoolean(), "it is computed");
    saysTheSame(lookup, property);
    JsonNode navigation = type.path(lookup.type());
    assertTrue(
        navigation.path("$ReferentialConstraint").has(lookup.name()), () -> navigation.toString());
    String filter = "connections?$top=2&$filter=" + lookup.name() + " ne null&$select=";
    for (JsonNode row : dataverse.json(filter + lookup.name()).path("value")) {
      assertTrue(row.path(lookup.name()).isTextual(), row::toString);
    }
  }

  @TestFactory
  Stream<DynamicTest> singleValuedNavigationProperties() {
    return page.relatedByOne().entrySet().stream()
        .map(of -> DynamicTest.dynamicTest(of.getKey(), () -> relates(of.getKey(), of.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> collectionValuedNavigationProperties() {
    return page.relatedByMany().entrySet().stream()
        .map(
            of ->
                DynamicTest.dynamicTest(
                    of.getKey(),
                    () -> {
                      assertTrue(type.path(of.getKey()).path("$Collection").asBoolean());
                      relates(of.getKey(), of.getValue());
                    }));
  }

  private static void relates(String name, DocumentedConnection.Related related) {
    JsonNode navigation = type.path(name);
    assertEquals("NavigationProperty", navigation.path("$Kind").asText());
    assertEquals(TYPE + related.type(), navigation.path("$Type").asText());
    assertEquals(related.partner(), navigation.path("$Partner").asText());
    JsonNode back = partner(related);
    assertEquals(TYPE + "connection", back.path("$Type").asText());
    assertEquals(name, back.path("$Partner").asText());
    JsonNode row = dataverse.json("connections?$top=1&$expand=" + name).at("/value/0");
    assertTrue(row.has(name), row::toString);
  }

  /** The partner, which a base type may declare. */
  private static JsonNode partner(DocumentedConnection.Related related) {
    JsonNode declaring = schema.path(related.type());
    while (!declaring.has(related.partner()) && declaring.has("$BaseType")) {
      declaring = schema.path(declaring.path("$BaseType").asText().substring(TYPE.length()));
    }
    return declaring.path(related.partner());
  }

  @TestFactory
  Stream<DynamicTest> operations() {
    return page.operations().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      boolean isUnbound = false;
                      for (JsonNode overload : schema.path(name)) {
                        isUnbound |= !overload.path("$IsBound").asBoolean(false);
                      }
                      assertTrue(isUnbound, "an overload that is not bound");
                    }));
  }
}
