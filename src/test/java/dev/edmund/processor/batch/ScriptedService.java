package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Mount;
import dev.edmund.processor.Atomically;
import dev.edmund.processor.Responses;
import dev.edmund.processor.Service;
import dev.edmund.processor.ServiceOverview;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/**
 * Creates an entity for each POST, and remembers what it was asked. A path with {@code fail} fails,
 * one with {@code late} fails while its body is written, one with {@code defect} has a defect.
 */
final class ScriptedService implements Service {
  static final String ROOT = "http://edmund.test/odata";

  final List<String> asked = new ArrayList<>();
  final List<Map<String, List<String>>> headers = new ArrayList<>();
  int begun;
  int committed;
  private int created;

  /** The answer to a batch, with its status in front. */
  String batch(String contentType, String body, Limits limits, Atomically atomically) {
    ODataRequest request = new ODataRequest();
    request.setMethod(HttpMethod.POST);
    request.setRawBaseUri(ROOT);
    request.setRawODataPath("/$batch");
    request.setRawRequestUri(ROOT + "/$batch");
    request.setHeader("Content-Type", contentType);
    request.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    ODataResponse response =
        new BatchService(this, limits, atomically).answer(request, new Mount("/odata/", false));
    return response.getStatusCode() + " " + text(response);
  }

  String json(String... requests) {
    String body = "{\"requests\":[" + String.join(",", requests).replace('\'', '"') + "]}";
    return batch("application/json", body, Limits.defaults(), this);
  }

  private static String text(ODataResponse response) {
    try {
      if (response.getODataContent() == null) {
        return new String(response.getContent().readAllBytes(), StandardCharsets.UTF_8);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      response.getODataContent().write(out);
      return out.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ODataResponse answer(ODataRequest request, Mount mount) {
    String path = request.getRawODataPath();
    String query = request.getRawQueryPath() == null ? "" : "?" + request.getRawQueryPath();
    String body = body(request);
    asked.add(request.getMethod() + " " + path + query + (body.isEmpty() ? "" : " " + body));
    headers.add(request.getAllHeaders());
    if (path.contains("fail")) {
      return Responses.error(new ODataException(ErrorCode.CONFLICT, "No."), "4.0", null);
    }
    if (path.contains("defect")) {
      throw new IllegalStateException("secret");
    }
    ODataResponse response = new ODataResponse();
    response.setHeader("ETag", "W/\"" + asked.size() + "\"");
    if (path.contains("late")) {
      int before = path.contains("verylate") ? 100_000 : 10;
      response.setStatusCode(200);
      Responses.body(
          response,
          "application/json",
          out -> {
            out.write("1".repeat(before).getBytes(StandardCharsets.US_ASCII));
            throw new ODataException(ErrorCode.UNAVAILABLE, "Too late.");
          });
      return response;
    }
    if (request.getMethod() == HttpMethod.POST) {
      response.setStatusCode(201);
      response.setHeader("Location", ROOT + path + "(" + ++created + ")");
      response.setHeader("Content-Type", "application/json");
      response.setContent(
          new ByteArrayInputStream("{\"n\":1}".getBytes(StandardCharsets.US_ASCII)));
      return response;
    }
    response.setStatusCode(204);
    if (request.getMethod() == HttpMethod.PUT) {
      response.setHeader("OData-EntityId", ROOT + "/put");
    }
    return response;
  }

  private static String body(ODataRequest request) {
    try {
      return new String(request.getBody().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <R> R run(Function<Service, R> requests) {
    begun++;
    R result = requests.apply(this);
    committed++;
    return result;
  }

  @Override
  public ODataResponse options(ODataRequest request, Mount mount) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean holds(String condition, Map<String, String> values) {
    return condition.equals("true") || condition.equals("not false");
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ServiceOverview overview() {
    throw new UnsupportedOperationException();
  }
}
