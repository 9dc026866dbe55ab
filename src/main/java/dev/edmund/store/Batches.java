package dev.edmund.store;

import dev.edmund.model.storage.Table;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserts of many rows into many tables, sent many at a time. */
public interface Batches extends AutoCloseable {

  /**
   * Adds a row: a value as the driver binds it, or null, for each of the insert's columns.
   *
   * @throws DatabaseException when the database refuses this row or one that waited
   */
  void add(Table table, @Nullable Object[] cells);

  /** Sends what is waiting. */
  void flush();

  /** Gives back what was held; what is still waiting is not sent. */
  @Override
  void close();

  static DatabaseException refused(String table, SQLException e) {
    return new DatabaseException("The database refuses rows of " + table + ".", e);
  }
}
