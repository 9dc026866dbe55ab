package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A client of the Dataverse Web API that many use, which the profile {@code clients} installs. */
@EnabledIfSystemProperty(named = "edmund.test.clients", matches = ".+")
final class DynamicsWebApiTest {
  @Test
  @DisplayName("dynamics-web-api does with Edmund what it does with Dataverse")
  void runs(@TempDir Path folder) throws IOException, InterruptedException {
    Path script = Path.of(System.getProperty("edmund.test.clients"), "dynamics-web-api", "run.mjs");
    try (DataverseUnderTest dataverse = DataverseUnderTest.serve(folder)) {
      String host = dataverse.url("").replace(DataverseUnderTest.ROOT, "");
      Process node =
          new ProcessBuilder("node", script.toString(), host).redirectErrorStream(true).start();
      node.getOutputStream().close();
      String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, node.waitFor(), said);
      assertTrue(said.contains("ok batchWithChangeSet"), said);
    }
  }
}
