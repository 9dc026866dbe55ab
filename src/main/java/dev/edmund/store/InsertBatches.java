package dev.edmund.store;

import dev.edmund.model.storage.Table;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.InsertSql;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Inserts of many rows into many tables, sent some hundred at a time. This is plain JDBC: what
 * binding by name costs is more than what SQLite takes to store a narrow row.
 */
final class InsertBatches implements Batches {
  private static final int SIZE = 500;

  private final Handle handle;
  private final Dialect dialect;
  private final Map<String, Batch> byTable = new LinkedHashMap<>();

  InsertBatches(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  private static final class Batch {
    private final PreparedStatement statement;
    private int rows;

    private Batch(PreparedStatement statement) {
      this.statement = statement;
    }
  }

  @Override
  public void add(Table table, @Nullable Object[] cells) {
    try {
      Batch batch = byTable.get(table.name());
      if (batch == null) {
        String sql = InsertSql.row(dialect, table);
        batch = new Batch(handle.getConnection().prepareStatement(sql));
        byTable.put(table.name(), batch);
      }
      for (int i = 0; i < cells.length; i++) {
        bind(batch.statement, i + 1, cells[i]);
      }
      batch.statement.addBatch();
      if (++batch.rows == SIZE) {
        batch.statement.executeBatch();
        batch.rows = 0;
      }
    } catch (SQLException e) {
      throw Batches.refused(table.name(), e);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      statement.setObject(index, value);
    }
  }

  @Override
  public void flush() {
    byTable.forEach(
        (name, batch) -> {
          try {
            if (batch.rows > 0) {
              batch.statement.executeBatch();
              batch.rows = 0;
            }
          } catch (SQLException e) {
            throw Batches.refused(name, e);
          }
        });
  }

  @Override
  public void close() {
    byTable
        .values()
        .forEach(
            batch -> {
              try {
                batch.statement.close();
              } catch (SQLException e) {
                throw new DatabaseException("A statement cannot be closed.", e);
              }
            });
  }
}
