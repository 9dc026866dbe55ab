package dev.edmund.bench.load;

import java.util.List;

/**
 * What the clients are to do.
 *
 * @param targets path and query of each request, taken in turns
 * @param prefer the value of the {@code Prefer} header; empty for none
 * @param following whether next links are followed, beginning again after the last page
 * @param clients how many connections ask at once
 * @param seconds how long they begin new requests
 * @param slow path, query and number of downloads that run beside, read slowly
 */
public record LoadOrder(
    int port,
    List<String> targets,
    String prefer,
    boolean following,
    int clients,
    double seconds,
    Slow slow) {
  public LoadOrder {
    targets = List.copyOf(targets);
  }

  /** Downloads that are read at {@code bytesPerSecond} and cut off when the order is done. */
  public record Slow(int clients, String target, String prefer, int bytesPerSecond) {
    public static final Slow NONE = new Slow(0, "", "", 0);
  }
}
