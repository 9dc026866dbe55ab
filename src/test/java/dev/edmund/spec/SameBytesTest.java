package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.PostgresServer;
import dev.edmund.TestDatabase;
import dev.edmund.core.Progress;
import dev.edmund.model.Model;
import dev.edmund.store.Database;
import dev.edmund.store.generate.Generation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random requests are answered with the same bytes by both databases. The properties {@code
 * edmund.test.seed} and {@code edmund.test.requests} ask for others and for more of them.
 */
final class SameBytesTest {
  private static final long SEED = Long.getLong("edmund.test.seed", 4);
  private static final int REQUESTS = Integer.getInteger("edmund.test.requests", 400);
  private static final Path MODELS = Path.of("src/test/resources/models");
  private static final int DIFFERENCES = Integer.getInteger("edmund.test.differences", 5);
  private static final int ATTEMPTS = 400;
  private static final int ROWS = 40;

  @TempDir Path folder = Path.of("");

  private String first() {
    return "jdbc:sqlite:" + folder.resolve("first.db");
  }

  private String second() {
    return TestDatabase.isPostgres()
        ? PostgresServer.newSchema()
        : "jdbc:sqlite:" + folder.resolve("second.db");
  }

  @Test
  void ofTheShippedModel() {
    Path model = Path.of("model/connections.csdl.xml");
    try (TwoDatabases both = TwoDatabases.serve(model, Path.of("data"), first(), second())) {
      List<String> sets =
          List.of(
              "connections",
              "accounts",
              "contacts",
              "networkAccessConnections",
              "networkConnections",
              "activitypointers",
              "owners");
      areSame(both, Model.load(model), sets, 3 * REQUESTS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nasty-values.xml", "documents.csdl.xml"})
  void ofValuesOfAllTypes(String name) {
    Path file = MODELS.resolve(name);
    Model model = Model.load(file);
    Path data = RandomRows.write(folder, new TypeShape.Shapes(model.edm()));
    try (TwoDatabases both = TwoDatabases.serve(file, data, first(), second())) {
      areSame(both, model, List.of(), 2 * REQUESTS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nasty-keys.xml", "nasty-navigation.xml", "nasty-structure.xml"})
  void ofGeneratedRows(String name) {
    Path file = MODELS.resolve(name);
    Model model = Model.load(file);
    String first = generated(first(), model);
    String second = generated(second(), model);
    try (TwoDatabases both = TwoDatabases.serve(file, null, first, second)) {
      areSame(both, model, List.of(), REQUESTS / 4);
    }
  }

  private static String generated(String url, Model model) {
    try (Database database = Database.open(url)) {
      Generation.run(
          database, model, Optional.empty(), new Generation.Wanted(ROWS, 1), Progress.NONE);
    }
    return url;
  }

  private static void areSame(TwoDatabases both, Model model, List<String> sets, int requests) {
    TypeShape.Shapes shapes = new TypeShape.Shapes(model.edm());
    SampleValues samples = SampleValues.read(shapes, both);
    Iterator<RandomRequest> random =
        RandomRequests.of(SEED, shapes, samples, sets).limit(requests).iterator();
    List<String> differences = new ArrayList<>();
    while (random.hasNext() && differences.size() < DIFFERENCES) {
      RandomRequest request = random.next();
      if (both.difference(request).isPresent()) {
        RandomRequest smallest = shrunk(both, request);
        differences.add(smallest + "\n" + both.difference(smallest).orElse("") + "\n\n");
      }
    }
    assertEquals("", differences.stream().collect(Collectors.joining()), "seed " + SEED);
    assertTrue(both.found() > requests / 2, () -> both.found() + " are answered");
  }

  /** The smallest request that is still answered differently. */
  private static RandomRequest shrunk(TwoDatabases both, RandomRequest request) {
    RandomRequest smallest = request;
    int left = ATTEMPTS;
    boolean found = true;
    while (found && left > 0) {
      found = false;
      Iterator<RandomRequest> smaller = smallest.smaller().iterator();
      while (!found && smaller.hasNext() && left-- > 0) {
        RandomRequest next = smaller.next();
        if (both.difference(next).isPresent()) {
          smallest = next;
          found = true;
        }
      }
    }
    return smallest;
  }
}
