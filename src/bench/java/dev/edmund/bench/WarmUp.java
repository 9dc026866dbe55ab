package dev.edmund.bench;

import dev.edmund.bench.load.LoadOrder;
import dev.edmund.bench.load.LoadResult;
import java.io.IOException;

/**
 * Rounds that do not count, so that what is measured is compiled and cached: until neither server
 * gets faster. A JVM on few processors compiles for half a minute, longer than any fixed number of
 * rounds that suits the other requests.
 */
record WarmUp(LoadProcess load) {
  private static final int LEAST_ROUNDS = 3;
  private static final int MOST_ROUNDS = 15;

  void run(LoadOrder toSubject, LoadOrder toReference) throws IOException {
    Pace subject = new Pace();
    Pace reference = new Pace();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      subject.add(load.run(toSubject));
      reference.add(load.run(toReference));
      if (round + 1 >= LEAST_ROUNDS && subject.isSteady() && reference.isSteady()) {
        return;
      }
    }
  }

  /** Whether the rounds of a server still become faster. */
  private static final class Pace {
    /** What is less than this is chance. */
    private static final double GAIN = 1.03;

    /** One slow round may be the machine's. */
    private static final int ROUNDS_WITHOUT_GAIN = 2;

    private double best;
    private int withoutGain;

    void add(LoadResult round) {
      double rate = round.answers() / round.seconds();
      withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
      best = Math.max(best, rate);
    }

    boolean isSteady() {
      return withoutGain >= ROUNDS_WITHOUT_GAIN;
    }
  }
}
