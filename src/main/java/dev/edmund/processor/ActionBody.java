package dev.edmund.processor;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.request.header.MediaType;
import dev.edmund.request.payload.JsonBody;
import dev.edmund.request.payload.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.server.api.ODataRequest;

/** Reads the parameters of actions (JSON Format, 18). Immutable; one serves all requests. */
final class ActionBody {
  private final JsonBody json;

  ActionBody(Limits limits) {
    this.json = new JsonBody(limits);
  }

  /**
   * The parameters by name; none where there is no body.
   *
   * @throws ODataException 415 when the body is of a type that is not read, 400 when it is no
   *     object, and as {@link JsonBody} does
   */
  Map<String, JsonValue> read(ODataRequest request) {
    InputStream sent = request.getBody();
    PushbackInputStream body =
        new PushbackInputStream(sent == null ? InputStream.nullInputStream() : sent);
    if (isEmpty(body)) {
      return Map.of();
    }
    MediaType.of(request.getHeader("Content-Type")).requireJson();
    Optional<JsonValue> read = json.read(body, request.getHeader("Content-Length"));
    if (read.isEmpty()) {
      return Map.of();
    }
    if (!read.get().is(JsonValue.Kind.OBJECT)) {
      throw new ODataException(
          ErrorCode.BAD_REQUEST, "The body is not a JSON object of parameters.");
    }
    return parameters(read.get());
  }

  /** Clients name any type for a body that is not there. */
  private static boolean isEmpty(PushbackInputStream body) {
    try {
      int first = body.read();
      if (first >= 0) {
        body.unread(first);
      }
      return first < 0;
    } catch (IOException e) {
      throw new ODataException(ErrorCode.BAD_REQUEST, "The body cannot be read.", e);
    }
  }

  /** Annotations say nothing here. */
  private static Map<String, JsonValue> parameters(JsonValue object) {
    Map<String, JsonValue> parameters = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (name.indexOf('@') < 0) {
                parameters.put(name, value);
              }
            });
    return parameters;
  }
}
