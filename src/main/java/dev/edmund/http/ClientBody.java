package dev.edmund.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the client sends, asked for when it is first read: a client that waits for {@code 100
 * Continue} sends nothing of a body that is refused by its headers (RFC 9110, 10.1.1).
 */
final class ClientBody extends InputStream {
  private final HttpServletRequest request;

  ClientBody(HttpServletRequest request) {
    this.request = request;
  }

  @Override
  public int read() throws IOException {
    return request.getInputStream().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return request.getInputStream().read(bytes, offset, length);
  }
}
