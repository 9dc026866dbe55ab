package dev.edmund.store.generate;

import dev.edmund.model.storage.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table are copied.
 *
 * @param seeds the rows that copies are made of
 * @param cells for each column what becomes of its value
 * @param anchors for each row the row id in the main hierarchy that it belongs to: it is copied
 *     when that is; {@link #ALWAYS} where it is always
 */
record TableCopy(
    Table table, List<@Nullable Object[]> seeds, List<Cell> cells, List<Long> anchors) {
  /** Smaller than any limit. */
  static final Long ALWAYS = -1L;

  /** What becomes of the value of one column. */
  interface Cell {
    /**
     * The value in a copy.
     *
     * @param row the index of the row
     * @param n the number of the copy
     * @param limit the last row id of the main hierarchy that is in the copy
     */
    @Nullable Object copy(Object value, int row, long n, long limit);
  }

  static final Cell KEEP = (value, row, n, limit) -> value;

  /** How many rows a copy with this limit has. */
  long count(long limit) {
    return anchors.stream().filter(anchor -> anchor <= limit).count();
  }

  /** A row of a copy; empty where it is not in it. */
  Optional<@Nullable Object[]> copy(int row, long n, long limit) {
    if (anchors.get(row) > limit) {
      return Optional.empty();
    }
    @Nullable Object[] seed = seeds.get(row);
    @Nullable Object[] copy = new Object[seed.length];
    for (int i = 0; i < seed.length; i++) {
      Object value = seed[i];
      copy[i] = value == null ? null : cells.get(i).copy(value, row, n, limit);
    }
    return Optional.of(copy);
  }
}
