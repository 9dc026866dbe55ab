package dev.edmund.store;

import dev.edmund.sql.BatchSql;
import dev.edmund.sql.NestedSql;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the nested statements of one answer, each for as many rows as make a batch of moderate size,
 * which the batches before tell.
 */
final class NestedReads {
  private static final int FIRST_KEYS = 128;
  private static final int MOST_KEYS = 1024;
  private static final long WANTED_BYTES = 1 << 18;

  private final ReadSession session;
  private final IdentityHashMap<NestedSql, Integer> sizes = new IdentityHashMap<>();

  NestedReads(ReadSession session) {
    this.session = session;
  }

  /** For how many keys a statement is to be run next. */
  int size(NestedSql nested) {
    return sizes.getOrDefault(nested, FIRST_KEYS);
  }

  /**
   * Runs a statement for some keys.
   *
   * @return what is nested by them; some keys may be missing when there is too much
   */
  Members read(NestedSql nested, BatchSql batch, Map<Key, List<Object>> keys) {
    try (Rows rows = session.query(batch.statement(List.copyOf(keys.values())), null)) {
      Members read = Members.of(rows, batch, keys.keySet(), this);
      int known = read.members().size();
      long fitting = known * WANTED_BYTES / Math.max(1, read.bytes());
      sizes.put(nested, (int) Math.max(1, Math.min(MOST_KEYS, fitting)));
      return read;
    }
  }

  /** Runs a statement for one row. */
  Rows each(NestedSql nested, Row row) {
    return new Lookahead(session.query(nested.each(), row), nested.columns(), this);
  }
}
