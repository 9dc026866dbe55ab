package dev.edmund.bench.load;

/** Counts durations in buckets of 1.6 % width, so that millions of them cost a few kilobytes. */
final class Histogram {
  private static final int STEP_BITS = 6;
  private static final int STEPS = 1 << STEP_BITS;

  private final long[] counts = new long[Long.SIZE * STEPS];
  private long total;

  void add(long nanos) {
    counts[bucket(Math.max(0, nanos))]++;
    total++;
  }

  void addAll(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  long total() {
    return total;
  }

  /** The duration that the given part of all stays within; 0 when there is none. */
  double milliseconds(double part) {
    long wanted = (long) Math.ceil(total * part);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return upper(i) / 1e6;
      }
    }
    return 0;
  }

  private static int bucket(long value) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - STEP_BITS - 1);
    return (shift << STEP_BITS) + (int) (value >>> shift);
  }

  private static double upper(int bucket) {
    int shift = Math.max(0, (bucket >> STEP_BITS) - 1);
    return Math.scalb((double) (bucket - (shift << STEP_BITS) + 1), shift);
  }
}
