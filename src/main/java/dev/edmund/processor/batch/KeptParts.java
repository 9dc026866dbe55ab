package dev.edmund.processor.batch;

import dev.edmund.format.batch.BatchPart;
import dev.edmund.format.batch.BatchReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the requests that a reader gives, so that a short batch, which is checked before its first
 * request is answered, is read once.
 */
final class KeptParts implements BatchReader {
  private static final int MOST_BYTES = 1024 * 1024;

  /** What a request takes beside its body, its URL and its headers. */
  private static final int OVERHEAD = 256;

  private final BatchReader reader;
  private final List<BatchPart> parts = new ArrayList<>();
  private long bytes;

  KeptParts(BatchReader reader) {
    this.reader = reader;
  }

  @Override
  public @Nullable BatchPart next() {
    BatchPart part = reader.next();
    if (part != null && bytes <= MOST_BYTES) {
      bytes += size(part);
      parts.add(part);
    }
    if (bytes > MOST_BYTES) {
      parts.clear();
    }
    return part;
  }

  private static long size(BatchPart part) {
    long size = (long) OVERHEAD + part.url().length() + part.body().length;
    for (var header : part.headers().entrySet()) {
      size += OVERHEAD + header.getKey().length() + header.getValue().length();
    }
    return size;
  }

  /** All requests once more; empty where they were too long to be kept. */
  Optional<BatchReader> again() {
    if (bytes > MOST_BYTES) {
      return Optional.empty();
    }
    Iterator<BatchPart> left = parts.iterator();
    return Optional.of(() -> left.hasNext() ? left.next() : null);
  }
}
