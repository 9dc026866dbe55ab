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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A server over a model of the test's own, asked over HTTP. */
final class ModelUnderTest implements AutoCloseable {
  private static final String BEFORE =
      "<edmx:Edmx xmlns:edmx='http://docs.oasis-open.org/odata/ns/edmx' Version='4.01'>"
          + "<edmx:DataServices>"
          + "<Schema xmlns='http://docs.oasis-open.org/odata/ns/edm' Namespace='self'>";
  private static final String BEHIND = "</Schema></edmx:DataServices></edmx:Edmx>";

  private final HttpServer server;
  private final ShippedService service;
  private final String jdbcUrl;
  private final RawHttp client;

  private ModelUnderTest(HttpServer server, ShippedService service, String jdbcUrl) {
    this.server = server;
    this.service = service;
    this.jdbcUrl = jdbcUrl;
    this.client = new RawHttp(server.port());
  }

  /**
   * Serves a model.
   *
   * @param folder where model, data and database are put; empty before
   * @param schema what stands inside of the schema {@code self}
   * @param data the content of data files by their names
   */
  static ModelUnderTest serve(Path folder, String schema, Map<String, String> data) {
    try {
      Path model = Files.writeString(folder.resolve("model.csdl.xml"), BEFORE + schema + BEHIND);
      return serve(folder, model, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as {@link #serve(Path, String, Map)}, where callers see what they own. */
  static ModelUnderTest serveRestricted(Path folder, String schema, Map<String, String> data) {
    try {
      Path model = Files.writeString(folder.resolve("model.csdl.xml"), BEFORE + schema + BEHIND);
      Path files = Files.createDirectory(folder.resolve("data"));
      for (Map.Entry<String, String> file : data.entrySet()) {
        Files.writeString(files.resolve(file.getKey()), file.getValue());
      }
      String jdbcUrl = TestDatabase.in(folder);
      return serve(ShippedService.restricted(model, files, jdbcUrl), jdbcUrl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves the model of a file without data; see {@link #serve(Path, String, Map)}. */
  static ModelUnderTest serve(Path folder, Path model) {
    return serve(folder, model, Map.of());
  }

  /** Serves the model of a file with data; see {@link #serve(Path, String, Map)}. */
  static ModelUnderTest serve(Path folder, Path model, Map<String, String> data) {
    try {
      Path files = Files.createDirectory(folder.resolve("data"));
      for (Map.Entry<String, String> file : data.entrySet()) {
        Files.writeString(files.resolve(file.getKey()), file.getValue());
      }
      String jdbcUrl = TestDatabase.in(folder);
      return serve(ShippedService.of(model, files, jdbcUrl), jdbcUrl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves a model in a database that may have something already; see the other one. */
  static ModelUnderTest serveAt(String jdbcUrl, Path folder, String schema) {
    try {
      Path model = Files.writeString(folder.resolve("model.csdl.xml"), BEFORE + schema + BEHIND);
      return serve(ShippedService.of(model, null, jdbcUrl), jdbcUrl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Serves a model with the data beside it, which its actions may put back. */
  static ModelUnderTest serveReseeding(Path folder, Path model) {
    String jdbcUrl = TestDatabase.in(folder);
    return serve(ShippedService.reseeding(model, model.resolveSibling("data"), jdbcUrl), jdbcUrl);
  }

  private static ModelUnderTest serve(ShippedService service, String jdbcUrl) {
    try {
      HttpServer server =
          HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
      server.start(service.service());
      return new ModelUnderTest(server, service, jdbcUrl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a GET; blanks become %20. */
  Answer get(String target, String... headers) {
    return client.send("GET", "/odata/" + target.replace(" ", "%20"), List.of(headers), "");
  }

  /** Sends a HEAD; see {@link #get}. */
  Answer head(String target, String... headers) {
    return client.send("HEAD", "/odata/" + target.replace(" ", "%20"), List.of(headers), "");
  }

  /** Sends a POST with a body; see {@link #get}. */
  Answer post(String target, String body, String... headers) {
    return client.send("POST", "/odata/" + target.replace(" ", "%20"), List.of(headers), body);
  }

  /** Sends any request; see {@link #get}. */
  Answer send(String method, String target, String body, String... headers) {
    return client.send(method, "/odata/" + target.replace(" ", "%20"), List.of(headers), body);
  }

  /** The absolute URL of a target, for clients of other kinds. */
  String url(String target) {
    return client.root() + "/odata/" + target;
  }

  /** The target of an absolute URL of this server, as {@link #get} wants it. */
  String targetOf(String url) {
    return url.substring((client.root() + "/odata/").length());
  }

  /** The body of a GET that must be answered with 200 and JSON. */
  JsonNode json(String target, String... headers) {
    return get(target, headers).ok().json();
  }

  /** A connection to the database, for what no data file can hold. */
  Connection database() throws SQLException {
    return DriverManager.getConnection(jdbcUrl);
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }
}
