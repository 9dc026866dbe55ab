package dev.edmund.store;

import dev.edmund.sql.NestedSql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that have been read before. */
final class KeptRows implements Rows {
  private final List<KeptRow> rows;
  private int index = -1;

  KeptRows(List<KeptRow> rows) {
    this.rows = rows;
  }

  @Override
  public boolean next() {
    return ++index < rows.size();
  }

  @Override
  public byte @Nullable [] bytes(int column) {
    return rows.get(index).bytes(column);
  }

  @Override
  public @Nullable Object value(int column) {
    return rows.get(index).value(column);
  }

  @Override
  public Rows related(NestedSql nested) {
    return rows.get(index).related(nested);
  }

  @Override
  public void close() {
    // There is nothing to give back.
  }
}
