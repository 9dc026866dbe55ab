package dev.edmund.processor.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WriteRequest;
import dev.edmund.request.header.MediaType;
import dev.edmund.request.payload.JsonBody;
import dev.edmund.request.payload.JsonValue;
import java.io.InputStream;
import java.util.Optional;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;

/** Reads what a request for a change sends. Immutable; one serves all requests. */
public final class BodyReader {
  private static final String BYTES = "application/octet-stream";

  private final Limits limits;
  private final JsonBody json;

  public BodyReader(Limits limits) {
    this.limits = limits;
    this.json = new JsonBody(limits);
  }

  /**
   * The body of a request.
   *
   * @param kind what the request is about
   * @throws ODataException 415 when its type or encoding is not read, and as {@link JsonBody} does
   */
  public Received read(ODataRequest request, ResourceKind kind) {
    HttpMethod method = request.getMethod();
    InputStream body = request.getBody();
    if (method == HttpMethod.DELETE || body == null) {
      return new Received(new WriteRequest.NoBody(), null);
    }
    requireIdentity(request);
    String type = request.getHeader("Content-Type");
    if (kind.isRaw(method)) {
      String told = type == null || type.isBlank() ? BYTES : type.trim();
      BodyStream stream = stream(request, body, kind);
      return new Received(new WriteRequest.Raw(new Step.Content.Bytes(told, stream)), stream);
    }
    MediaType.of(type).requireJson();
    Optional<JsonValue> value = json.read(body, request.getHeader("Content-Length"));
    return value
        .map(found -> new Received(new WriteRequest.Json(found), null))
        .orElseThrow(
            () ->
                new ODataException(
                    ErrorCode.BAD_REQUEST, "The body is empty, and JSON is expected in it."));
  }

  private BodyStream stream(ODataRequest request, InputStream body, ResourceKind kind) {
    BodyStream.Bound bound =
        kind == ResourceKind.BARE
            ? new BodyStream.Bound("entityBytes", limits.entityBytes())
            : new BodyStream.Bound("mediaBytes", limits.mediaBytes());
    String length = request.getHeader("Content-Length");
    if (length != null && length.matches("\\d{1,18}")) {
      bound.require(Long.parseLong(length));
    }
    return new BodyStream(body, bound);
  }

  /** What the web server could take off a body, it took off; the name of it is gone then. */
  private static void requireIdentity(ODataRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
      throw new ODataException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "A body in the encoding " + encoding.trim() + " is not read, only as it is or in gzip.",
          "Content-Encoding");
    }
  }
}
