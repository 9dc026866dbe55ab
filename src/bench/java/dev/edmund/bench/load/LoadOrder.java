package dev.edmund.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What the clients are to do.
 *
 * @param targets path and query of each request, taken in turns
 * @param bodies what is posted, taken in turns with the targets; empty for GET
 * @param prefer the value of the {@code Prefer} header; empty for none
 * @param following whether next links are followed, beginning again after the last page
 * @param clients how many connections ask at once
 * @param seconds how long they begin new requests
 * @param beside what others do meanwhile
 */
public record LoadOrder(
    int port,
    List<String> targets,
    List<String> bodies,
    String prefer,
    boolean following,
    int clients,
    double seconds,
    Beside beside) {
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  public LoadOrder {
    targets = List.copyOf(targets);
    bodies = List.copyOf(bodies);
  }

  /** The bytes of each request. */
  List<byte[]> requests() {
    if (bodies.isEmpty()) {
      return targets.stream().map(t -> HttpConnection.request(port, t, prefer)).toList();
    }
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      String target = targets.get(i % targets.size());
      requests.add(HttpConnection.post(port, target, prefer, bodies.get(i)));
    }
    return requests;
  }

  /** The status of each answer. */
  int status() {
    return bodies.isEmpty() || isBatch() ? OK : NO_CONTENT;
  }

  private boolean isBatch() {
    return targets.stream().allMatch(target -> target.endsWith("/$batch"));
  }

  /** What those do that insert meanwhile. */
  LoadOrder inserting() {
    Inserts inserts = beside.inserts();
    return new LoadOrder(
        port,
        List.of(inserts.target()),
        inserts.bodies(),
        inserts.prefer(),
        false,
        inserts.clients(),
        seconds,
        Beside.NONE);
  }

  /** What is done beside the order, none of which is counted. */
  public record Beside(Slow slow, Inserts inserts) {
    public static final Beside NONE = new Beside(Slow.NONE, Inserts.NONE);

    public static Beside of(Slow slow) {
      return new Beside(slow, Inserts.NONE);
    }

    public static Beside of(Inserts inserts) {
      return new Beside(Slow.NONE, inserts);
    }
  }

  /** Clients that post without pause. */
  public record Inserts(int clients, String target, String prefer, List<String> bodies) {
    public static final Inserts NONE = new Inserts(0, "", "", List.of());

    public Inserts {
      bodies = List.copyOf(bodies);
    }
  }

  /** Downloads that are read at {@code bytesPerSecond} and cut off when the order is done. */
  public record Slow(int clients, String target, String prefer, int bytesPerSecond) {
    public static final Slow NONE = new Slow(0, "", "", 0);
  }
}
