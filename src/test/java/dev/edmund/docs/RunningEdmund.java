package dev.edmund.docs;

import dev.edmund.TestDatabase;
import dev.edmund.app.ShippedService;
import dev.edmund.core.Limits;
import dev.edmund.http.HttpServer;
import dev.edmund.http.HttpSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The service as it is shipped, behind a real port. Raw bytes are sent, as clients send them. */
final class RunningEdmund implements AutoCloseable {
  private final HttpServer server;
  private final ShippedService shipped;

  private RunningEdmund(HttpServer server, ShippedService shipped) {
    this.server = server;
    this.shipped = shipped;
  }

  static RunningEdmund start(Path folder) throws IOException {
    return start(ShippedService.open(TestDatabase.in(folder)));
  }

  /** Serves another model with the data beside it. */
  static RunningEdmund start(Path folder, Path model) throws IOException {
    String url = TestDatabase.in(folder);
    return start(ShippedService.reseeding(model, model.resolveSibling("data"), url));
  }

  private static RunningEdmund start(ShippedService shipped) throws IOException {
    HttpServer server =
        HttpServer.bind(new HttpSettings("127.0.0.1", 0, null, Limits.defaults().urlBytes()));
    server.start(shipped.service());
    return new RunningEdmund(server, shipped);
  }

  int port() {
    return server.port();
  }

  /** Head and body of an answer. */
  record Answer(int status, String text) {}

  /**
   * Sends a request as {@code http://127.0.0.1:8080} gets it, so that URLs in documents are right.
   *
   * @param target path and query, of which nothing is encoded
   */
  Answer send(String method, String target, List<String> headers) throws IOException {
    return send(method, target, headers, "");
  }

  /** Sends a request with a body; see {@link #send(String, String, List)}. */
  Answer send(String method, String target, List<String> headers, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String length = content.length == 0 ? "" : "Content-Length: " + content.length + "\r\n";
    String head =
        method
            + " "
            + target
            + " HTTP/1.0\r\nHost: 127.0.0.1:8080\r\n"
            + String.join("", headers.stream().map(h -> h + "\r\n").toList())
            + length
            + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(content);
      out.flush();
      String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(Integer.parseInt(text.split(" ", 3)[1]), text);
    }
  }

  @Override
  public void close() {
    server.close();
    shipped.close();
  }
}
