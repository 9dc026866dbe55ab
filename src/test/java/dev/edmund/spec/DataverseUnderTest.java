package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server of its own over the shipped model and data, asked and changed as Dataverse. */
final class DataverseUnderTest implements AutoCloseable {
  static final String ROOT = "/api/data/v9.2/";
  private static final Path MODEL = Path.of("model/connections.csdl.xml");
  private static final Path DATA = Path.of("data");
  private static final String JSON = "Content-Type: application/json; charset=utf-8";

  private final HttpServer server;
  private final ShippedService service;
  private final RawHttp client;

  private DataverseUnderTest(HttpServer server, ShippedService service) {
    this.server = server;
    this.service = service;
    this.client = new RawHttp(server.port());
  }

  static DataverseUnderTest serve(Path folder) {
    return serve(ShippedService.of(MODEL, DATA, TestDatabase.in(folder)));
  }

  /** The same where callers see what they own and what was shared with them. */
  static DataverseUnderTest serveRestricted(Path folder) {
    return serve(ShippedService.restricted(MODEL, DATA, TestDatabase.in(folder)));
  }

  /** The same where they see what belongs to their business unit as well. */
  static DataverseUnderTest serveUnits(Path folder) {
    return serve(ShippedService.ofUnits(MODEL, DATA, TestDatabase.in(folder)));
  }

  private static DataverseUnderTest serve(ShippedService service) {
    try {
      HttpServer server =
          HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
      server.start(service.service());
      return new DataverseUnderTest(server, service);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request to a target below the root, blanks becoming %20. */
  Answer send(String method, String target, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    boolean typed = all.stream().anyMatch(header -> header.startsWith("Content-Type"));
    if (!body.isEmpty() && !typed) {
      all.add(JSON);
    }
    return client.send(method, ROOT + target.replace(" ", "%20"), all, body);
  }

  /** Sends a request to any target of the server. */
  Answer sendTo(String method, String target, List<String> headers, String body) {
    return client.send(method, target, headers, body);
  }

  Answer get(String target, String... headers) {
    return send("GET", target, "", headers);
  }

  Answer post(String target, String body, String... headers) {
    return send("POST", target, body, headers);
  }

  Answer patch(String target, String body, String... headers) {
    return send("PATCH", target, body, headers);
  }

  /** The body of a GET that must be answered with 200 and JSON. */
  JsonNode json(String target, String... headers) {
    return get(target, headers).ok().json();
  }

  /** The absolute URL of a target. */
  String url(String target) {
    return client.root() + ROOT + target;
  }

  /** The target of an absolute URL. */
  String targetOf(String url) {
    return url.substring(url("").length());
  }

  /** The Guid in the URL of an entity that was just made. */
  String created(Answer answer) {
    String id = answer.is(204).header("OData-EntityId").orElseThrow();
    return id.substring(id.lastIndexOf('(') + 1, id.length() - 1);
  }

  @Override
  public void close() {
    server.close();
    service.close();
  }

  /** A JSON object of members by name; the target of an entity is bound. */
  static String body(String... namesAndTargets) {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; i < namesAndTargets.length; i += 2) {
      String name = namesAndTargets[i];
      String value = namesAndTargets[i + 1];
      boolean bind = value.matches("\\w+\\(.+\\)");
      body.append(i == 0 ? "" : ",").append('"').append(name);
      body.append(bind ? "@odata.bind\":\"/" + value + "\"" : "\":" + value);
    }
    return body.append('}').toString();
  }
}
