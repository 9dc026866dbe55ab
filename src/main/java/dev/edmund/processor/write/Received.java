package dev.edmund.processor.write;

import dev.edmund.plan.write.WriteRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request has sent.
 *
 * @param stream the bytes of a body that is taken as it is; null for every other
 */
public record Received(WriteRequest.Body body, @Nullable BodyStream stream)
    implements AutoCloseable {
  /**
   * Reads what is not read yet.
   *
   * @throws dev.edmund.core.ODataException when the body is too long or cut off
   */
  public void complete() {
    if (stream != null) {
      stream.keep();
    }
  }

  /** Gives back what was kept. */
  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
