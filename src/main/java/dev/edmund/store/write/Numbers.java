package dev.edmund.store.write;

import dev.edmund.sql.Dialect;
import dev.edmund.sql.VersionSql;
import dev.edmund.store.WriteSession;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one transaction. It takes one from the database, and more at a time the more it
 * has needed, so that one change costs one statement and many cost few; those left over are lost.
 */
final class Numbers {
  private static final long MOST = 1_024;

  private final WriteSession session;
  private final VersionSql sql;
  private final Deque<Long> free = new ArrayDeque<>();
  private long taken;

  Numbers(WriteSession session, Dialect dialect) {
    this.session = session;
    this.sql = new VersionSql(dialect);
  }

  /** A number that no version has had. */
  long next() {
    if (free.isEmpty()) {
      take(Math.max(1, Math.min(MOST, taken)));
    }
    return free.remove();
  }

  private void take(long count) {
    List<List<@Nullable Object>> rows =
        session
            .run(sql.take(count))
            .orElseThrow(() -> new IllegalStateException("Numbers come in rows"));
    for (List<@Nullable Object> row : rows) {
      if (row.get(0) instanceof Number last) {
        // Either each, or the last of them.
        for (long number = last.longValue() - count / rows.size() + 1;
            number <= last.longValue();
            number++) {
          free.add(number);
        }
      }
    }
    taken += count;
  }
}
