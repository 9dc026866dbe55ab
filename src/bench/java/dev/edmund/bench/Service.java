package dev.edmund.bench;

import dev.edmund.bench.load.HttpConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server, running in a process of its own. */
final class Service implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final String name;
  private final int port;
  private final Process process;

  private Service(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  static Service of(Build build, Children children, String database, String heap, String log)
      throws IOException {
    int port = freePort();
    return started(build.name(), port, children, log, build.arguments(heap, database, port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Service started(
      String name, int port, Children children, String log, List<String> arguments)
      throws IOException {
    Service service = new Service(name, port, children.start(log, arguments));
    service.awaitReady(children.log(log));
    return service;
  }

  private void awaitReady(Path log) {
    long deadline = System.nanoTime() + START.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (answers()) {
        return;
      }
      Pause.milliseconds(50);
    }
    throw new BenchmarkException(name + " does not start; see " + log);
  }

  private boolean answers() {
    try (HttpConnection connection = new HttpConnection(port)) {
      byte[] request = HttpConnection.request(port, "/ready", "");
      return connection.send(request, OutputStream.nullOutputStream()).status() == OK;
    } catch (IOException e) {
      // It does not listen yet.
      return false;
    }
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  /** The root of its URLs. */
  String root() {
    return "http://127.0.0.1:" + port;
  }

  ResidentMemory memory() {
    return new ResidentMemory(process.pid());
  }

  ProcessorTime processorTime() {
    return new ProcessorTime(process.pid());
  }

  @Override
  public void close() {
    Children.end(process);
  }
}
