package dev.edmund;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.core.Limits;
import dev.edmund.sql.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One database, read by a nested statement for each row and by one for many rows. */
public record BothStrategies(ShippedService nested, ShippedService batched) {
  private static final String BEFORE =
      "<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>"
          + "<edmx:DataServices>"
          + "<Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='self'>";
  private static final String BEHIND = "</Schema></edmx:DataServices></edmx:Edmx>";

  /** A service, read in both ways. */
  public static BothStrategies of(ShippedService service) {
    return new BothStrategies(
        service.with(ForcedDialect.of(service.dialect(), Dialect.Expand.NESTED)),
        service.with(ForcedDialect.of(service.dialect(), Dialect.Expand.BATCHED)));
  }

  /**
   * A model of the test's own.
   *
   * @param folder where model, data and database are put; empty before
   * @param schema what stands inside of the schema {@code self}
   * @param data the content of data files by their names
   */
  public static BothStrategies of(Path folder, String schema, Map<String, String> data) {
    try {
      Path model = Files.writeString(folder.resolve("model.csdl.xml"), BEFORE + schema + BEHIND);
      Path files = Files.createDirectory(folder.resolve("data"));
      for (Map.Entry<String, String> file : data.entrySet()) {
        Files.writeString(files.resolve(file.getKey()), file.getValue());
      }
      return of(ShippedService.load(model, files, TestDatabase.in(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same under other limits. */
  public BothStrategies with(Limits limits) {
    return new BothStrategies(nested.with(limits), batched.with(limits));
  }

  /** The body that both answer with, byte for byte. */
  public String get(String url, String... headers) {
    String encoded = url.replace(" ", "%20");
    ShippedService.Answer expected = nested.get(encoded, headers);
    ShippedService.Answer actual = batched.get(encoded, headers);
    assertEquals(expected.body(), actual.body(), url);
    assertEquals(expected.status(), actual.status(), url);
    assertEquals(expected.headers(), actual.headers(), url);
    return actual.body();
  }

  /** The same for an answer with status 200. */
  public JsonNode json(String url, String... headers) {
    get(url, headers);
    ShippedService.Answer answer = batched.get(url.replace(" ", "%20"), headers);
    assertEquals(200, answer.status(), answer::body);
    return answer.json();
  }

  /** Ends the reading. */
  public void close() {
    nested.pool().close();
    batched.pool().close();
  }
}
