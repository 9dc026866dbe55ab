package dev.edmund.store.load;

import dev.edmund.model.storage.Column;
import dev.edmund.sql.LinkSql;
import dev.edmund.store.Batches;
import dev.edmund.store.DatabaseException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes single rows, with statements that are kept. This is plain JDBC for the same
 * reason as batches are. What waits to be changed is changed before anything is read.
 */
final class StoredRows implements AutoCloseable {
  private static final int MOST_CHANGES = 500;

  private final Handle handle;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private int changes;

  StoredRows(Handle handle) {
    this.handle = handle;
  }

  /** The id of the row with these values. */
  static Optional<Long> find(
      Handle handle, LinkSql sql, Column rowId, List<Column> columns, List<Object> values) {
    try (StoredRows rows = new StoredRows(handle)) {
      return rows.read(sql.find(rowId, columns, List.of()), values, 0).map(row -> number(row));
    }
  }

  private static long number(List<Object> row) {
    return ((Number) row.get(0)).longValue();
  }

  /**
   * The columns of the first row.
   *
   * @param more how many there are behind the first
   */
  Optional<List<Object>> read(String sql, List<? extends Object> binds, int more) {
    flush();
    try {
      PreparedStatement statement = statement(sql);
      bind(statement, binds);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row(rows, more + 1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseException("The database refuses to be read.", e);
    }
  }

  /** The columns of all rows, by the number in front of each. */
  Map<Integer, List<Object>> readAll(String sql, List<? extends Object> binds, int more) {
    flush();
    Map<Integer, List<Object>> all = new HashMap<>();
    try {
      PreparedStatement statement = statement(sql);
      bind(statement, binds);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          List<Object> row = row(rows, more + 2);
          all.put(((Number) row.get(0)).intValue(), row.subList(1, row.size()));
        }
      }
      return all;
    } catch (SQLException e) {
      throw new DatabaseException("The database refuses to be read.", e);
    }
  }

  /** Integers are Long, whatever the driver makes of them. */
  private static List<Object> row(ResultSet rows, int columns) throws SQLException {
    List<Object> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      Object value = rows.getObject(i);
      row.add(value instanceof Integer number ? Long.valueOf(number) : value);
    }
    return row;
  }

  /**
   * Has a statement wait that changes one row, which no other one that waits changes.
   *
   * @param table what an error names
   */
  void later(String table, String sql, List<? extends @Nullable Object> binds) throws SQLException {
    PreparedStatement statement = statement(sql);
    bind(statement, binds);
    statement.addBatch();
    waiting.put(sql, table);
    if (++changes >= MOST_CHANGES) {
      flush();
    }
  }

  /** Runs the statements that wait. */
  void flush() {
    if (changes == 0) {
      return;
    }
    waiting.forEach(
        (sql, table) -> {
          try {
            statement(sql).executeBatch();
          } catch (SQLException e) {
            throw Batches.refused(table, e);
          }
        });
    waiting.clear();
    changes = 0;
  }

  /** Runs a statement that changes rows. */
  void change(String sql, List<? extends @Nullable Object> binds) throws SQLException {
    flush();
    PreparedStatement statement = statement(sql);
    bind(statement, binds);
    statement.executeUpdate();
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = handle.getConnection().prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  private static void bind(PreparedStatement statement, List<? extends @Nullable Object> binds)
      throws SQLException {
    for (int i = 0; i < binds.size(); i++) {
      Object value = binds.get(i);
      if (value == null) {
        statement.setNull(i + 1, java.sql.Types.NULL);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  @Override
  public void close() {
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw new DatabaseException("A statement cannot be closed.", e);
      }
    }
    statements.clear();
  }
}
