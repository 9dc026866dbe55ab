package dev.edmund.bench.load;

import java.util.concurrent.CountDownLatch;

/** Where clients wait, connected, until all are there: who connects late would be seen as slow. */
final class StartLine {
  private final CountDownLatch coming;
  private final long nanos;
  private long start;

  /**
   * @param clients who has to be there
   * @param seconds how long they run
   */
  StartLine(int clients, double seconds) {
    this.coming = new CountDownLatch(clients);
    this.nanos = (long) (seconds * 1e9);
  }

  /**
   * Waits for all others.
   *
   * @return until when to run, as {@link System#nanoTime()}
   */
  long await() throws InterruptedException {
    arrive();
    coming.await();
    return start() + nanos;
  }

  /** Says that one is there, or will not come. */
  void arrive() {
    coming.countDown();
  }

  /** When the first one ran. */
  synchronized long start() {
    if (start == 0) {
      start = System.nanoTime();
    }
    return start;
  }
}
