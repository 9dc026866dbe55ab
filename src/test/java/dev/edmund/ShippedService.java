package dev.edmund;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.core.Limits;
import dev.edmund.model.Model;
import dev.edmund.model.Mount;
import dev.edmund.plan.Planner;
import dev.edmund.plan.paging.SkipTokens;
import dev.edmund.processor.ODataService;
import dev.edmund.processor.Reader;
import dev.edmund.request.ParserSettings;
import dev.edmund.request.UriParser;
import dev.edmund.sql.Dialect;
import dev.edmund.store.Database;
import dev.edmund.store.ReadPool;
import dev.edmund.store.load.DataLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/** The shipped model over the shipped data, loaded once for all tests and asked without HTTP. */
public final class ShippedService {
  public static final String ROOT = "http://edmund.test/odata/";

  private final Model model;
  private final String jdbcUrl;
  private final Limits limits;
  private final Dialect dialect;
  private final ReadPool pool;
  private final ODataService service;

  private ShippedService(Model model, String jdbcUrl, Limits limits, Dialect dialect) {
    this(model, jdbcUrl, limits, dialect, false);
  }

  private ShippedService(
      Model model, String jdbcUrl, Limits limits, Dialect dialect, boolean explains) {
    this.model = model;
    this.jdbcUrl = jdbcUrl;
    this.limits = limits;
    this.dialect = dialect;
    this.pool = Database.open(jdbcUrl).readers(2, limits.statementTime());
    SkipTokens tokens = new SkipTokens("secret of the tests".getBytes(StandardCharsets.UTF_8));
    Reader reader = new Reader(model, new Planner(model, limits), pool, dialect, tokens, explains);
    this.service = new ODataService(reader, limits);
  }

  private static final class Shared {
    static final ShippedService INSTANCE = load();

    private static ShippedService load() {
      try {
        Path directory = Files.createTempDirectory("edmund-shipped");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        Path model = Path.of("model/connections.csdl.xml");
        return ShippedService.load(model, Path.of("data"), TestDatabase.in(directory));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void delete(Path directory) {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public static ShippedService get() {
    return Shared.INSTANCE;
  }

  /** Any model over any data, loaded into a new database. */
  public static ShippedService load(Path file, Path data, String url) {
    Model model = Model.load(file);
    try (Database database = Database.open(url)) {
      DataLoader.prepare(
          database, model.edm(), model.storage(), Optional.of(data), (step, done, of) -> {});
    }
    return new ShippedService(model, url, Limits.defaults(), Database.dialect(url));
  }

  /** The same data under other limits. */
  public ShippedService with(Limits other) {
    return new ShippedService(model, jdbcUrl, other, dialect);
  }

  /** The same data, read in another way. */
  public ShippedService with(Dialect other) {
    return new ShippedService(model, jdbcUrl, limits, other);
  }

  /** The same service, which shows how it answers. */
  public ShippedService explaining() {
    return new ShippedService(model, jdbcUrl, limits, dialect, true);
  }

  public Dialect dialect() {
    return dialect;
  }

  public Model model() {
    return model;
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  public ReadPool pool() {
    return pool;
  }

  public Limits limits() {
    return limits;
  }

  public Planner planner() {
    return new Planner(model, limits);
  }

  public UriParser parser() {
    return new UriParser(model.edm(), model.annotations()::value, limits, ParserSettings.DEFAULT);
  }

  /**
   * Answers a GET.
   *
   * @param url relative to the service root, or absolute below it, encoded
   * @param headers names and values in turn
   */
  public Answer get(String url, String... headers) {
    String relative = url.startsWith(ROOT) ? url.substring(ROOT.length()) : url;
    int question = relative.indexOf('?');
    String path = question < 0 ? relative : relative.substring(0, question);
    ODataRequest request = new ODataRequest();
    request.setMethod(HttpMethod.GET);
    request.setRawBaseUri(ROOT.substring(0, ROOT.length() - 1));
    request.setRawODataPath("/" + path);
    request.setRawQueryPath(question < 0 ? null : relative.substring(question + 1));
    request.setRawRequestUri(ROOT + relative);
    for (int i = 0; i < headers.length; i += 2) {
      request.addHeader(headers[i], List.of(headers[i + 1]));
    }
    ODataResponse response = service.answer(request, new Mount("/odata/", false));
    return new Answer(response.getStatusCode(), headers(response), body(response));
  }

  private static Map<String, String> headers(ODataResponse response) {
    Map<String, String> headers = new HashMap<>();
    response.getAllHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
    return headers;
  }

  private static String body(ODataResponse response) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (response.getODataContent() != null) {
        response.getODataContent().write(out);
      } else if (response.getContent() != null) {
        response.getContent().transferTo(out);
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came back. */
  public record Answer(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** The values of a member of each entity on the page, as text. */
    public List<String> values(String member) {
      return json().path("value").findValuesAsText(member);
    }

    public @Nullable String nextLink() {
      JsonNode link = json().get("@odata.nextLink");
      return link == null ? null : link.asText();
    }
  }
}
