package dev.edmund.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * A request for a part of a body, answered without compression: the part is one of the bytes as
 * they are, and a client puts parts together byte by byte (RFC 9110, 14.4).
 */
final class UncompressedRange extends Request.Wrapper {
  private final HttpFields headers;

  private UncompressedRange(Request request) {
    super(request);
    this.headers =
        HttpFields.build(request.getHeaders()).remove(HttpHeader.ACCEPT_ENCODING).asImmutable();
  }

  /** The request as it is, unless it asks for a part. */
  static Request of(Request request) {
    return request.getHeaders().contains(HttpHeader.RANGE)
        ? new UncompressedRange(request)
        : request;
  }

  @Override
  public HttpFields getHeaders() {
    return headers;
  }
}
