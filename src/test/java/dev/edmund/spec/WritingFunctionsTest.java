package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions have no side effects (Part 1, 11.5.4), whatever the database lets a SELECT do. */
final class WritingFunctionsTest {
  private static final String MODEL =
      """
      <EntityType Name='Thing'><Key><PropertyRef Name='ID'/></Key>
        <Property Name='ID' Type='Edm.Int32' Nullable='false'/></EntityType>
      <Function Name='Log'><Parameter Name='text' Type='Edm.String'/><ReturnType Type='Edm.Int32'/>
        <Annotation Term='Edmund.V1.Sql' String='SELECT NAME(:text)'/></Function>
      <EntityContainer Name='C'><EntitySet Name='Things' EntityType='self.Thing'/>
        <FunctionImport Name='Log' Function='self.Log'/></EntityContainer>
      """;

  private static String database(String body) throws SQLException {
    String url = PostgresServer.newSchema();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE log (line text)");
      statement.execute(
          "CREATE FUNCTION note(line text) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN "
              + body
              + " RETURN 1; END $$");
    }
    return url;
  }

  private static int lines(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM log")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void theStartStopsWhereAFunctionWrites(@TempDir Path folder) throws SQLException {
    String url = database("INSERT INTO log VALUES (line);");
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> ModelUnderTest.serveAt(url, folder, MODEL.replace("NAME", "note")).close());
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("self.Log(text: Edm.String): it changes data"), message);
    assertEquals(0, lines(url));
  }

  @Test
  void whatDoesNotShowAtTheStartIsRefusedThen(@TempDir Path folder) throws SQLException {
    String url = database("IF line = 'x' THEN INSERT INTO log VALUES (line); END IF;");
    try (ModelUnderTest service =
        ModelUnderTest.serveAt(url, folder, MODEL.replace("NAME", "note"))) {
      assertEquals(1, service.json("Log(text='y')").get("value").asInt());
      assertTrue(service.get("Log(text='x')").error(403).contains("only read"));
      String batch =
          "{\"requests\":[{\"id\":\"1\",\"atomicityGroup\":\"g\",\"method\":\"get\",\"url\":\"Log(text='%s')\"},"
              + "{\"id\":\"2\",\"atomicityGroup\":\"g\",\"method\":\"post\",\"url\":\"Things\","
              + "\"body\":{\"ID\":%d}}]}";
      assertEquals("403 424", statuses(service, batch.formatted("x", 1)));
      assertEquals("200 201", statuses(service, batch.formatted("y", 2)));
      assertEquals("1", service.get("Things/$count").ok().text());
    }
    assertEquals(0, lines(url));
  }

  private static String statuses(ModelUnderTest service, String batch) {
    JsonNode responses =
        service
            .post("$batch", batch, "Content-Type: application/json")
            .ok()
            .json()
            .get("responses");
    return responses.get(0).get("status").asText() + " " + responses.get(1).get("status").asText();
  }
}
