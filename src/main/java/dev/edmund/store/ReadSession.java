package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.plan.query.Query;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A read connection with the statements it has prepared. A statement that is running may be wanted
 * again, for a nested level of the same text, so there can be several of each.
 */
public final class ReadSession implements AutoCloseable {
  private static final int KEPT_STATEMENTS = 256;

  private final Connection connection;
  private final java.sql.Statement canceller;
  private final Map<String, Deque<PreparedStatement>> idle = new LinkedHashMap<>(64, 0.75f, true);
  private int kept;

  ReadSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.canceller = connection.createStatement();
  }

  /**
   * Runs a statement.
   *
   * @param parent the row its parent columns are taken from; null where it has none
   */
  public Rows query(Statement statement, @Nullable Row parent) {
    PreparedStatement prepared = null;
    try {
      prepared = take(statement.text());
      Binder binder = new Binder(prepared, parent);
      for (Statement.Bind bind : statement.binds()) {
        bind.accept(binder);
      }
      return new Result(statement.text(), prepared, prepared.executeQuery());
    } catch (SQLException e) {
      closeQuietly(prepared);
      throw failure(e);
    }
  }

  /** Runs a query that others may be nested in, which are read as the dialect wants it. */
  public Rows query(Query query, Dialect dialect) {
    Rows rows = query(ReadSql.render(query, dialect), null);
    return switch (dialect.expand()) {
      case NESTED -> rows;
      case BATCHED -> new Lookahead(rows, query.columns().size(), new NestedReads(this));
    };
  }

  /** Whether a statement has a row. */
  public boolean hasRow(Statement statement) {
    try (Rows rows = query(statement, null)) {
      return rows.next();
    }
  }

  /** Stops what is running; may be called from another thread. */
  void cancel() {
    try {
      canceller.cancel();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private PreparedStatement take(String text) throws SQLException {
    Deque<PreparedStatement> free = idle.get(text);
    PreparedStatement statement = free == null ? null : free.poll();
    if (statement == null) {
      return connection.prepareStatement(text);
    }
    kept--;
    return statement;
  }

  private void giveBack(String text, PreparedStatement statement) {
    idle.computeIfAbsent(text, t -> new ArrayDeque<>(2)).push(statement);
    kept++;
    Iterator<Deque<PreparedStatement>> oldest = idle.values().iterator();
    while (kept > KEPT_STATEMENTS && oldest.hasNext()) {
      Deque<PreparedStatement> dropped = oldest.next();
      oldest.remove();
      kept -= dropped.size();
      dropped.forEach(ReadSession::closeQuietly);
    }
  }

  private static void closeQuietly(@Nullable PreparedStatement statement) {
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }

  private static ODataException failure(SQLException e) {
    return SqlFailures.translate(e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ODataException(ErrorCode.UNAVAILABLE, "The database did not close.", e);
    }
  }

  private static final class Binder implements Statement.Visitor<Boolean> {
    private final PreparedStatement statement;
    private final @Nullable Row parent;
    private int position;

    Binder(PreparedStatement statement, @Nullable Row parent) {
      this.statement = statement;
      this.parent = parent;
    }

    @Override
    public Boolean value(Statement.Value b) {
      return bind(b.value());
    }

    @Override
    public Boolean parentColumn(Statement.ParentColumn b) {
      if (parent == null) {
        throw new IllegalStateException("A nested statement runs for a row");
      }
      return bind(parent.value(b.position()));
    }

    private boolean bind(@Nullable Object value) {
      try {
        statement.setObject(++position, value);
        return true;
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }

  private final class Result implements Rows {
    private final String text;
    private final PreparedStatement statement;
    private final ResultSet rows;

    Result(String text, PreparedStatement statement, ResultSet rows) {
      this.text = text;
      this.statement = statement;
      this.rows = rows;
    }

    @Override
    public boolean next() {
      try {
        return rows.next();
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    @Override
    public byte @Nullable [] bytes(int column) {
      try {
        return rows.getBytes(column + 1);
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    @Override
    public @Nullable Object value(int column) {
      try {
        Object value = rows.getObject(column + 1);
        return value instanceof Integer integer ? Long.valueOf(integer) : value;
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    @Override
    public Rows related(NestedSql nested) {
      return query(nested.each(), this);
    }

    @Override
    public void close() {
      try {
        rows.close();
        giveBack(text, statement);
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }
}
