package dev.edmund.bench.load;

/**
 * What the clients saw.
 *
 * @param failure what went wrong first; empty when all was well
 * @param fairness the answers of the client that got the fewest, as a part of what each got on
 *     average
 * @param seconds from the first request to the end of the last answer
 */
public record LoadResult(
    String failure,
    long answers,
    double fairness,
    long bytes,
    double seconds,
    Latency whole,
    Latency firstByte) {

  /** Milliseconds until an answer was read, or its first body byte came. */
  public record Latency(double p50, double p99) {
    static Latency of(Histogram histogram) {
      return new Latency(histogram.milliseconds(0.5), histogram.milliseconds(0.99));
    }
  }

  static LoadResult failed(String failure) {
    Latency none = new Latency(0, 0);
    return new LoadResult(failure, 0, 0, 0, 0, none, none);
  }
}
