package dev.edmund.store.write;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ChangeLog;
import dev.edmund.model.storage.Storage;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.LogSql;
import dev.edmund.store.ConstraintException;
import dev.edmund.store.WriteSession;
import dev.edmund.store.Writers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the change logs forget what is too old, now and then: behind a change, in a transaction of
 * its own, a part each time.
 */
final class Forgetting {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofHours(1);

  /** Whoever reads changes while a delta link becomes too old still gets them all. */
  private static final Duration GRACE = Duration.ofDays(1);

  private final Writers writers;
  private final Storage storage;
  private final Dialect dialect;
  private final Duration kept;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  /**
   * @param kept how long changes are kept at least
   */
  Forgetting(
      Writers writers, Storage storage, Dialect dialect, Duration kept, LongSupplier nanoTime) {
    this.writers = writers;
    this.storage = storage;
    this.dialect = dialect;
    this.kept = kept;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** Forgets, if it is time; a failure is none of the change before. */
  void now() {
    if (storage.logs().isEmpty()) {
      return;
    }
    long now = nanoTime.getAsLong();
    long due = next.get();
    if (now - due < 0 || !next.compareAndSet(due, now + SELDOM.toNanos())) {
      return;
    }
    try {
      long before = Instant.now().minus(kept).minus(GRACE).getEpochSecond();
      boolean more = writers.transaction(session -> forget(session, before));
      if (more) {
        next.set(now + OFTEN.toNanos());
      }
    } catch (ODataException | ConstraintException e) {
      LOG.warn("Old changes could not be forgotten: {}", e.getMessage());
    }
  }

  private boolean forget(WriteSession session, long before) {
    boolean more = false;
    for (ChangeLog log : storage.logs().values()) {
      List<@Nullable Object> oldest =
          session.run(LogSql.oldest(dialect, log, before)).orElse(List.of()).get(0);
      if (oldest.get(0) instanceof Long position) {
        session.update(LogSql.forgotten(log, position));
        session.update(LogSql.forget(dialect, log, position));
        more |= Long.valueOf(LogSql.MOST_FORGOTTEN).equals(oldest.get(1));
      }
    }
    return more;
  }
}
