package dev.edmund.core;

/**
 * The kinds of failure a request can end in. The name (in lower camel case) is the {@code code} of
 * the OData error object; the status is the HTTP status that goes with it.
 */
public enum ErrorCode {
  /** The URL, a header or the body cannot be understood. */
  BAD_REQUEST(400),
  /** A literal, an option value or a header value has the wrong form. */
  INVALID_VALUE(400),
  /** The text of a URL breaks the grammar. */
  SYNTAX(400),
  /** A name in a query option or payload is not in the model. */
  UNKNOWN_NAME(400),
  /** Operands or arguments do not fit each other or what the context wants. */
  TYPE_MISMATCH(400),
  /** A configured limit was reached; the message names it. */
  LIMIT_EXCEEDED(400),
  /** A skip token or delta token is forged, damaged, or from another query. */
  INVALID_TOKEN(400),
  /** The service is set up not to do this. */
  FORBIDDEN(403),
  /** Nothing is at this URL. */
  NOT_FOUND(404),
  /** The resource exists and does not answer to this method. */
  METHOD_NOT_ALLOWED(405),
  /** No representation fits Accept, $format or OData-MaxVersion. */
  NOT_ACCEPTABLE(406),
  /** The request conflicts with the data. */
  CONFLICT(409),
  /** A delta link is too old, or the log that it goes on in is not there any more. */
  GONE(410),
  /** A condition on an ETag failed. */
  PRECONDITION_FAILED(412),
  /** The body is larger than the limit. */
  PAYLOAD_TOO_LARGE(413),
  /** The URL is longer than the limit. */
  URI_TOO_LONG(414),
  /** The body's media type is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** Another request of the batch, which this one needs, was not answered with success. */
  FAILED_DEPENDENCY(424),
  /** The model demands a condition on the ETag, and the request has none. */
  PRECONDITION_REQUIRED(428),
  /** The client sends more requests than it may. */
  TOO_MANY_REQUESTS(429),
  /** The headers are larger than the limit. */
  HEADERS_TOO_LARGE(431),
  /** A defect of Edmund; the log has the details. */
  INTERNAL(500),
  /** OData defines it and Edmund does not do it yet; the message names it. */
  NOT_IMPLEMENTED(501),
  /** The database cannot answer now, or not in time. */
  UNAVAILABLE(503),
  /** The database has no room for the change. */
  INSUFFICIENT_STORAGE(507);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The HTTP status of an answer with this code. */
  public int status() {
    return status;
  }

  /** The code as it stands in the error object, such as {@code notFound}. */
  public String code() {
    StringBuilder out = new StringBuilder();
    boolean upper = false;
    for (char c : name().toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        out.append(upper ? c : Character.toLowerCase(c));
        upper = false;
      }
    }
    return out.toString();
  }
}
