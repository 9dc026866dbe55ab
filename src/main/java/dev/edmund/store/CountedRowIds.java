package dev.edmund.store;

import dev.edmund.model.storage.Table;
import dev.edmund.sql.WriteSql;
import java.util.HashMap;
import java.util.Map;

/**
 * The number behind the highest one, where nobody else writes meanwhile: a table is asked once in a
 * transaction.
 */
final class CountedRowIds implements RowIds {
  private final WriteSql sql;
  private final Map<String, Long> last = new HashMap<>();

  CountedRowIds(WriteSql sql) {
    this.sql = sql;
  }

  @Override
  public long next(Table root, WriteSession session) {
    Long before = last.get(root.name());
    long next = (before == null ? highest(root, session) : before) + 1;
    last.put(root.name(), next);
    return next;
  }

  private long highest(Table root, WriteSession session) {
    try (Rows rows = session.query(sql.lastRowId(root))) {
      return rows.next() && rows.value(0) instanceof Long highest ? highest : 0;
    }
  }

  @Override
  public void forget() {
    last.clear();
  }
}
