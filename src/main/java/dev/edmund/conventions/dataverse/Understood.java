package dev.edmund.conventions.dataverse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/** A request as the service understands it. */
final class Understood {
  private Understood() {}

  /**
   * The same request without {@code If-None-Match: null}, which clients send to get past their own
   * cache. Headers that only Dataverse knows are left: the service reads none that it does not
   * know.
   */
  static ODataRequest of(ODataRequest request) {
    String known = request.getHeader("If-None-Match");
    if (known == null || !known.trim().equals("null")) {
      return request;
    }
    ODataRequest plain = to(request, request.getRawODataPath(), request.getRawQueryPath());
    plain.setMethod(request.getMethod());
    plain.setBody(request.getBody());
    for (Map.Entry<String, List<String>> header : request.getAllHeaders().entrySet()) {
      if (!header.getKey().toLowerCase(Locale.ROOT).equals("if-none-match")) {
        plain.addHeader(header.getKey(), header.getValue());
      }
    }
    return plain;
  }

  /** A request to another place under the same root, without method, headers and body. */
  static ODataRequest to(ODataRequest request, String path, @Nullable String query) {
    ODataRequest other = new ODataRequest();
    other.setProtocol(request.getProtocol());
    other.setRawBaseUri(request.getRawBaseUri());
    other.setRawODataPath(path);
    other.setRawQueryPath(query);
    other.setRawRequestUri(
        request.getRawBaseUri() + path + (query == null || query.isEmpty() ? "" : "?" + query));
    return other;
  }
}
