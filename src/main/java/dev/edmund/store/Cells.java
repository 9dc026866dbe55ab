package dev.edmund.store;

import org.jspecify.annotations.Nullable;

/** The columns of a row, kept. */
final class Cells {
  /** What a column takes beside its bytes. */
  private static final int OVERHEAD = 32;

  private final byte[] @Nullable [] bytes;
  private final @Nullable Object[] values;
  private final int size;

  /** Keeps the first columns of a row. */
  Cells(Row row, int columns) {
    bytes = new byte[columns][];
    values = new Object[columns];
    int sum = 0;
    for (int i = 0; i < columns; i++) {
      byte[] cell = row.bytes(i);
      if (cell != null) {
        bytes[i] = cell;
        values[i] = row.value(i);
        sum += OVERHEAD + 2 * cell.length;
      }
    }
    size = sum;
  }

  byte @Nullable [] bytes(int column) {
    return bytes[column];
  }

  @Nullable Object value(int column) {
    return values[column];
  }

  /** About how many bytes they take. */
  int size() {
    return size;
  }
}
