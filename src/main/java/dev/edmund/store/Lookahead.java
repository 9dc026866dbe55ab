package dev.edmund.store;

import dev.edmund.sql.NestedSql;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement, some of them read ahead, so that what is nested in them is read for all
 * of these at once. Where nothing is nested no row is ever kept.
 */
final class Lookahead implements Rows {
  private static final int MOST_ROWS = 256;
  private static final int MOST_BYTES = 1 << 20;

  private final Rows rows;
  private final int columns;
  private final NestedReads nestedReads;

  /** The row it stands at: one of those that are kept, or that of the statement itself. */
  private Row current;

  private @Nullable Siblings kept;
  private int index;
  private boolean ended;

  Lookahead(Rows rows, int columns, NestedReads nestedReads) {
    this.rows = rows;
    this.columns = columns;
    this.nestedReads = nestedReads;
    this.current = rows;
  }

  @Override
  public boolean next() {
    Siblings ahead = kept;
    if (ahead == null) {
      return rows.next();
    }
    if (index + 1 < ahead.size()) {
      current = ahead.get(++index);
      return true;
    }
    if (ended || !rows.next()) {
      ended = true;
      return false;
    }
    keep();
    return true;
  }

  /** Keeps the row that the statement stands at and some that follow. */
  private void keep() {
    Siblings ahead = new Siblings(nestedReads);
    long bytes = 0;
    do {
      Cells cells = new Cells(rows, columns);
      ahead.add(cells);
      bytes += cells.size();
      ended = ahead.size() < MOST_ROWS && bytes < MOST_BYTES && !rows.next();
    } while (!ended && ahead.size() < MOST_ROWS && bytes < MOST_BYTES);
    kept = ahead;
    index = 0;
    current = ahead.get(0);
  }

  @Override
  public byte @Nullable [] bytes(int column) {
    return current.bytes(column);
  }

  @Override
  public @Nullable Object value(int column) {
    return current.value(column);
  }

  @Override
  public Rows related(NestedSql nested) {
    if (kept == null) {
      keep();
    }
    return current.related(nested);
  }

  @Override
  public void close() {
    rows.close();
  }
}
