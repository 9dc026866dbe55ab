package dev.edmund.format.json;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Buffers that have grown to the size of a page, for one answer after the other. One that is not
 * given back, as where a client is gone, is forgotten.
 */
public final class JsonBuffers {
  /** Larger ones are few and would hold memory for long. */
  static final int LARGEST = 512 * 1024;

  private static final int MOST = 16;

  private final ConcurrentLinkedDeque<JsonBuffer> free = new ConcurrentLinkedDeque<>();

  /** An empty buffer. */
  public JsonBuffer take() {
    JsonBuffer buffer = free.poll();
    return buffer == null ? new JsonBuffer() : buffer;
  }

  /** Gives a buffer for others to use. */
  public void giveBack(JsonBuffer buffer) {
    if (buffer.capacity() <= LARGEST && free.size() < MOST) {
      buffer.clear();
      free.push(buffer);
    }
  }
}
