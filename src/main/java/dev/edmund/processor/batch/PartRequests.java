package dev.edmund.processor.batch;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.format.batch.BatchPart;
import dev.edmund.model.Mount;
import dev.edmund.request.header.BatchHeaders;
import dev.edmund.request.payload.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request of its own of each part of a batch. It inherits what the batch says for all of
 * them (Part 1, 8.2), and nothing else.
 *
 * @param batch the request that brought them
 * @param urls below the roots that they may be below
 * @param values whether they can have references to values, as those of OData 4.01 can
 */
record PartRequests(
    ODataRequest batch,
    PartUrls urls,
    BatchHeaders headers,
    Outcomes outcomes,
    int urlBytes,
    boolean values) {
  private static final Map<String, HttpMethod> METHODS =
      Stream.of(
              HttpMethod.DELETE, HttpMethod.GET, HttpMethod.PATCH, HttpMethod.POST, HttpMethod.PUT)
          .collect(Collectors.toUnmodifiableMap(HttpMethod::name, method -> method));

  /** A request and the mount it is for. */
  record PartRequest(ODataRequest request, Mount mount) {}

  /**
   * The request that a part stands for.
   *
   * @throws ODataException when its URL, a header or its method cannot stand in a batch
   */
  PartRequest of(BatchPart part) {
    requireShort(part.url());
    PartUrl url = urls.of(outcomes.url(part));
    String root = url.root().url();
    ODataRequest request = new ODataRequest();
    request.setMethod(method(part));
    request.setProtocol(batch.getProtocol());
    request.setRawBaseUri(root);
    request.setRawODataPath(url.path());
    String query = url.query() == null ? null : query(url.query());
    request.setRawQueryPath(query);
    request.setRawRequestUri(root + url.path() + (query == null ? "" : "?" + query));
    Map<String, String> taken = PartHeaderRules.taken(part.headers(), batch.getRawBaseUri());
    taken.forEach((name, value) -> request.setHeader(name, value(name, value)));
    inherit(request);
    request.setBody(new ByteArrayInputStream(body(part)));
    return new PartRequest(request, url.root().mount());
  }

  private void requireShort(String url) {
    if (url.getBytes(StandardCharsets.UTF_8).length > urlBytes) {
      throw new ODataException(
          ErrorCode.URI_TOO_LONG, "The URL is longer than the limit urlBytes (" + urlBytes + ").");
    }
  }

  private String query(String query) {
    String resolved = values ? new QueryReferences(outcomes).resolved(query) : query;
    requireShort(resolved);
    return resolved;
  }

  private static HttpMethod method(BatchPart part) {
    HttpMethod method = METHODS.get(part.method());
    if (method == null) {
      throw new ODataException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "The methods of requests in a batch are DELETE, GET, PATCH, POST and PUT.");
    }
    return method;
  }

  private String value(String name, String value) {
    return name.equals("if-match") || name.equals("if-none-match") ? outcomes.etag(value) : value;
  }

  private byte[] body(BatchPart part) {
    String type = part.headers().get("content-type");
    boolean json = type == null || type.toLowerCase(Locale.ROOT).contains("json");
    return json
        ? new BodyReferences(outcomes.references(), reference -> value(part, reference))
            .resolved(part.body())
        : part.body();
  }

  /** Texts look like references by chance, so that these have to be announced. */
  private Optional<JsonValue> value(BatchPart part, ValueReference reference) {
    boolean json = headers.format() == BatchHeaders.Format.JSON;
    boolean meant =
        json ? outcomes.dependsOn(part, reference.id()) : outcomes.isKnown(reference.id());
    return values && meant ? Optional.of(outcomes.value(reference, "body")) : Optional.empty();
  }

  private void inherit(ODataRequest request) {
    inherit(request, "OData-MaxVersion", batch.getHeader("OData-MaxVersion"));
    inherit(request, "Accept-Language", batch.getHeader("Accept-Language"));
    inherit(request, "Accept-Charset", batch.getHeader("Accept-Charset"));
    inherit(request, "Accept", headers.partAccept());
    String preferences = headers.partPrefer();
    if (preferences != null) {
      String own = request.getHeader("Prefer");
      // Of two equal preferences the first one counts.
      request.setHeader("Prefer", own == null ? preferences : own + ", " + preferences);
    }
  }

  private static void inherit(ODataRequest request, String name, @Nullable String value) {
    if (value != null && request.getHeader(name) == null) {
      request.setHeader(name, value);
    }
  }
}
