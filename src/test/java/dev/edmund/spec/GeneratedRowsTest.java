package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.model.Model;
import dev.edmund.store.Database;
import dev.edmund.store.generate.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated rows, read over HTTP: they keep what the model says, and lead to each other. */
final class GeneratedRowsTest {
  private static final Path CORPUS = Path.of("../shared/corpus");

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trippin-rw",
        "northwind-v4-moten",
        "odata-demo-service-v4",
        "olingo-tecsvc",
        "olingo-fit-static",
        "azure-devops-analytics-v4",
        "adventureworks-plus",
        "cap-library",
        "sap-cloudsdk-api-test-srv"
      })
  void rowsOfRealModelsKeepTheirRules(String name) throws IOException {
    assertSound(name, 12, Integer.MAX_VALUE);
  }

  @Test
  void dataverseTakesRows() throws IOException {
    assertSound("dataverse-crm4-v9.1", 3, 12);
  }

  @Test
  void graphTakesRows() throws IOException {
    assertSound("graph-v1.0-prod", 3, 12);
  }

  private void assertSound(String name, long rows, int sets) throws IOException {
    Path file = CORPUS.resolve(name + ".xml");
    Assumptions.assumeTrue(file.toFile().exists(), () -> file + " is not there");
    Model model = Model.load(file);
    Path path = folder.resolve("rows.db");
    try (Database database = Database.open("jdbc:sqlite:" + path)) {
      Generation.run(
          database, model, Optional.empty(), new Generation.Wanted(rows, 1), Progress.NONE);
    }
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes());
    try (HttpServer server = HttpServer.bind(settings);
        ShippedService service = ShippedService.of(file, null, path)) {
      server.start(service.service());
      RowRules rules = new RowRules(model, new RawHttp(server.port()));
      assertEquals(List.of(), rules.broken(sets));
      assertTrue(rules.related() > 0, "no $expand leads anywhere");
    }
  }
}
