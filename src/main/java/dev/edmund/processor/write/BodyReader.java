package dev.edmund.processor.write;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.plan.write.Step;
import dev.edmund.plan.write.WriteRequest;
import dev.edmund.request.MediaType;
import dev.edmund.request.payload.JsonBody;
import dev.edmund.request.payload.JsonValue;
import java.io.InputStream;
import java.util.Optional;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.ODataRequest;

/** Reads what a request for a change sends. Immutable; one serves all requests. */
public final class BodyReader {
  private static final String BYTES = "application/octet-stream";

  private final JsonBody json;

  public BodyReader(Limits limits) {
    this.json = new JsonBody(limits);
  }

  /**
   * The body of a request.
   *
   * @param kind what the request is about
   * @throws ODataException 415 when its type or encoding is not read, and as {@link JsonBody} does
   */
  public WriteRequest.Body read(ODataRequest request, ResourceKind kind) {
    HttpMethod method = request.getMethod();
    InputStream body = request.getBody();
    if (method == HttpMethod.DELETE || body == null) {
      return new WriteRequest.NoBody();
    }
    requireIdentity(request);
    String type = request.getHeader("Content-Type");
    if (kind.isRaw(method)) {
      String told = type == null || type.isBlank() ? BYTES : type.trim();
      return new WriteRequest.Raw(new Step.Content.Bytes(told, new BodyStream(body)));
    }
    MediaType.of(type).requireJson();
    Optional<JsonValue> value = json.read(body, request.getHeader("Content-Length"));
    return value
        .<WriteRequest.Body>map(WriteRequest.Json::new)
        .orElseThrow(
            () ->
                new ODataException(
                    ErrorCode.BAD_REQUEST, "The body is empty, and JSON is expected in it."));
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
