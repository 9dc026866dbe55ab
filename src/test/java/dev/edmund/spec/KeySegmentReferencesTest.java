package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 2, 4.3.6: references where keys are segments. */
final class KeySegmentReferencesTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Person'><Key><PropertyRef Name='Id'/></Key>
        <Property Name='Id' Type='Edm.Int32' Nullable='false'/>
        <NavigationProperty Name='Boss' Type='self.Person'/>
        <NavigationProperty Name='Friends' Type='Collection(self.Person)'/>
      </EntityType>
      <EntityContainer Name='C'>
        <EntitySet Name='People' EntityType='self.Person'/>
        <Annotation Term='Edmund.V1.Mounts'><Collection><Record>
          <PropertyValue Property='Path' String='/odata'/>
          <PropertyValue Property='KeyAsSegment' Bool='true'/></Record></Collection></Annotation>
      </EntityContainer>
      """;

  @TempDir static Path folder = Path.of("");

  private static ModelUnderTest service;

  @BeforeAll
  static void serve() {
    service =
        ModelUnderTest.serve(
            folder, SCHEMA, Map.of("People.json", "[{\"Id\":1},{\"Id\":2},{\"Id\":3}]"));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Answer send(String method, String target, String id) {
    String body = id.isEmpty() ? "" : "{\"@odata.id\":\"" + id + "\"}";
    return service.send(method, target, body, "Content-Type: application/json");
  }

  private static List<Integer> friends() {
    List<Integer> ids = new ArrayList<>();
    service
        .json("People/1/Friends?$orderby=Id")
        .get("value")
        .forEach(person -> ids.add(person.get("Id").asInt()));
    return ids;
  }

  @Test
  @DisplayName("4.3.6 keys are segments in paths, in $id and in bodies, and may be in parentheses")
  void keysAsSegments() {
    send("POST", "People/1/Friends/$ref", "People/2").is(204);
    send("POST", "People(1)/Friends/$ref", service.url("People/3")).is(204);
    assertEquals(List.of(2, 3), friends());
    send("DELETE", "People/1/Friends/2/$ref", "").is(204);
    send("DELETE", "People/1/Friends/2/$ref", "").error(404);
    send("DELETE", "People/1/Friends/$ref?$id=People/3", "").is(204);
    assertEquals(List.of(), friends());
    send("PUT", "People/1/Boss/$ref", "/odata/People/2").is(204);
    assertEquals(2, service.json("People/1/Boss").get("Id").asInt());
    send("DELETE", "People/1/Boss/$ref", "").is(204);
    service.get("People/1/Boss").is(204);
    send("PUT", "People/1/Boss/$ref", "People/9").error(400);
  }
}
