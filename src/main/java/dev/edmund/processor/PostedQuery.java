package dev.edmund.processor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/** Query options in the body of a POST to {@code /$query} (Part 2, 4.17). */
final class PostedQuery {
  private static final String SEGMENT = "/$query";
  private static final JsonFactory JSON = new JsonFactory();

  private PostedQuery() {}

  /** Whether a request stands for a GET. */
  static boolean isOne(ODataRequest request) {
    return request.getMethod() == HttpMethod.POST
        && request.getRawODataPath().replace("%24", "$").endsWith(SEGMENT);
  }

  /**
   * The GET that a request stands for, with the options of URL and body; any other request is
   * itself.
   *
   * @throws ODataException 415 when the body is of a type that has no query options, 413 when it is
   *     too large, 400 when it cannot be read
   */
  static ODataRequest asGet(ODataRequest request, Limits limits) {
    if (!isOne(request)) {
      return request;
    }
    String path = request.getRawODataPath();
    String query = joined(request.getRawQueryPath(), options(request, limits));
    String rest = path.substring(0, path.lastIndexOf('/'));
    ODataRequest get = new ODataRequest();
    get.setMethod(HttpMethod.GET);
    get.setProtocol(request.getProtocol());
    get.setRawBaseUri(request.getRawBaseUri());
    get.setRawODataPath(rest);
    get.setRawQueryPath(query);
    get.setRawRequestUri(request.getRawBaseUri() + rest + (query == null ? "" : "?" + query));
    request.getAllHeaders().forEach(get::addHeader);
    return get;
  }

  private static @Nullable String joined(@Nullable String url, String body) {
    if (body.isEmpty()) {
      return url;
    }
    return url == null || url.isEmpty() ? body : url + "&" + body;
  }

  private static String options(ODataRequest request, Limits limits) {
    String header = request.getHeader("Content-Type");
    String type = header == null ? "" : header.replaceFirst(";.*", "").trim();
    String body = body(request, limits);
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "text/plain", "application/x-www-form-urlencoded" -> body.strip();
      case "application/json" -> json(body);
      default ->
          throw new ODataException(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Query options are read from text/plain, application/x-www-form-urlencoded and"
                  + " application/json.",
              "Content-Type");
    };
  }

  /** The options become part of a URL, in next links too, so that they may be as long as one. */
  private static String body(ODataRequest request, Limits limits) {
    InputStream in = request.getBody();
    try {
      byte[] bytes = in == null ? new byte[0] : in.readNBytes(limits.urlBytes() + 1);
      if (bytes.length > limits.urlBytes()) {
        throw new ODataException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "The body is longer than the limit urlBytes (" + limits.urlBytes() + ").");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unreadable("The body is not UTF-8.", e);
    } catch (IOException e) {
      throw unreadable("The body cannot be read.", e);
    }
  }

  private static String json(String body) {
    List<String> options = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable("The body is not a JSON object of query options.", null);
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        JsonToken token = in.nextToken();
        if (token == null || token.isStructStart() || token == JsonToken.VALUE_NULL) {
          throw unreadable("The option " + name + " is neither a string nor a number.", null);
        }
        options.add(encoded(name) + "=" + encoded(in.getText()));
      }
      return String.join("&", options);
    } catch (IOException e) {
      throw unreadable("The body is not JSON.", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ODataException unreadable(String message, @Nullable Exception cause) {
    ODataException unreadable = new ODataException(ErrorCode.BAD_REQUEST, message);
    if (cause != null) {
      unreadable.addSuppressed(cause);
    }
    return unreadable;
  }
}
