package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one server of this JVM, started by the first request and stopped with the JVM. */
final class EdmundUnderTest {
  private EdmundUnderTest() {}

  /**
   * Sends a GET.
   *
   * @param target below {@code /odata/}, or from the root when it starts with a slash; sent as it
   *     is, but for blanks, which become %20
   * @param headers each as {@code Name: value}
   */
  static Answer get(String target, String... headers) {
    return request("GET", target, headers);
  }

  /** Sends a HEAD; see {@link #get}. */
  static Answer head(String target, String... headers) {
    return request("HEAD", target, headers);
  }

  /** Sends any request without a body; see {@link #get}. */
  static Answer request(String method, String target, String... headers) {
    String path = target.startsWith("/") ? target : "/odata/" + target;
    return client().send(method, path.replace(" ", "%20"), List.of(headers), "");
  }

  /** Sends a request with a body; see {@link #get}. */
  static Answer send(String method, String target, String body, String... headers) {
    String path = target.startsWith("/") ? target : "/odata/" + target;
    return client().send(method, path.replace(" ", "%20"), List.of(headers), body);
  }

  /** The body of a GET that must be answered with 200 and JSON. */
  static JsonNode json(String target, String... headers) {
    return get(target, headers).ok().json();
  }

  /** The items of a collection, as one page. */
  static List<JsonNode> values(String target, String... headers) {
    return items(json(target, headers));
  }

  /** The items of a collection with those of all pages that follow. */
  static List<JsonNode> allPages(String target, String... headers) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = json(target, headers);
    all.addAll(items(page));
    while (page.has("@odata.nextLink")) {
      page = json(pathOf(page.get("@odata.nextLink").asText()), headers);
      all.addAll(items(page));
    }
    return all;
  }

  /** The target of an absolute URL of this server. */
  static String pathOf(String url) {
    String root = client().root();
    if (!url.startsWith(root + "/")) {
      throw new AssertionError("not an absolute URL of this server: " + url);
    }
    return url.substring(root.length());
  }

  /** The absolute URL of a target; see {@link #get}. */
  static String url(String target) {
    return client().root() + (target.startsWith("/") ? target : "/odata/" + target);
  }

  static List<JsonNode> items(JsonNode collection) {
    JsonNode value = collection.get("value");
    if (value == null || !value.isArray()) {
      throw new AssertionError("no array \"value\" in " + collection);
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  private static RawHttp client() {
    return Running.CLIENT;
  }

  /** Initialised by the first use, once, by the JVM. */
  private static final class Running {
    static final RawHttp CLIENT = start();

    private static RawHttp start() {
      try {
        Path folder = Files.createTempDirectory("edmund-spec");
        HttpServer server =
            HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
        ShippedService shipped = ShippedService.open(TestDatabase.in(folder));
        server.start(shipped.service());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, shipped, folder)));
        return new RawHttp(server.port());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(HttpServer server, ShippedService shipped, Path folder) {
      server.close();
      shipped.close();
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
