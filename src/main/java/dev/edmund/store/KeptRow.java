package dev.edmund.store;

import dev.edmund.sql.NestedSql;
import org.jspecify.annotations.Nullable;

/**
 * A row among those that were read together.
 *
 * @param index which of its siblings it is
 */
record KeptRow(Cells cells, Siblings siblings, int index) implements Row {
  @Override
  public byte @Nullable [] bytes(int column) {
    return cells.bytes(column);
  }

  @Override
  public @Nullable Object value(int column) {
    return cells.value(column);
  }

  @Override
  public Rows related(NestedSql nested) {
    return siblings.related(nested, this);
  }
}
