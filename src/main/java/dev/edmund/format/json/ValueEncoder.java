package dev.edmund.format.json;

import dev.edmund.store.Row;

/** Writes the value of a column, or {@code null}. */
interface ValueEncoder {
  void write(Row row, int column, JsonBuffer out);
}
