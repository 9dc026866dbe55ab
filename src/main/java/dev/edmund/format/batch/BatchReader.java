package dev.edmund.format.batch;

import org.jspecify.annotations.Nullable;

/** The requests of a batch, one by one; no more than one is kept. */
public interface BatchReader {

  /**
   * The next request; null behind the last one, when all of the batch has been read.
   *
   * @throws dev.edmund.core.ODataException when the batch breaks its format or a limit, with the
   *     place where it does
   */
  @Nullable BatchPart next();
}
