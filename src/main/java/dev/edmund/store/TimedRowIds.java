package dev.edmund.store;

import dev.edmund.model.storage.Table;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row ids from the time, so that many connections of many processes make some without asking each
 * other: the milliseconds since 2025 in front, behind them a number that each process begins at
 * another place. They grow, and are above those that a load counts from one. Where two are the same
 * all the same, the primary key refuses the second, which is tried again.
 */
final class TimedRowIds implements RowIds {
  private static final long EPOCH = 1_735_689_600_000L;
  private static final int BITS = 22;

  private final Clock clock;
  private final long place;
  private final AtomicLong last = new AtomicLong();

  TimedRowIds(Clock clock) {
    this.clock = clock;
    this.place = new SecureRandom().nextInt(1 << BITS);
  }

  @Override
  public long next(Table root, WriteSession session) {
    long now = ((clock.millis() - EPOCH) << BITS) | place;
    return last.updateAndGet(before -> Math.max(before + 1, now));
  }
}
