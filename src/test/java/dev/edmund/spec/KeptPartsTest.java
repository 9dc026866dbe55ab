package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parts of complex values that the server keeps, that are set once, or that must be there: the same
 * for values in columns ({@code Flat}) and for those that are kept as JSON ({@code Deep}).
 */
final class KeptPartsTest {
  private static final String PARTS =
      """
        <Property Name='Free' Type='Edm.String'/>
        <Property Name='Must' Type='Edm.String' Nullable='false'/>
        <Property Name='Size' Type='Edm.Int32' DefaultValue='7'/>
        <Property Name='Code' Type='Edm.String'><Annotation Term='Org.OData.Core.V1.Immutable'/></Property>
        <Property Name='Made' Type='Edm.String'><Annotation Term='Org.OData.Core.V1.Computed'/></Property>
      """;

  private static final String SCHEMA =
      "<ComplexType Name='Flat'>"
          + PARTS
          + "</ComplexType><ComplexType Name='Deep' OpenType='true'>"
          + PARTS
          + "<Property Name='Inner' Type='self.Deep'/></ComplexType>"
          + """
          <EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>
            <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
            <Property Name='Flat' Type='self.Flat'/>
            <Property Name='Deep' Type='self.Deep'/>
            <Property Name='Many' Type='Collection(self.Deep)'/>
          </EntityType>
          <EntityContainer Name='C'><EntitySet Name='Items' EntityType='self.Item'/></EntityContainer>
          """;

  private static final String FULL =
      "{\"Free\":\"f\",\"Must\":\"m\",\"Size\":1,\"Code\":\"c\",\"Made\":\"x\"}";

  private static final String DATA =
      "[{\"Id\":1,\"Flat\":" + FULL + ",\"Deep\":" + FULL + "},{\"Id\":2}]";

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, Map.of("Items.json", DATA));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Answer send(String method, String target, String body, String... headers) {
    String[] all = new String[headers.length + 1];
    all[0] = "Content-Type: application/json";
    System.arraycopy(headers, 0, all, 1, headers.length);
    return service.send(method, target, body, all);
  }

  private JsonNode part(int id, String name) {
    return service.json("Items(" + id + ")").get(name);
  }

  private static String text(JsonNode value, String part) {
    JsonNode found = value.get(part);
    return found == null ? "null" : found.asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "Deep"})
  @DisplayName("Core.Computed and Core.Immutable: a change passes over what it must not set")
  void kept(String name) {
    String change = "{\"Free\":\"g\",\"Code\":\"d\",\"Made\":\"y\",\"Must\":\"n\"}";
    for (String method : List.of("PATCH", "PUT")) {
      send(method, "Items(1)", "{\"" + name + "\":" + change + "}").is(204);
      JsonNode value = part(1, name);
      assertEquals(
          "g n c x",
          text(value, "Free")
              + " "
              + text(value, "Must")
              + " "
              + text(value, "Code")
              + " "
              + text(value, "Made"));
      assertEquals(method.equals("PUT") ? "7" : "1", text(value, "Size"));
    }
    send("PUT", "Items(1)/" + name, change).is(204);
    assertEquals("c", text(part(1, name), "Code"));
    send("PATCH", "Items(1)/" + name, change).is(204);
    assertEquals("x", text(part(1, name), "Made"));
    assertTrue(
        send("PATCH", "Items(1)", "{\"" + name + "\":" + change + "}", "Prefer: handling=strict")
            .is(400)
            .text()
            .contains("kept by the server"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "Deep"})
  @DisplayName("Core.Computed and Core.Immutable: nor are they changed alone")
  void alone(String name) {
    send("PUT", "Items(1)/" + name + "/Made", "{\"value\":\"y\"}").error(400);
    send("PUT", "Items(1)/" + name + "/Code", "{\"value\":\"y\"}").error(400);
    send("DELETE", "Items(1)/" + name + "/Code", "").error(400);
    send("PUT", "Items(1)/" + name + "/Free", "{\"value\":\"y\"}").is(204);
    assertEquals("y", text(part(1, name), "Free"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "Deep"})
  @DisplayName("Core.Immutable is set with a new value, Core.Computed never")
  void created(String name) {
    send("POST", "Items", "{\"Id\":3,\"" + name + "\":" + FULL + "}").is(201);
    assertEquals("c", text(part(3, name), "Code"));
    assertEquals("null", text(part(3, name), "Made"));
    for (String method : List.of("PATCH", "PUT")) {
      send("PUT", "Items(2)", "{}").is(204);
      send(method, "Items(2)", "{\"" + name + "\":{\"Must\":\"m\",\"Code\":\"z\"}}").is(204);
      assertEquals("z", text(part(2, name), "Code"));
      assertEquals("7", text(part(2, name), "Size"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "Deep"})
  @DisplayName("11.4.3 a PATCH of a complex value that was null gives all that it must have")
  void wasNull(String name) {
    String change = "{\"" + name + "\":{\"Free\":\"f\"}}";
    assertEquals(
        List.of(name + "/Must"), FirmsUnderTest.targets(send("PATCH", "Items(2)", change).is(400)));
    send("PATCH", "Items(2)/" + name, "{\"Free\":\"f\"}").error(400);
    assertTrue(part(2, name).isNull());
    send("PATCH", "Items(1)", change).is(204);
    send("PATCH", "Items(2)/" + name, "{\"Must\":\"m\"}").is(204);
    assertEquals("7", text(part(2, name), "Size"));
  }

  @Test
  @DisplayName("11.4.3 the same inside of a document, and items of a collection are always new")
  void inside() {
    send("PATCH", "Items(1)", "{\"Deep\":{\"Inner\":{\"Free\":\"f\"}}}").error(400);
    send("PATCH", "Items(1)", "{\"Deep\":{\"Inner\":{\"Must\":\"m\",\"Code\":\"z\",\"Other\":1}}}")
        .is(204);
    JsonNode inner = part(1, "Deep").get("Inner");
    assertEquals("z", text(inner, "Code"));
    assertEquals("7", text(inner, "Size"));
    send("PUT", "Items(1)/Deep/Inner", "{\"Must\":\"n\",\"Code\":\"y\"}").is(204);
    inner = part(1, "Deep").get("Inner");
    assertEquals("n z", text(inner, "Must") + " " + text(inner, "Code"));
    assertFalse(inner.has("Other"));
    send("PATCH", "Items(1)", "{\"Many\":[{\"Must\":\"m\",\"Code\":\"a\",\"Made\":\"x\"}]}")
        .is(204);
    JsonNode item = part(1, "Many").get(0);
    assertEquals("a null", text(item, "Code") + " " + text(item, "Made"));
  }
}
