package dev.edmund.bench.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection to this machine. It does as little as a client can, so that
 * the processor time goes to the server.
 */
public final class HttpConnection implements Closeable {
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final int BUFFER = 64 * 1024;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private long firstByte;

  /** Connects; the receive buffer is small enough to make a slow reader felt by the server. */
  public HttpConnection(int port) throws IOException {
    socket.setReceiveBufferSize(BUFFER);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) SILENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /**
   * What came back.
   *
   * @param firstByteNanos from the request to the first byte of the body
   */
  public record Answer(int status, long bytes, long firstByteNanos, long nanos) {}

  /** The bytes of a GET, to be sent as often as wanted. */
  public static byte[] request(int port, String target, String prefer) {
    return (head("GET", port, target, prefer) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes of a POST of JSON, to be sent as often as wanted. */
  public static byte[] post(int port, String target, String prefer, String body) {
    String request =
        head("POST", port, target, prefer)
            + "Content-Type: application/json\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body;
    return request.getBytes(StandardCharsets.UTF_8);
  }

  private static String head(String method, int port, String target, String prefer) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port
        + "\r\nAccept: application/json\r\nOData-MaxVersion: 4.0\r\n"
        + (prefer.isEmpty() ? "" : "Prefer: " + prefer + "\r\n");
  }

  /** Sends a request and copies the body of its answer. */
  public Answer send(byte[] request, OutputStream body) throws IOException {
    long start = System.nanoTime();
    out.write(request);
    String statusLine = line();
    int status = Integer.parseInt(statusLine.substring(9, 12));
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).trim());
      }
      chunked |= lower.equals("transfer-encoding: chunked");
    }
    firstByte = 0;
    long bytes = chunked ? chunks(body) : copy(length, body);
    long end = System.nanoTime();
    return new Answer(status, bytes, (firstByte == 0 ? end : firstByte) - start, end - start);
  }

  private long chunks(OutputStream body) throws IOException {
    long bytes = 0;
    while (true) {
      long length = Long.parseLong(line(), 16);
      bytes += copy(length, body);
      line();
      if (length == 0) {
        return bytes;
      }
    }
  }

  private long copy(long length, OutputStream body) throws IOException {
    long left = length;
    while (left > 0) {
      if (position == limit) {
        fill();
      }
      if (firstByte == 0) {
        firstByte = System.nanoTime();
      }
      int part = (int) Math.min(left, limit - position);
      body.write(buffer, position, part);
      position += part;
      left -= part;
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      if (position == limit) {
        fill();
      }
      char c = (char) buffer[position++];
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append(c);
      }
    }
  }

  private void fill() throws IOException {
    position = 0;
    limit = in.read(buffer);
    if (limit < 0) {
      limit = 0;
      throw new EOFException("The server closed the connection within an answer");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
