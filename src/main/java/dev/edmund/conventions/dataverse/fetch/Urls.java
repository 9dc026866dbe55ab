package dev.edmund.conventions.dataverse.fetch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.processor.Responses;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataContent;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;

/** The URLs of requests, and the bodies of answers. */
final class Urls {
  private Urls() {}

  /** The options of a request with their values, decoded. */
  static Map<String, String> options(ODataRequest request) {
    Map<String, String> options = new LinkedHashMap<>();
    String query = request.getRawQueryPath();
    for (String option : query == null ? new String[0] : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (!name.isEmpty()) {
        options.put(decoded(name), equals < 0 ? "" : option.substring(equals + 1));
      }
    }
    return options;
  }

  /**
   * A text in which nothing is encoded.
   *
   * @throws ODataException 400 when it is encoded in a wrong way
   */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      ODataException wrong =
          new ODataException(ErrorCode.SYNTAX, "A % in the URL is not followed by two digits.");
      wrong.addSuppressed(e);
      throw wrong;
    }
  }

  /** A GET of the same resource with other options, without headers. */
  static ODataRequest get(ODataRequest request, Map<String, String> options) {
    StringJoiner query = new StringJoiner("&");
    options.forEach(
        (name, value) -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    ODataRequest other = new ODataRequest();
    other.setMethod(HttpMethod.GET);
    other.setProtocol(request.getProtocol());
    other.setRawBaseUri(request.getRawBaseUri());
    other.setRawODataPath(request.getRawODataPath());
    other.setRawQueryPath(query.toString());
    other.setRawRequestUri(request.getRawBaseUri() + request.getRawODataPath() + "?" + query);
    return other;
  }

  /** What writes the body of an answer. */
  static Responses.Body body(ODataResponse response) {
    ODataContent content = response.getODataContent();
    InputStream stream = response.getContent();
    return out -> {
      if (content != null) {
        content.write(out);
      } else if (stream != null) {
        stream.transferTo(out);
      }
    };
  }
}
