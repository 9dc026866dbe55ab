package dev.edmund.spec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Writes a request line and headers to a socket as they are given, which HTTP clients refuse. */
record RawHttp(int port) {
  private static final int TIMEOUT_MILLIS = 60_000;

  String root() {
    return "http://localhost:" + port;
  }

  /**
   * Sends one request on a connection of its own.
   *
   * @param target the request target, byte for byte
   * @param headers each as {@code Name: value}; Host and Content-Length are added
   */
  Answer send(String method, String target, List<String> headers, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (headers.stream().noneMatch(h -> h.regionMatches(true, 0, "Host:", 0, 5))) {
      text.append("Host: localhost:").append(port).append("\r\n");
    }
    headers.forEach(header -> text.append(header).append("\r\n"));
    if (content.length > 0) {
      text.append("Content-Length: ").append(content.length).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(content);
      socket.getOutputStream().flush();
      return read(method + " " + target, socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target, e);
    }
  }

  private static Answer read(String request, byte[] all) throws IOException {
    String latin = new String(all, StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no HTTP answer to " + request + ": " + latin);
    }
    List<String> lines = Arrays.asList(latin.substring(0, end).split("\r\n", -1));
    int status = Integer.parseInt(lines.get(0).substring(9, 12));
    byte[] rest = Arrays.copyOfRange(all, end + 4, all.length);
    Answer raw = new Answer(request, status, lines.subList(1, lines.size()), rest);
    boolean chunked = raw.all("Transfer-Encoding").contains("chunked");
    byte[] body = chunked && rest.length > 0 ? dechunk(rest) : rest;
    boolean zipped = raw.all("Content-Encoding").contains("gzip") && body.length > 0;
    return new Answer(request, status, raw.headers(), zipped ? unzip(body) : body);
  }

  private static byte[] unzip(byte[] body) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  /** Joins chunks; a missing last chunk means an answer that was broken off. */
  private static byte[] dechunk(byte[] chunked) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int line = at;
      while (line < chunked.length && chunked[line] != '\r') {
        line++;
      }
      if (line >= chunked.length) {
        throw new IOException("the answer was broken off after " + body.size() + " bytes");
      }
      int size =
          Integer.parseInt(new String(chunked, at, line - at, StandardCharsets.US_ASCII), 16);
      if (size == 0) {
        return body.toByteArray();
      }
      body.write(chunked, line + 2, size);
      at = line + 2 + size + 2;
    }
  }
}
