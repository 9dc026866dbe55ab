package dev.edmund.store;

import dev.edmund.model.storage.Table;

/** Makes the row ids of new rows. */
interface RowIds {

  /** A row id that no row of the table has. */
  long next(Table root, WriteSession session);
}
