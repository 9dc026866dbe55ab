package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * {@code Validation.MinItems} and {@code MaxItems} hold for a collection as it is behind a change.
 * {@code Texts} has a table of its own, {@code Deep/Texts} is kept as JSON.
 */
final class ItemCountsTest {
  private static final String COUNTED =
      """
      <Property Name='Texts' Type='Collection(Edm.String)' Nullable='false'>
        <Annotation Term='Org.OData.Validation.V1.MinItems' Int='1'/>
        <Annotation Term='Org.OData.Validation.V1.MaxItems' Int='3'/></Property>
      """;

  private static final String SCHEMA =
      "<ComplexType Name='Deep' OpenType='true'>"
          + COUNTED
          + "</ComplexType><EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>"
          + "<Property Name='Id' Type='Edm.Int32' Nullable='false'/>"
          + COUNTED
          + """
          <Property Name='Deep' Type='self.Deep'/></EntityType>
          <EntityContainer Name='C'><EntitySet Name='Items' EntityType='self.Item'/></EntityContainer>
          """;

  private static final String DATA =
      "[{\"Id\":1,\"Texts\":[\"a\",\"b\"],\"Deep\":{\"Texts\":[\"a\",\"b\"]}}]";
  private static final String LEAST = "must have at least 1 item";
  private static final String MOST = "must have at most 3 items";

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

  private Answer send(String method, String target, String body) {
    return body.isEmpty()
        ? service.send(method, target, body)
        : service.send(method, target, body, "Content-Type: application/json");
  }

  private void assertRefused(String path, String reason, Answer answer) {
    assertEquals("'" + path + "': " + reason + ".", answer.error(400));
    assertEquals(path, answer.json().at("/error/target").asText(), answer::text);
  }

  private String texts(String target) {
    List<String> found = new ArrayList<>();
    for (JsonNode item : service.json(target).get("value")) {
      found.add(item.asText());
    }
    return String.join("", found);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Validation.MaxItems: adding an item, behind the others or before them")
  @ValueSource(strings = {"Texts", "Deep/Texts"})
  void added(String path) {
    String target = "Items(1)/" + path;
    send("POST", target, "{\"value\":\"c\"}").is(204);
    assertRefused(path, MOST, send("POST", target, "{\"value\":\"d\"}"));
    assertRefused(path, MOST, send("POST", target + "?$index=0", "{\"value\":\"d\"}"));
    assertEquals("abc", texts(target));
    send("DELETE", target + "/1", "").is(204);
    send("POST", target + "?$index=0", "{\"value\":\"d\"}").is(204);
    assertEquals("dac", texts(target));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Validation.MinItems: removing one item, all of them, or the collection")
  @ValueSource(strings = {"Texts", "Deep/Texts"})
  void removed(String path) {
    String target = "Items(1)/" + path;
    assertRefused(path, LEAST, send("DELETE", target, ""));
    assertRefused(path, LEAST, send("DELETE", target + "/$each", ""));
    send("DELETE", target + "/0", "").is(204);
    assertRefused(path, LEAST, send("DELETE", target + "/0", ""));
    assertRefused(path, LEAST, send("DELETE", target + "/-1", ""));
    assertEquals("b", texts(target));
    send("PATCH", target + "/$each", "{\"value\":\"x\"}").is(204);
    assertEquals("x", texts(target));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Validation.MinItems, MaxItems: a collection as a whole")
  @ValueSource(strings = {"Texts", "Deep/Texts"})
  void whole(String path) {
    String target = "Items(1)/" + path;
    assertTrue(send("PUT", target, "{\"value\":[]}").error(400).contains(LEAST));
    assertTrue(
        send("PUT", target, "{\"value\":[\"1\",\"2\",\"3\",\"4\"]}").error(400).contains(MOST));
    send("PUT", target, "{\"value\":[\"1\",\"2\",\"3\"]}").is(204);
    assertEquals("123", texts(target));
  }

  @Test
  @DisplayName("Validation.MinItems: a collection that is not given is empty")
  void absent() {
    assertRefused("Texts", LEAST, send("POST", "Items", "{\"Id\":2}"));
    assertRefused("Texts", LEAST, send("PUT", "Items(1)", "{\"Id\":1}"));
    String deep = "{\"Id\":2,\"Texts\":[\"a\"],\"Deep\":%s}";
    assertRefused("Deep/Texts", LEAST, send("POST", "Items", deep.formatted("{}")));
    assertRefused("Deep/Texts", LEAST, send("POST", "Items", deep.formatted("{\"Texts\":[]}")));
    assertRefused("Deep/Texts", LEAST, send("PUT", "Items(1)/Deep", "{\"X\":1}"));
    send("POST", "Items", deep.formatted("null")).is(201);
    send("PATCH", "Items(2)", "{\"Deep\":{\"Texts\":[\"z\"]}}").is(204);
    send("PATCH", "Items(2)", "{\"Deep\":{\"X\":1}}").is(204);
    assertEquals("z", texts("Items(2)/Deep/Texts"));
  }
}
