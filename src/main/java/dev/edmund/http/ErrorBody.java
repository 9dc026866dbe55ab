package dev.edmund.http;

import dev.edmund.core.ErrorCode;
import dev.edmund.format.json.ErrorDocument;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The OData error object (JSON Format, 19) for what ends before the service is asked. */
record ErrorBody(int status, String code, String message, @Nullable String target) {
  static final String CONTENT_TYPE = "application/json;odata.metadata=minimal;charset=utf-8";

  /** The version that every client understands. */
  static final String VERSION = "4.0";

  static final ErrorBody INTERNAL =
      new ErrorBody(
          ErrorCode.INTERNAL,
          "The request failed for a reason inside the service; its log says more.");

  private static final List<ErrorBody> REFUSALS =
      List.of(
          new ErrorBody(ErrorCode.URI_TOO_LONG, "The URL is too long."),
          new ErrorBody(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large."),
          new ErrorBody(ErrorCode.PAYLOAD_TOO_LARGE, "The body is too large."),
          new ErrorBody(ErrorCode.NOT_FOUND, "There is nothing at this URL."),
          new ErrorBody(ErrorCode.METHOD_NOT_ALLOWED, "This method is not allowed here."),
          new ErrorBody(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The encoding of the body is not read here."),
          new ErrorBody(ErrorCode.UNAVAILABLE, "The service is stopping; try again later."));

  ErrorBody(ErrorCode code, String message) {
    this(code, message, null);
  }

  ErrorBody(ErrorCode code, String message, @Nullable String target) {
    this(code.status(), code.code(), message, target);
  }

  /**
   * What the web server refuses by itself.
   *
   * @param reason its word on a malformed request; used for nothing else, as it could tell of our
   *     insides
   */
  static ErrorBody ofStatus(int status, @Nullable String reason) {
    for (ErrorBody refusal : REFUSALS) {
      if (refusal.status == status) {
        return refusal;
      }
    }
    if (status >= 500 && status != HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
      return new ErrorBody(status, INTERNAL.code, INTERNAL.message, null);
    }
    String why =
        reason == null || reason.equals(HttpStatus.getMessage(status)) ? "" : ": " + reason;
    String message = "This is not an HTTP request that can be answered" + why + ".";
    return new ErrorBody(status, ErrorCode.BAD_REQUEST.code(), message, null);
  }

  byte[] bytes() {
    return ErrorDocument.write(code, message, target);
  }
}
