package dev.edmund.bench;

import dev.edmund.bench.load.HttpConnection;
import dev.edmund.bench.load.Tail;
import java.io.IOException;

/** Goes from page to page. */
final class NextLinks {
  private NextLinks() {}

  /**
   * Follows next links.
   *
   * @param steps how many
   * @return path and query of the page that they lead to
   */
  static String follow(Service service, String target, String prefer, int steps)
      throws IOException {
    Tail tail = new Tail();
    String page = target;
    try (HttpConnection connection = new HttpConnection(service.port())) {
      for (int step = 0; step < steps; step++) {
        byte[] request = HttpConnection.request(service.port(), page, prefer);
        tail.clear();
        connection.send(request, tail);
        page =
            tail.nextTarget()
                .orElseThrow(() -> new BenchmarkException("There are not so many pages"));
      }
    }
    return page;
  }
}
