package dev.edmund.bench.load;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** One connection that asks, reads the whole answer and asks again until its time is over. */
final class Client implements Callable<Client.Seen> {
  private final LoadOrder order;
  private final List<byte[]> requests;
  private final int first;
  private final StartLine line;

  /**
   * @param first which of the order's targets this client begins with
   */
  Client(LoadOrder order, int first, StartLine line) {
    this.order = order;
    this.first = first;
    this.line = line;
    this.requests = order.requests();
  }

  /** What one client saw. */
  record Seen(long bytes, Histogram whole, Histogram firstByte) {}

  @Override
  public Seen call() throws IOException, InterruptedException {
    Histogram whole = new Histogram();
    Histogram firstByte = new Histogram();
    long bytes = 0;
    try (HttpConnection connection = connect()) {
      long deadline = line.await();
      Tail tail = new Tail();
      byte[] request = requests.get(first % requests.size());
      for (int i = first + 1; whole.total() == 0 || System.nanoTime() < deadline; i++) {
        tail.clear();
        HttpConnection.Answer answer = connection.send(request, tail);
        if (answer.status() != order.status()) {
          throw new IOException("An answer has status " + answer.status() + " " + tail.text());
        }
        whole.add(answer.nanos());
        firstByte.add(answer.firstByteNanos());
        bytes += answer.bytes();
        request = next(tail, i);
      }
    }
    return new Seen(bytes, whole, firstByte);
  }

  private HttpConnection connect() throws IOException {
    try {
      return new HttpConnection(order.port());
    } catch (IOException e) {
      line.arrive();
      throw e;
    }
  }

  private byte[] next(Tail tail, int turn) {
    byte[] byTurn = requests.get(turn % requests.size());
    return order.following()
        ? tail.nextTarget()
            .map(t -> HttpConnection.request(order.port(), t, order.prefer()))
            .orElse(byTurn)
        : byTurn;
  }
}
