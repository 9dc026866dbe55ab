package dev.edmund.conventions.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The error object of Graph: one of its documented codes outside, and inside the ids of the request
 * with the code that says more.
 */
final class GraphError {
  private static final JsonFactory JSON = new JsonFactory();

  private GraphError() {}

  static byte[] write(ODataException error, Instant now, String requestId, String clientRequestId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      what(json, code(error.code()), error.text(), error.target());
      if (!error.details().isEmpty()) {
        json.writeArrayFieldStart("details");
        for (ODataException.Detail detail : error.details()) {
          json.writeStartObject();
          what(json, detail.code().code(), detail.message(), detail.target());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeObjectFieldStart("innerError");
      json.writeStringField("code", error.shownCode());
      json.writeStringField("date", date(now));
      json.writeStringField("request-id", requestId);
      json.writeStringField("client-request-id", clientRequestId);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void what(JsonGenerator json, String code, String message, @Nullable String target)
      throws IOException {
    json.writeStringField("code", code);
    json.writeStringField("message", message);
    if (target != null) {
      json.writeStringField("target", target);
    }
  }

  /** UTC without saying so, to the second. */
  private static String date(Instant now) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  /** The basic code that apps have to be ready for. */
  static String code(ErrorCode code) {
    return switch (code) {
      case BAD_REQUEST,
          INVALID_VALUE,
          SYNTAX,
          UNKNOWN_NAME,
          TYPE_MISMATCH,
          LIMIT_EXCEEDED,
          INVALID_TOKEN,
          NOT_ACCEPTABLE,
          PAYLOAD_TOO_LARGE,
          URI_TOO_LONG,
          UNSUPPORTED_MEDIA_TYPE,
          FAILED_DEPENDENCY,
          PRECONDITION_REQUIRED,
          HEADERS_TOO_LARGE ->
          "invalidRequest";
      case FORBIDDEN -> "accessDenied";
      case NOT_FOUND -> "itemNotFound";
      case METHOD_NOT_ALLOWED -> "notAllowed";
      case CONFLICT -> "nameAlreadyExists";
      case PRECONDITION_FAILED -> "resourceModified";
      case GONE -> "resyncRequired";
      case TOO_MANY_REQUESTS -> "activityLimitReached";
      case INTERNAL -> "generalException";
      case NOT_IMPLEMENTED -> "notSupported";
      case UNAVAILABLE -> "serviceNotAvailable";
      case INSUFFICIENT_STORAGE -> "quotaLimitReached";
    };
  }
}
