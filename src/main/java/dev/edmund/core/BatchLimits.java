package dev.edmund.core;

import java.time.Duration;

/**
 * The limits of {@code $batch}, by name.
 *
 * @param batchParts most requests of one batch
 * @param batchBytes longest body of a batch
 * @param partBytes longest body of one of its requests
 * @param partHeaderBytes all headers of one of its requests together
 * @param batchTime after which no further request of a batch is begun
 */
public record BatchLimits(
    int batchParts, long batchBytes, int partBytes, int partHeaderBytes, Duration batchTime) {

  /** The values Edmund ships with. */
  public static BatchLimits defaults() {
    return new BatchLimits(
        1_000, 16L * 1024 * 1024, 4 * 1024 * 1024, 4 * 1024, Duration.ofSeconds(60));
  }

  /** The same for batches of no more requests than that. */
  public BatchLimits withParts(int parts) {
    return new BatchLimits(
        Math.min(batchParts, parts), batchBytes, partBytes, partHeaderBytes, batchTime);
  }
}
