package dev.edmund.store;

import dev.edmund.sql.Statement;
import dev.edmund.sql.VersionSql;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The numbers that a transaction takes for versions where no statement can take its own. They are
 * taken more at a time the more have been needed, so that one change costs one statement and many
 * cost few; those left over are lost.
 */
final class Numbers {
  private static final long MOST = 1_024;

  private final VersionSql sql;
  private final WriteSession session;
  private long last;
  private long free;
  private long taken;

  Numbers(VersionSql sql, WriteSession session) {
    this.sql = sql;
    this.session = session;
  }

  /** A number that no version has had; empty where statements take them. */
  OptionalLong next() {
    if (free == 0) {
      long count = Math.max(1, Math.min(MOST, taken));
      Optional<Statement> take = sql.take(count);
      if (take.isEmpty()) {
        return OptionalLong.empty();
      }
      last = last(take.get());
      free = count;
      taken += count;
    }
    free--;
    return OptionalLong.of(last - free);
  }

  private long last(Statement take) {
    return session
        .updateTelling(take)
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).longValue())
        .orElseThrow(() -> new IllegalStateException("There are no numbers"));
  }

  /** Another transaction begins, or some of this one is undone, and with it what it took. */
  void forget() {
    free = 0;
    taken = 0;
  }
}
