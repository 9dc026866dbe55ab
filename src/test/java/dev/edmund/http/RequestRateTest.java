package dev.edmund.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RequestRateTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-3 * SECOND);

  @Test
  void eachAddressHasItsOwnNumberInEachSecond() {
    RequestRate rate = new RequestRate(2, nanos::get);
    assertTrue(rate.allows("a"));
    assertTrue(rate.allows("a"));
    assertFalse(rate.allows("a"));
    assertTrue(rate.allows("b"));
    nanos.addAndGet(SECOND - 1);
    assertFalse(rate.allows("a"));
    nanos.addAndGet(1);
    assertTrue(rate.allows("a"));
  }

  @Test
  void withoutLimitAllAreAllowed() {
    RequestRate rate = new RequestRate(0, nanos::get);
    for (int i = 0; i < 1_000; i++) {
      assertTrue(rate.allows("a"));
    }
  }
}
