package dev.edmund.store;

import dev.edmund.sql.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Runs statements of operations in a transaction of the writer. */
public final class StatementRun {
  private final Database database;
  private final Handle handle;

  public StatementRun(Database database, Handle handle) {
    this.database = database;
    this.handle = handle;
  }

  /**
   * Runs a statement.
   *
   * @return its rows, as the driver reads them; empty where it is one without rows
   * @throws dev.edmund.core.ODataException when the database refuses it
   */
  public Optional<List<List<@Nullable Object>>> run(Statement statement) {
    try (PreparedStatement prepared = handle.getConnection().prepareStatement(statement.text())) {
      int position = 0;
      for (Statement.Bind bind : statement.binds()) {
        prepared.setObject(++position, bind.accept(new Value()));
      }
      if (!prepared.execute()) {
        return Optional.empty();
      }
      try (ResultSet rows = prepared.getResultSet()) {
        return Optional.of(rows(rows));
      }
    } catch (SQLException e) {
      throw database.failure(e);
    }
  }

  private static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        Object value = result.getObject(i);
        row.add(value instanceof Integer integer ? Long.valueOf(integer) : value);
      }
      rows.add(row);
    }
    return rows;
  }

  private static final class Value implements Statement.Visitor<Object> {
    @Override
    public Object value(Statement.Value b) {
      return b.value();
    }

    @Override
    public Object parentColumn(Statement.ParentColumn b) {
      throw new IllegalStateException("The statement of an operation has no row around it");
    }
  }
}
