package dev.edmund.http;

import dev.edmund.core.ODataException;
import dev.edmund.processor.Service;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** Carries one request to the service and its answer back, a buffer at a time. */
record Exchange(Service service) {

  /**
   * Asks the service and sends what it says.
   *
   * @param root the absolute URL of the server's root
   * @throws IOException when the client is gone
   */
  void run(
      HttpServletRequest from,
      HttpServletResponse to,
      HttpMethod method,
      String root,
      Mounts.Place place)
      throws IOException {
    ODataRequest request = request(from, root + place.root(), place.path());
    ClientBody body = new ClientBody(from);
    request.setBody(body);
    request.setMethod(method);
    send(service.answer(request, place.mount()), to, method == HttpMethod.HEAD);
    body.discardRest(to);
  }

  /** Whether a request shares its connection with others, as those of HTTP/2 do. */
  static boolean isStream(HttpServletRequest request) {
    return request.getProtocol().equals("HTTP/2.0");
  }

  /** Sends the answer of the service to a request that it is not asked. */
  void refuse(
      ODataException error,
      HttpServletRequest from,
      HttpServletResponse to,
      HttpMethod method,
      String root,
      Mounts.Place place)
      throws IOException {
    ODataRequest request = request(from, root + place.root(), place.path());
    ClientBody body = new ClientBody(from);
    request.setMethod(method);
    send(service.refused(error, request, place.mount()), to, method == HttpMethod.HEAD);
    body.discardRest(to);
  }

  /** The same for {@code OPTIONS}, which is no method of an {@code ODataRequest}. */
  void options(HttpServletRequest from, HttpServletResponse to, String root, Mounts.Place place)
      throws IOException {
    ODataRequest request = request(from, root + place.root(), place.path());
    request.setBody(InputStream.nullInputStream());
    send(service.options(request, place.mount()), to, false);
  }

  private static void send(ODataResponse answer, HttpServletResponse to, boolean head)
      throws IOException {
    to.setStatus(answer.getStatusCode());
    answer
        .getAllHeaders()
        .forEach((name, values) -> values.forEach(value -> to.addHeader(name, value)));
    ClientStream out = new ClientStream(to.getOutputStream(), head);
    try {
      send(answer, out);
    } catch (IOException | RuntimeException e) {
      if (!out.over()) {
        throw e;
      }
    }
  }

  private static ODataRequest request(HttpServletRequest from, String base, String path) {
    ODataRequest request = new ODataRequest();
    String query = from.getQueryString();
    request.setProtocol(from.getProtocol());
    request.setRawBaseUri(base);
    request.setRawODataPath(path);
    request.setRawQueryPath(query);
    request.setRawRequestUri(base + path + (query == null ? "" : "?" + query));
    for (String name : Collections.list(from.getHeaderNames())) {
      request.addHeader(name, Collections.list(from.getHeaders(name)));
    }
    return request;
  }

  private static void send(ODataResponse answer, ClientStream out) throws IOException {
    ODataContent content = answer.getODataContent();
    if (content != null) {
      content.write(out);
      return;
    }
    try (InputStream in = answer.getContent()) {
      if (in != null) {
        in.transferTo(out);
      }
    }
  }
}
