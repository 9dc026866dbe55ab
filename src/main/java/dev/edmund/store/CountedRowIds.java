package dev.edmund.store;

import dev.edmund.model.storage.Table;
import dev.edmund.sql.WriteSql;

/** The number behind the highest one, where nobody else writes meanwhile. */
record CountedRowIds(WriteSql sql) implements RowIds {
  @Override
  public long next(Table root, WriteSession session) {
    try (Rows rows = session.query(sql.lastRowId(root))) {
      return rows.next() && rows.value(0) instanceof Long last ? last + 1 : 1;
    }
  }
}
