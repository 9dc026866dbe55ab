package dev.edmund.conventions.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.edmund.model.Mount;
import dev.edmund.processor.Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service for what an answer is made of.
 *
 * @param request the one to be answered, whose root is asked
 */
record Ask(ODataRequest request, Mount mount, Service service) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came back, body and all. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(ODataResponse response, byte[] body) {
    boolean isSuccess() {
      return response.getStatusCode() < 300;
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The answer as it came, to be sent on. */
    ODataResponse whole() {
      response.setODataContent(null);
      response.setContent(body.length == 0 ? null : new ByteArrayInputStream(body));
      return response;
    }
  }

  /**
   * Reads something.
   *
   * @param path begins with a slash, encoded
   * @param options names, without {@code $}, and values, as people write them
   */
  Answer get(String path, Map<String, String> options) {
    StringBuilder query = new StringBuilder();
    options.forEach(
        (name, value) ->
            query
                .append(query.length() == 0 ? "$" : "&$")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return send(HttpMethod.GET, path, query.toString(), Map.of(), null);
  }

  /** Sends any request; see {@link #get}. */
  Answer send(
      HttpMethod method,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      @Nullable String body) {
    ODataRequest other = Understood.to(request, path, query);
    other.setMethod(method);
    headers.forEach((name, value) -> other.addHeader(name, List.of(value)));
    if (body == null) {
      other.setBody(InputStream.nullInputStream());
    } else {
      other.addHeader("Content-Type", List.of("application/json"));
      other.setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
    ODataResponse response = service.answer(other, mount);
    return new Answer(response, bytes(response));
  }

  private static byte[] bytes(ODataResponse response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ODataContent content = response.getODataContent();
    try (InputStream in = response.getContent()) {
      if (content != null) {
        content.write(out);
      } else if (in != null) {
        in.transferTo(out);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
