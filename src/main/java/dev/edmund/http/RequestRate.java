package dev.edmund.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Counts the requests of each address, second by second; only the current one is remembered. */
final class RequestRate {
  private final int most;
  private final LongSupplier nanos;
  private final AtomicReference<Second> current;

  private record Second(long number, ConcurrentMap<String, AtomicInteger> requests) {
    Second(long number) {
      this(number, new ConcurrentHashMap<>());
    }
  }

  /**
   * @param most requests of one address in a second; 0 for any number
   * @param nanos the time, as {@link System#nanoTime} has it
   */
  RequestRate(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.current = new AtomicReference<>(new Second(now()));
  }

  /** Whether an address may send one more request in this second. */
  boolean allows(String address) {
    if (most == 0) {
      return true;
    }
    long now = now();
    Second second = current.updateAndGet(before -> before.number == now ? before : new Second(now));
    return second.requests.computeIfAbsent(address, a -> new AtomicInteger()).incrementAndGet()
        <= most;
  }

  private long now() {
    return Math.floorDiv(nanos.getAsLong(), Duration.ofSeconds(1).toNanos());
  }
}
