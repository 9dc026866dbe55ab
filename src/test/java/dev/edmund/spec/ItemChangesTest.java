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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Part 1, 11.4.10 and 11.4.11: items of collections by their places. {@code Texts} and {@code
 * Boxes} have tables of their own, {@code Box/Texts} and {@code Deep/Boxes} are kept as JSON, and
 * the items of {@code Trees} are.
 */
final class ItemChangesTest {
  private static final String SCHEMA =
      """
      <ComplexType Name='Box'><Property Name='A' Type='Edm.String' Nullable='false'/>
        <Property Name='B' Type='Edm.Int32'/></ComplexType>
      <ComplexType Name='Deep' OpenType='true'>
        <Property Name='Texts' Type='Collection(Edm.String)' Nullable='false'/>
        <Property Name='Boxes' Type='Collection(self.Box)' Nullable='false'/></ComplexType>
      <EntityType Name='Item'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <Property Name='Texts' Type='Collection(Edm.String)' Nullable='false' MaxLength='3'/>
        <Property Name='Boxes' Type='Collection(self.Box)' Nullable='false'/>
        <Property Name='Trees' Type='Collection(self.Deep)' Nullable='false'/>
        <Property Name='Deep' Type='self.Deep'/>
      </EntityType>
      <EntityContainer Name='C'><EntitySet Name='Items' EntityType='self.Item'/>
        <EntitySet Name='Queue' EntityType='self.Item'>
          <Annotation Term='Org.OData.Core.V1.PositionalInsert'/></EntitySet></EntityContainer>
      """;

  private static final String BOXES = "[{\"A\":\"a\",\"B\":1},{\"A\":\"b\"},{\"A\":\"c\",\"B\":3}]";

  private static final String DEEP = "{\"Texts\":[\"a\",\"b\",\"c\"],\"Boxes\":" + BOXES + "}";

  private static final String DATA =
      "[{\"Id\":1,\"Texts\":[\"a\",\"b\",\"c\"],\"Boxes\":"
          + BOXES
          + ",\"Trees\":["
          + DEEP
          + ",{\"Texts\":[],\"Boxes\":[]}],\"Deep\":"
          + DEEP
          + "},{\"Id\":2}]";

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
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty()) {
      all.add("Content-Type: application/json");
    }
    return service.send(method, target, body, all.toArray(String[]::new));
  }

  private String texts(String target) {
    List<String> found = new ArrayList<>();
    for (JsonNode item : service.json(target).get("value")) {
      found.add(
          item.isTextual() ? item.asText() : item.get("A").asText() + item.path("B").asText());
    }
    return String.join(" ", found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Items(1)/Texts", "Items(1)/Deep/Texts", "Items(1)/Trees/0/Texts"})
  @DisplayName("11.4.10 a primitive item is changed and removed by its place")
  void primitive(String target) {
    send("PUT", target + "/1", "{\"value\":\"x\"}").is(204);
    assertEquals("a x c", texts(target));
    send("PATCH", target + "/-1", "{\"value\":\"y\"}").is(204);
    assertEquals("a x y", texts(target));
    send("PUT", target + "/0/$value", "z", "Content-Type: text/plain").is(204);
    assertEquals("z", service.json(target + "/0").get("value").asText());
    send("DELETE", target + "/0", "").is(204);
    assertEquals("x y", texts(target));
    send("DELETE", target + "/-1", "").is(204);
    assertEquals("x", texts(target));
    send("PUT", target + "/1", "{\"value\":\"x\"}").error(404);
    send("DELETE", target + "/-2", "").error(404);
    send("PUT", target + "/0", "{\"value\":null}").error(400);
    send("PUT", target + "/0", "{\"value\":1}").error(400);
    send("POST", target + "/0", "{\"value\":\"x\"}").error(405);
    assertEquals("x", texts(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Items(1)/Boxes", "Items(1)/Deep/Boxes", "Items(1)/Trees/0/Boxes"})
  @DisplayName("11.4.10 a complex item is merged, replaced and removed, and its parts are changed")
  void complex(String target) {
    send("PATCH", target + "/0", "{\"A\":\"x\"}").is(204);
    assertEquals("x1 b c3", texts(target).replace("null", ""));
    send("PUT", target + "/-1", "{\"A\":\"y\"}").is(204);
    assertEquals("x1 b y", texts(target).replace("null", ""));
    send("PUT", target + "/1/B", "{\"value\":2}").is(204);
    send("PUT", target + "/-1/A", "{\"value\":\"z\"}").is(204);
    assertEquals("x1 b2 z", texts(target).replace("null", ""));
    send("DELETE", target + "/1/B", "").is(204);
    send("DELETE", target + "/0", "").is(204);
    assertEquals("b z", texts(target).replace("null", ""));
    send("DELETE", target + "/0/A", "").error(400);
    send("PUT", target + "/0", "{\"B\":1}").error(400);
    send("PATCH", target + "/0", "{\"C\":1}").error(400);
    send("PUT", target + "/7/A", "{\"value\":\"x\"}").error(404);
    assertEquals("b z", texts(target).replace("null", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Items(1)/Texts", "Items(1)/Deep/Texts", "Items(1)/Trees/-2/Texts"})
  @DisplayName("11.4.11 $index tells the place of a new item, from the front or from the end")
  void index(String target) {
    send("POST", target + "?$index=1", "{\"value\":\"x\"}").is(204);
    assertEquals("a x b c", texts(target));
    send("POST", target + "?$index=0", "{\"value\":\"y\"}").is(204);
    send("POST", target + "?$index=-1", "{\"value\":\"z\"}").is(204);
    assertEquals("y a x b c z", texts(target));
    send("POST", target + "?$index=-2", "{\"value\":\"v\"}").is(204);
    send("POST", target + "?index=7", "{\"value\":\"w\"}", "OData-Version: 4.01").is(204);
    assertEquals("y a x b c v z w", texts(target));
    assertEquals("w", service.json(target + "/7").get("value").asText());
    send("POST", target + "?$index=9", "{\"value\":\"n\"}").error(400);
    send("POST", target + "?$index=-10", "{\"value\":\"n\"}").error(400);
    send("DELETE", target + "/3", "").is(204);
    assertEquals("y a x c v z w", texts(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Items(1)/Boxes", "Items(1)/Deep/Boxes"})
  @DisplayName("11.4.9.5 a complex item is added at the end, or at its place")
  void added(String target) {
    send("POST", target, "{\"A\":\"d\"}").is(204);
    send("POST", target + "?$index=0", "{\"A\":\"e\",\"B\":5}").is(204);
    assertEquals("e5 a1 b c3 d", texts(target).replace("null", ""));
    send("POST", target, "{\"B\":5}").error(400);
    send("POST", target, "{\"value\":{\"A\":\"d\"}}").error(400);
  }

  @Test
  @DisplayName("11.4.9.5 an item that is kept as JSON is added to a collection in a table")
  void documents() {
    send("POST", "Items(2)/Trees", "{\"Texts\":[\"t\"],\"Boxes\":[],\"More\":1}").is(204);
    send("POST", "Items(2)/Trees/0/Texts", "{\"value\":\"u\"}").is(204);
    send("PATCH", "Items(2)/Trees/0", "{\"More\":2}").is(204);
    JsonNode tree = service.json("Items(2)/Trees/0");
    assertEquals("[\"t\",\"u\"]", tree.get("Texts").toString());
    assertEquals(2, tree.get("More").asInt());
    send("PUT", "Items(2)/Trees/0/More", "{\"value\":3}").is(204);
    assertEquals(3, service.json("Items(2)/Trees/0").get("More").asInt());
    send("DELETE", "Items(2)/Trees/0", "").is(204);
    assertEquals(0, service.json("Items(2)/Trees").get("value").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Items(1)/", "Items(1)/Deep/"})
  @DisplayName("11.4.14 PATCH of $each changes all items, DELETE removes them")
  void each(String target) {
    send("PATCH", target + "Texts/$each", "{\"value\":\"x\"}").is(204);
    assertEquals("x x x", texts(target + "Texts"));
    send("PATCH", target + "Boxes/$each", "{\"A\":\"x\"}").is(204);
    assertEquals("x1 x x3", texts(target + "Boxes").replace("null", ""));
    send("DELETE", target + "Boxes/$each", "").is(204);
    assertEquals("", texts(target + "Boxes"));
    send("PATCH", target + "Boxes/$each", "{\"A\":\"y\"}").is(204);
    send("PATCH", target + "Texts/$each", "{\"value\":1}").error(400);
    assertEquals("x x x", texts(target + "Texts"));
  }

  @Test
  @DisplayName("11.4.10 the version of the entity grows, and its ETag is asked for")
  void version() {
    String tag = service.get("Items(1)").header("ETag").orElseThrow();
    send("PUT", "Items(1)/Texts/0", "{\"value\":\"x\"}", "If-Match: " + tag).is(204);
    send("PUT", "Items(1)/Texts/0", "{\"value\":\"y\"}", "If-Match: " + tag).error(412);
    send("DELETE", "Items(1)/Texts/0", "", "If-Match: " + tag).error(412);
    send("POST", "Items(1)/Texts?$index=0", "{\"value\":\"y\"}", "If-Match: " + tag).error(412);
    assertEquals("x b c", texts("Items(1)/Texts"));
    Answer shown =
        send("PUT", "Items(1)/Texts/0", "{\"value\":\"z\"}", "Prefer: return=representation");
    assertEquals("z", shown.is(200).json().get("value").asText());
    Answer gone = send("DELETE", "Items(1)/Texts/0", "", "Prefer: return=representation");
    assertEquals(0, gone.is(204).bytes().length);
  }

  @Test
  @DisplayName("Part 2, 5.1.11: entities have no positions unless the model says so")
  void entities() {
    String more = "{\"Id\":%d,\"Texts\":[],\"Boxes\":[],\"Trees\":[]}";
    String error = send("POST", "Items?$index=0", more.formatted(5)).error(400);
    assertEquals("These entities have no positions at which others can be added.", error);
    send("POST", "Items?$index=-1", more.formatted(6)).is(201);
    Answer queued = send("POST", "Queue?$index=0", more.formatted(7));
    assertTrue(queued.error(501).contains("at a position"));
    assertEquals("$index", queued.json().at("/error/target").asText());
    send("POST", "Queue?$index=-1", more.formatted(8)).is(201);
    service.get("Queue(7)").error(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,Items(1)/Texts,'{\"value\":[]}'",
    "PUT,Items(1)/Texts/0,'{\"value\":\"x\"}'",
    "PATCH,Items(1),{}",
    "DELETE,Items(1)/Texts,''",
    "DELETE,Items(1),''"
  })
  @DisplayName("Part 2, 5.1.11: $index is about what a POST inserts, and ignored nowhere")
  void misplacedIndex(String method, String target, String body) {
    String error = send(method, target + "?$index=0", body).error(400);
    assertTrue(error.contains("$index"), error);
    assertEquals("a b c", texts("Items(1)/Texts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Items(1)/Boxes", "Items(1)/Deep/Boxes", "Items(1)/Trees/0/Boxes"})
  @DisplayName("Part 2, 5.1.11: complex items too, and none beyond the ends")
  void complexIndex(String target) {
    send("POST", target + "?$index=-2", "{\"A\":\"x\"}").is(204);
    send("POST", target + "?$index=4", "{\"A\":\"y\"}").is(204);
    send("POST", target + "?$index=-6", "{\"A\":\"z\"}").is(204);
    assertEquals("z a1 b x c3 y", texts(target).replace("null", ""));
    send("POST", target + "?$index=7", "{\"A\":\"n\"}").error(400);
    send("POST", target + "?$index=-8", "{\"A\":\"n\"}").error(400);
    send("POST", target + "?$index=0", "{\"B\":1}").error(400);
    send("POST", target + "?$index=one", "{\"A\":\"n\"}").error(400);
    assertEquals("z a1 b x c3 y", texts(target).replace("null", ""));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Part 2, 4.12 and 4.13: /$filter before /$each, on values in tables and in JSON")
  @ValueSource(strings = {"Texts", "Deep/Texts"})
  void filtered(String path) {
    String target = "Items(1)/" + path;
    String each = target + "/$filter(@f)/$each?@f=";
    send("PATCH", each + "$it gt 'a'", "{\"value\":\"x\"}").is(204);
    assertEquals("a x x", texts(target));
    send("PATCH", target + "/$filter($it eq 'a')/$filter(true)/$each", "{\"value\":\"b\"}").is(204);
    send("DELETE", each + "$it eq 'none'", "").is(204);
    assertEquals("b x x", texts(target));
    String tag = service.get("Items(1)").ok().header("ETag").orElseThrow();
    send("DELETE", each + "$it eq 'none'", "", "If-Match: W/\"0\"").is(412);
    send("DELETE", each + "$it eq 'x'", "", "If-Match: W/\"0\"").is(412);
    send("DELETE", each + "$it eq 'x'", "", "If-Match: " + tag).is(204);
    assertEquals("b", texts(target));
    send("PATCH", each + "true", "{\"value\":1}").error(400);
    send("PUT", each + "true", "{\"value\":\"x\"}").error(405);
    send("DELETE", "Items(9)/" + path + "/$filter(true)/$each", "").error(404);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("Part 2, 4.12 and 4.13: /$filter before /$each, on complex values")
  @ValueSource(strings = {"Boxes", "Deep/Boxes"})
  void filteredComplex(String path) {
    String target = "Items(1)/" + path;
    send("PATCH", target + "/$filter(B gt 0)/$each", "{\"B\":9}").is(204);
    assertEquals("a9 bnull c9", texts(target));
    send("DELETE", target + "/$filter(B eq null or A eq 'a')/$each", "").is(204);
    assertEquals("c9", texts(target));
  }
}
