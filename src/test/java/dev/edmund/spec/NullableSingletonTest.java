package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSDL XML 4.01, 13.3: a singleton that may be null. */
final class NullableSingletonTest {
  private static final String SCHEMA =
      """
      <EntityType Name='Page'>
        <Property Name='Title' Type='Edm.String' Nullable='false'/>
        <Property Name='Size' Type='Edm.Int32' DefaultValue='3'/>
      </EntityType>
      <EntityContainer Name='C'>
        <Singleton Name='Home' Type='self.Page'/>
        <Singleton Name='Draft' Type='self.Page' Nullable='true'/>
      </EntityContainer>
      """;

  @SuppressWarnings("NullAway.Init")
  private ModelUnderTest service;

  @BeforeEach
  void serve(@TempDir Path folder) {
    service = ModelUnderTest.serve(folder, SCHEMA, Map.of());
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Answer send(String method, String target, String body) {
    return service.send(method, target, body, "Content-Type: application/json");
  }

  @Test
  @DisplayName("9.1.4 it is null at first, and null has no content; another one is there")
  void nullAtFirst() {
    assertEquals(0, service.get("Draft").is(204).bytes().length);
    assertEquals("", service.json("Home").get("Title").asText());
    service.send("DELETE", "Home", "").error(400);
    service.send("DELETE", "Draft", "").error(404);
  }

  @Test
  @DisplayName("11.4.4 it is created by PUT and by PATCH, and removed by DELETE")
  void upsert() {
    for (String method : new String[] {"PUT", "PATCH"}) {
      send(method, "Draft", "{\"Size\":1}").error(method.equals("PUT") ? 400 : 404);
      Answer created = send(method, "Draft", "{\"Title\":\"t\"}").is(201);
      assertTrue(created.header("Location").orElse("").endsWith("/Draft"));
      assertEquals(3, service.json("Draft").get("Size").asInt());
      send(method, "Draft", "{\"Title\":\"u\"}").is(204);
      assertEquals("u", service.json("Draft").get("Title").asText());
      service.send("DELETE", "Draft", "").is(204);
      service.get("Draft").is(204);
    }
  }
}
