package dev.edmund.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * What the client sends, asked for when it is first read: a client that waits for {@code 100
 * Continue} sends nothing of a body that is refused by its headers (RFC 9110, 10.1.1).
 */
final class ClientBody extends InputStream {
  private static final long MOST_UNREAD_BYTES = 64L * 1024 * 1024;
  private static final Duration LONGEST_UNREAD = Duration.ofSeconds(5);

  /** A client that sends nothing for so long has read that it need not, or never will. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final HttpServletRequest request;
  private boolean over;
  private boolean asked;

  ClientBody(HttpServletRequest request) {
    this.request = request;
    this.over =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    asked = true;
    int read = request.getInputStream().read(bytes, offset, length);
    over |= read < 0;
    return read;
  }

  /**
   * Takes in what the client still sends once it is answered, within bounds: a connection that is
   * closed with bytes unread is reset, and the answer is lost with it (RFC 9112, 9.6).
   */
  void discardRest(HttpServletResponse answer) throws IOException {
    if (over || Exchange.isStream(request) || (!asked && request.getHeader("Expect") != null)) {
      return;
    }
    answer.flushBuffer();
    EndPoint connection =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    long idle = connection.getIdleTimeout();
    connection.setIdleTimeout(SILENCE.toMillis());
    try {
      discard();
    } catch (IOException e) {
      over = true; // The client is gone, with its answer or without.
    } finally {
      connection.setIdleTimeout(idle);
    }
  }

  private void discard() throws IOException {
    byte[] piece = new byte[64 * 1024];
    long left = MOST_UNREAD_BYTES;
    long until = System.nanoTime() + LONGEST_UNREAD.toNanos();
    while (!over && left > 0 && System.nanoTime() < until) {
      left -= read(piece, 0, piece.length);
    }
  }
}
