package dev.edmund.bench;

import dev.edmund.bench.load.LoadResult;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the throughputs of two servers relate: of the medians, and in the round where it was least
 * and most. Each round of one is next to one of the other, so that both had the same machine.
 */
record Ratios(double middle, double least, double most) {

  static Ratios of(Medians subject, Medians reference, List<LoadResult> a, List<LoadResult> b) {
    double[] each =
        IntStream.range(0, a.size())
            .mapToDouble(i -> rate(a.get(i)) / rate(b.get(i)))
            .sorted()
            .toArray();
    return new Ratios(
        subject.throughput() / reference.throughput(), each[0], each[each.length - 1]);
  }

  /** The same where little is better, as a time is. */
  static Ratios ofFirstByte(
      Medians subject, Medians reference, List<LoadResult> a, List<LoadResult> b) {
    double[] each =
        IntStream.range(0, a.size())
            .mapToDouble(i -> b.get(i).firstByte().p50() / a.get(i).firstByte().p50())
            .sorted()
            .toArray();
    return new Ratios(
        reference.firstByte().p50() / subject.firstByte().p50(), each[0], each[each.length - 1]);
  }

  private static double rate(LoadResult round) {
    return round.answers() / round.seconds();
  }
}
