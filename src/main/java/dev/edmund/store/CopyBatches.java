package dev.edmund.store;

import dev.edmund.model.storage.Table;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.PostgresSql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Inserts by COPY. A connection runs one COPY at a time and rows of many tables come mixed, so each
 * table collects its own until they are worth sending.
 */
final class CopyBatches implements Batches {
  private static final int MOST_CHARS = 1 << 20;

  private final CopyManager copies;
  private final Dialect dialect;
  private final Map<String, Waiting> byTable = new LinkedHashMap<>();

  CopyBatches(Handle handle, Dialect dialect) {
    this.dialect = dialect;
    try {
      this.copies = handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
    } catch (SQLException e) {
      throw new DatabaseException("The database takes no rows in bulk.", e);
    }
  }

  private record Waiting(String table, String sql, CopyText text) {}

  @Override
  public void add(Table table, @Nullable Object[] cells) {
    Waiting waiting = byTable.get(table.name());
    if (waiting == null) {
      waiting = new Waiting(table.name(), PostgresSql.copy(dialect, table), new CopyText());
      byTable.put(table.name(), waiting);
    }
    try {
      waiting.text.row(cells);
    } catch (IllegalArgumentException e) {
      throw new DatabaseException(
          "A row of " + table.name() + " cannot be stored: " + e.getMessage() + ".", e);
    }
    if (waiting.text.length() >= MOST_CHARS) {
      send(waiting);
    }
  }

  private void send(Waiting waiting) {
    try {
      if (waiting.text.length() > 0) {
        copies.copyIn(waiting.sql, waiting.text.reader());
        waiting.text.clear();
      }
    } catch (SQLException e) {
      throw Batches.refused(waiting.table, e);
    } catch (IOException e) {
      throw Batches.refused(waiting.table, new SQLException(e));
    }
  }

  @Override
  public void flush() {
    byTable.values().forEach(this::send);
  }

  @Override
  public void close() {
    byTable.clear();
  }
}
