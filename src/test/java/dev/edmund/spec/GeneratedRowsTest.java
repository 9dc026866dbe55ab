package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.core.Progress;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import dev.edmund.model.Model;
import dev.edmund.model.csdl.Corpus;
import dev.edmund.store.Database;
import dev.edmund.store.generate.GenerateReport;
import dev.edmund.store.generate.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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
    assertSound(corpus(name), 12, Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nasty-keys", "nasty-navigation", "nasty-structure", "nasty-values"})
  void rowsOfModelsThatAreMadeToBeHardKeepTheirRules(String name) throws IOException {
    assertSound(Path.of("src/test/resources/models", name + ".xml"), 40, Integer.MAX_VALUE);
  }

  /** The rest of the models: the loader's checks are enough. */
  @TestFactory
  Stream<DynamicTest> everyModelTakesRows() {
    return Corpus.documents().stream()
        .filter(file -> file.toFile().length() < 1_000_000)
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Model model = Model.load(file);
                      EdmEntityContainer container = model.edm().getEntityContainer();
                      Assumptions.assumeTrue(
                          container != null && !container.getEntitySets().isEmpty());
                      String url = TestDatabase.in(Files.createTempDirectory(folder, "m"));
                      assertTrue(
                          fill(model, url, 15).added().values().stream().anyMatch(n -> n > 1));
                    }));
  }

  @Test
  void dataverseTakesRows() throws IOException {
    assertSound(corpus("dataverse-crm4-v9.1"), 3, 12);
  }

  @Test
  void graphTakesRows() throws IOException {
    assertSound(corpus("graph-v1.0-prod"), 3, 12);
  }

  private static Path corpus(String name) {
    Path file = CORPUS.resolve(name + ".xml");
    Assumptions.assumeTrue(Files.exists(file), () -> file + " is not there");
    return file;
  }

  private static GenerateReport fill(Model model, String url, long rows) {
    try (Database database = Database.open(url)) {
      return Generation.run(
          database, model, Optional.empty(), new Generation.Wanted(rows, 1), Progress.NONE);
    }
  }

  private void assertSound(Path file, long rows, int sets) throws IOException {
    Model model = Model.load(file);
    String url = TestDatabase.in(folder);
    fill(model, url, rows);
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes());
    try (HttpServer server = HttpServer.bind(settings);
        ShippedService service = ShippedService.of(file, null, url)) {
      server.start(service.service());
      RowRules rules = new RowRules(model, new RawHttp(server.port()));
      assertEquals(List.of(), rules.broken(sets));
      assertTrue(rules.leadsSomewhere(), "no $expand leads anywhere");
    }
  }
}
