package dev.edmund.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.app.HttpsService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's client of Graph for JavaScript, over HTTPS. */
final class GraphClientTest {
  private static final Path SCRIPTS = Path.of("src/clients/js");

  @Test
  void listsPagesFiltersChangesAndSendsBatches(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (HttpsService service = HttpsService.open(TestDatabase.in(folder), folder)) {
      assertDone(
          List.of("node", "graph.mjs", service.root() + "/"),
          Map.of("NODE_EXTRA_CA_CERTS", service.certificate().toString()));
    }
  }

  private static void assertDone(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(SCRIPTS.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), said);
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.contains("done"), said);
  }
}
