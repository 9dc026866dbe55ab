package dev.edmund.bench;

/** Waiting. */
final class Pause {
  private Pause() {}

  static void milliseconds(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("The benchmark was interrupted");
    }
  }
}
