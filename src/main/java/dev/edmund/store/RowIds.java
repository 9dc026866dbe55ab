package dev.edmund.store;

import dev.edmund.model.storage.Table;

/** Makes the row ids of new rows. */
interface RowIds {

  /** A row id that no row of the table has. */
  long next(Table root, WriteSession session);

  /** Rows may have come or gone in another way than by these numbers. */
  default void forget() {}
}
