package dev.edmund.plan.write;

import java.security.SecureRandom;
import java.util.UUID;

/** Guids that grow with time (RFC 9562, 5.7), so that new keys go to the end of an index. */
final class TimeOrderedGuid {
  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedGuid() {}

  /** A new one, as {@link dev.edmund.model.storage.Values} has it. */
  static String next() {
    long millis = System.currentTimeMillis();
    long high = (millis << 16) | 0x7000L | (RANDOM.nextInt() & 0xFFFL);
    long low = (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
