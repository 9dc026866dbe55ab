package dev.edmund.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the steps of one request took so far, in the form of {@code Server-Timing} (W3C Server
 * Timing, 4). Used by one thread at a time.
 */
final class Timings {
  private final long begun = System.nanoTime();
  private final List<Step> steps = new ArrayList<>(5);
  private long last = begun;

  private record Step(String name, long nanos) {
    /** In milliseconds (W3C Server Timing, 3.1). */
    @Override
    public String toString() {
      return name + ";dur=" + String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
  }

  /** When the request came, as {@link System#nanoTime} has it. */
  long begun() {
    return begun;
  }

  /** Ends a step, which began where the one before ended. */
  void end(String step) {
    tell(step, System.nanoTime() - last);
  }

  /** Ends a step that took so many nanoseconds of the time since the one before. */
  void tell(String step, long nanos) {
    steps.add(new Step(step, nanos));
    last += nanos;
  }

  /** The value of the header. */
  String header() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(", "));
  }
}
