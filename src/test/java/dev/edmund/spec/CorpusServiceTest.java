package dev.edmund.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.format.metadata.XmlDifference;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A CSDL file is enough: each model becomes a service that gives its metadata back and answers for
 * every set and singleton. The models are those of real services, where they lie beside the
 * project, and those of our own that are made to be hard.
 */
final class CorpusServiceTest {
  private static final Path CORPUS = Path.of("../shared/corpus");
  private static final Path OWN = Path.of("src/test/resources/models");

  /** Not well-formed. */
  private static final String NEGATIVE = "sap-cloudsdk-multiple-schemas.xml";

  /** A set whose type is nowhere declared is read past. */
  private static final Set<String> WITHOUT_TYPE = Set.of("ESPeople");

  private static final int SHOWN = 12;

  @TempDir Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> realServices() {
    Assumptions.assumeTrue(Files.isDirectory(CORPUS), () -> CORPUS + " is not there");
    return models(CORPUS).filter(file -> !name(file).equals(NEGATIVE)).map(this::test);
  }

  @TestFactory
  Stream<DynamicTest> nastyModels() {
    return models(OWN).filter(file -> name(file).startsWith("nasty-")).map(this::test);
  }

  private DynamicTest test(Path model) {
    return DynamicTest.dynamicTest(name(model), () -> serve(model));
  }

  private void serve(Path model) throws IOException {
    assertEquals(List.of(), ShippedService.errors(model));
    String database = TestDatabase.in(Files.createTempDirectory(folder, "corpus"));
    HttpSettings settings = new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes());
    try (HttpServer server = HttpServer.bind(settings);
        ShippedService service = ShippedService.of(model, data(model), database)) {
      server.start(service.service());
      RawHttp client = new RawHttp(server.port());
      byte[] given = Files.readAllBytes(model);
      if (name(model).endsWith(".xml")) {
        assertEquals(Optional.empty(), XmlDifference.between(given, metadata(client, "xml")));
      }
      ask(name(model), client, Container.in(metadata(client, "xml")));
    }
  }

  private static byte[] metadata(RawHttp client, String format) {
    String target = "/odata/$metadata?$format=" + format;
    return client.send("GET", target, List.of("OData-MaxVersion: 4.01"), "").ok().bytes();
  }

  private static void ask(String model, RawHttp client, Container container) {
    List<String> targets = new ArrayList<>();
    List<String> sets = new ArrayList<>(container.sets());
    sets.removeAll(WITHOUT_TYPE);
    for (String set : sets) {
      targets.add(encoded(set) + "?$top=1");
      targets.add(encoded(set) + "/$count");
    }
    List<String> failed = new ArrayList<>(failures(client, targets, List.of(200)));
    targets.clear();
    container.singletons().forEach(name -> targets.add(encoded(name)));
    failed.addAll(failures(client, targets, List.of(200)));
    targets.clear();
    container.nullableSingletons().forEach(name -> targets.add(encoded(name)));
    failed.addAll(failures(client, targets, List.of(200, 204)));
    assertTrue(
        failed.isEmpty(),
        () ->
            model
                + ": "
                + failed.size()
                + " requests fail, such as\n"
                + String.join("\n", failed.subList(0, Math.min(SHOWN, failed.size()))));
  }

  private static List<String> failures(
      RawHttp client, List<String> targets, List<Integer> expected) {
    return targets.stream()
        .map(target -> client.send("GET", "/odata/" + target, List.of(), ""))
        .filter(answer -> !expected.contains(answer.status()))
        .map(answer -> answer + " " + answer.text())
        .toList();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The rows of a model are in the folder beside it that has its name. */
  private static @Nullable Path data(Path model) {
    Path data = model.resolveSibling(name(model).replaceFirst("\\.\\w+$", ""));
    return Files.isDirectory(data) ? data : null;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Stream<Path> models(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> name(file).matches(".*\\.(xml|json)")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
