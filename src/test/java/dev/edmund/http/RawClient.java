package dev.edmund.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends requests byte for byte, which no HTTP client does. */
record RawClient(int port) {

  /** An answer, read to the end of the connection; each char of the rest is a byte. */
  record Answer(String head, String rest) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    List<String> all(String header) {
      String start = header.toLowerCase(Locale.ROOT) + ":";
      return Arrays.stream(head.split("\r\n"))
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).trim())
          .toList();
    }

    Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }

    String body() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
      return rest.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** GET with the headers given, on a connection of its own. */
  Answer get(String target, String... headers) throws IOException {
    return request("GET", target, headers);
  }

  Answer request(String method, String target, String... headers) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String header : headers) {
      lines.append(header).append("\r\n");
    }
    return send(
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: test.example:"
            + port
            + "\r\nConnection: close\r\n"
            + lines
            + "\r\n");
  }

  Answer send(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      write(socket, text.getBytes(StandardCharsets.UTF_8));
      byte[] all = readAll(socket.getInputStream());
      String latin = new String(all, StandardCharsets.ISO_8859_1);
      int end = latin.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new IOException("No HTTP answer: " + latin);
      }
      return new Answer(latin.substring(0, end), latin.substring(end + 4));
    }
  }

  /** Asks, reads some bytes of the answer, and is gone. */
  void leave(String target, int bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getInputStream().readNBytes(bytes);
    }
  }

  /** A server that refuses a long request need not read it to its end; its answer counts. */
  private static void write(Socket socket, byte[] request) {
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The answer, or that there is none, shows when it is read.
    }
  }

  /** A refusal counts even if the server, which did not read all of the request, then hangs up. */
  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      in.transferTo(out);
    } catch (IOException e) {
      if (!out.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 4")) {
        throw e;
      }
    }
    return out.toByteArray();
  }
}
