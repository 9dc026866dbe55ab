package dev.edmund.store;

import dev.edmund.sql.NestedSql;
import org.jspecify.annotations.Nullable;

/** The row a read stands at. Columns count from zero. */
public interface Row {

  /**
   * The column as bytes: text in UTF-8, integers as decimal digits, binary as it is. One call of
   * the driver also tells null, which is why numbers are mostly read this way.
   */
  byte @Nullable [] bytes(int column);

  /** The column as the database has it, fit to be bound again: Long, Double, String or byte[]. */
  @Nullable Object value(int column);

  /** The rows that are nested in this one, by a statement for it or for many rows at once. */
  Rows related(NestedSql nested);
}
