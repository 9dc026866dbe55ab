package dev.edmund.bench;

import dev.edmund.bench.load.LoadResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The middle of several rounds, each number by itself.
 *
 * @param fairness the answers of the client that got the fewest, as a part of what each got on
 *     average
 */
record Medians(
    double throughput, LoadResult.Latency whole, LoadResult.Latency firstByte, double fairness) {

  /**
   * @param unit how much one answer counts
   */
  static Medians of(List<LoadResult> rounds, double unit) {
    return new Medians(
        middle(rounds, r -> r.answers() * unit / r.seconds()),
        new LoadResult.Latency(
            middle(rounds, r -> r.whole().p50()), middle(rounds, r -> r.whole().p99())),
        new LoadResult.Latency(
            middle(rounds, r -> r.firstByte().p50()), middle(rounds, r -> r.firstByte().p99())),
        middle(rounds, LoadResult::fairness));
  }

  private static double middle(List<LoadResult> rounds, ToDoubleFunction<LoadResult> number) {
    double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
