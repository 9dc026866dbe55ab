package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import java.util.Objects;

/** What the version of an entity becomes when it is changed: the next one, unless it is given. */
record NextVersion(EntityStorage type) {

  void give(Row before, Row row) {
    Column column = type.version();
    if (column == null || column.type() != ColumnType.INTEGER) {
      return;
    }
    Object old = before.has(column) ? before.get(column) : null;
    boolean given = !Objects.equals(old, row.get(column)) && row.get(column) != null;
    if (!given && old instanceof Number number) {
      row.set(column, number.longValue() + 1);
    }
  }
}
