package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Does again what failed for a reason that passes, such as a server that was started anew.
 *
 * @param pauses before each further attempt
 */
public record Retries(List<Duration> pauses) {
  /** Does nothing again. */
  public static final Retries NONE = new Retries(List.of());

  /** Long enough for a server to come back that was told to restart. */
  public static final Retries USUAL =
      new Retries(
          List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1_600)));

  public Retries {
    pauses = List.copyOf(pauses);
  }

  /**
   * Does work, up to once more for each pause.
   *
   * @param work has no effect when it fails
   * @throws ODataException the last one of the work
   */
  public <R> R run(Supplier<R> work) {
    for (Duration pause : pauses) {
      try {
        return work.get();
      } catch (ODataException e) {
        if (!e.isPassing()) {
          throw e;
        }
      }
      sleep(pause);
    }
    return work.get();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ODataException(ErrorCode.UNAVAILABLE, "The service is stopping.", e);
    }
  }
}
