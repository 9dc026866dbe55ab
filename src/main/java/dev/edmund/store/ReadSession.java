package dev.edmund.store;

import dev.edmund.core.ODataException;
import dev.edmund.plan.query.Query;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.NestedSql;
import dev.edmund.sql.ReadSql;
import dev.edmund.sql.Statement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read connection with the statements it has prepared. A statement that is running may be wanted
 * again, for a nested level of the same text, so there can be several of each.
 */
public final class ReadSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadSession.class);
  private static final int KEPT_STATEMENTS = 256;

  /** What a statement that changes data ends in where that is not allowed. */
  private static final String READ_ONLY = "25006";

  /** The same of SQLite; files that cannot be written have other numbers while they are read. */
  private static final int SQLITE_READ_ONLY = 8;

  private final ReadConnection connection;
  private final Map<String, Deque<PreparedStatement>> idle = new LinkedHashMap<>(64, 0.75f, true);
  private int kept;
  private boolean lost;
  private boolean spoiled;
  private boolean readOnly;
  private volatile boolean late;

  /**
   * A session.
   *
   * @param readOnly whether the database refuses changes in it
   */
  ReadSession(ReadConnection connection, boolean readOnly) {
    this.connection = connection;
    this.readOnly = readOnly;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  void readOnly(boolean value) {
    readOnly = value;
  }

  /** Does work whose statements all see one state of the data. */
  <R> R snapshot(Function<ReadSession, R> work) {
    boolean done = false;
    try {
      connection.begin();
      R result = work.apply(this);
      connection.end();
      done = true;
      return result;
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      if (!done) {
        abandon();
      }
    }
  }

  private void abandon() {
    try {
      connection.abandon();
    } catch (SQLException e) {
      LOG.debug("A connection is given up", e);
      spoiled = true;
    }
  }

  /** Whether the connection broke, so that others may have broken too. */
  boolean isLost() {
    return lost;
  }

  /** Whether this session should not be used again. */
  boolean isSpoiled() {
    return spoiled;
  }

  /** Asks the database whether it is there. */
  boolean isAlive() {
    return connection.isAlive();
  }

  /**
   * Runs a statement.
   *
   * @param parent the row its parent columns are taken from; null where it has none
   */
  public Rows query(Statement statement, @Nullable Row parent) {
    return query(statement, parent, connection.fetchSize());
  }

  private Rows query(Statement statement, @Nullable Row parent, int fetchSize) {
    PreparedStatement prepared = null;
    try {
      requireTime();
      prepared = take(statement.text());
      prepared.setFetchSize(fetchSize);
      Binder binder = new Binder(prepared, parent);
      for (Statement.Bind bind : statement.binds()) {
        bind.accept(binder);
      }
      return new Result(statement, prepared, prepared.executeQuery());
    } catch (SQLException e) {
      closeQuietly(prepared);
      throw failure(e);
    }
  }

  /**
   * Runs a statement that changes rows.
   *
   * @return how many rows it changed
   */
  int update(Statement statement) throws SQLException {
    requireTime();
    PreparedStatement prepared = take(statement.text());
    boolean done = false;
    try {
      Binder binder = new Binder(prepared, null);
      for (Statement.Bind bind : statement.binds()) {
        bind.accept(binder);
      }
      int rows = prepared.executeUpdate();
      giveBack(statement.text(), prepared);
      done = true;
      return rows;
    } finally {
      if (!done) {
        prepared.close();
      }
    }
  }

  /**
   * Runs a statement that changes a row and tells one value of it.
   *
   * @return empty where it changed no row
   */
  Optional<Object> updateTelling(Statement statement) throws SQLException {
    requireTime();
    PreparedStatement prepared = take(statement.text());
    boolean done = false;
    try {
      Binder binder = new Binder(prepared, null);
      for (Statement.Bind bind : statement.binds()) {
        bind.accept(binder);
      }
      Optional<Object> told;
      try (ResultSet rows = prepared.executeQuery()) {
        told = rows.next() ? Optional.ofNullable(rows.getObject(1)) : Optional.empty();
      }
      giveBack(statement.text(), prepared);
      done = true;
      return told;
    } finally {
      if (!done) {
        prepared.close();
      }
    }
  }

  /** Runs a query that others may be nested in, which are read as the dialect wants it. */
  public Rows query(Query query, Dialect dialect) {
    return query(ReadSql.render(query, dialect), query.columns().size(), dialect);
  }

  /** The same for a query that has been rendered, with so many columns. */
  public Rows query(Statement statement, int columns, Dialect dialect) {
    return nesting(query(statement, null), columns, dialect);
  }

  /**
   * The same where it is known how many rows are needed.
   *
   * @param atOnce how many rows come at a time, where not all come at once
   */
  public Rows query(Statement statement, int columns, int atOnce, Dialect dialect) {
    int fetchSize = connection.fetchSize() == 0 ? 0 : atOnce;
    return nesting(query(statement, null, fetchSize), columns, dialect);
  }

  private Rows nesting(Rows rows, int columns, Dialect dialect) {
    return switch (dialect.expand()) {
      case NESTED -> rows;
      case BATCHED -> new Lookahead(rows, columns, new NestedReads(this));
    };
  }

  /**
   * One row that need not be read, as a query would give it.
   *
   * @param values of its columns, as they were bound
   */
  public Rows known(List<@Nullable Object> values, Dialect dialect) {
    return nesting(new KnownRows(values, this), values.size(), dialect);
  }

  /**
   * Runs a statement of any kind.
   *
   * @return its rows, as the driver reads them; empty where it is one without rows
   */
  Optional<List<List<@Nullable Object>>> run(Statement statement) throws SQLException {
    requireTime();
    try (PreparedStatement prepared = connection.jdbc().prepareStatement(statement.text())) {
      Binder binder = new Binder(prepared, null);
      for (Statement.Bind bind : statement.binds()) {
        bind.accept(binder);
      }
      if (!prepared.execute()) {
        return Optional.empty();
      }
      try (ResultSet result = prepared.getResultSet()) {
        return Optional.of(all(result));
      }
    }
  }

  /**
   * Runs a statement of any kind.
   *
   * @return its rows, by the names of their columns; none of one without rows
   */
  List<Map<String, @Nullable Object>> named(Statement statement) throws SQLException {
    requireTime();
    try (PreparedStatement prepared = connection.jdbc().prepareStatement(statement.text())) {
      Binder binder = new Binder(prepared, null);
      for (Statement.Bind bind : statement.binds()) {
        bind.accept(binder);
      }
      if (!prepared.execute()) {
        return List.of();
      }
      try (ResultSet result = prepared.getResultSet()) {
        ResultSetMetaData columns = result.getMetaData();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : all(result)) {
          Map<String, @Nullable Object> named = new LinkedHashMap<>();
          for (int i = 0; i < row.size(); i++) {
            named.put(columns.getColumnLabel(i + 1), row.get(i));
          }
          rows.add(named);
        }
        return rows;
      }
    }
  }

  /** The rows of a statement that reads, by the names of their columns. */
  public List<Map<String, @Nullable Object>> table(Statement statement) {
    try {
      return named(statement);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static List<List<@Nullable Object>> all(ResultSet result) throws SQLException {
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

  /** Whether a statement has a row. */
  public boolean hasRow(Statement statement) {
    try (Rows rows = query(statement, null)) {
      return rows.next();
    }
  }

  /**
   * Stops what is running and what would run next; called from another thread. Where the database
   * cannot be told, the time runs out there as well.
   */
  void cancel() {
    late = true;
    try {
      connection.cancel();
    } catch (SQLException e) {
      LOG.debug("A statement could not be cancelled", e);
    }
  }

  /** New work, with time of its own. */
  void renew() {
    late = false;
  }

  private void requireTime() {
    if (late) {
      throw Failure.TIMEOUT.answer(new SQLException("The time of the work is over"));
    }
  }

  private PreparedStatement take(String text) throws SQLException {
    Deque<PreparedStatement> free = idle.get(text);
    PreparedStatement statement = free == null ? null : free.poll();
    if (statement == null) {
      return connection.jdbc().prepareStatement(text);
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
      dropped.forEach(this::closeQuietly);
    }
  }

  private void closeQuietly(@Nullable PreparedStatement statement) {
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }

  private ODataException failure(SQLException e) {
    Failure failure = connection.failure(e);
    if (readOnly && (e.getErrorCode() == SQLITE_READ_ONLY || READ_ONLY.equals(e.getSQLState()))) {
      failure = Failure.WRITES;
    }
    lost |= failure == Failure.LOST;
    spoiled |= failure.spoilsConnection();
    return failure.answer(e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection did not close", e);
    }
  }

  private final class Binder implements Statement.Visitor<Boolean> {
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
    public Boolean parameter(Statement.Parameter b) {
      throw new IllegalStateException("A statement runs with all its values");
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
    private final Statement asked;
    private final PreparedStatement statement;
    private final ResultSet rows;

    Result(Statement asked, PreparedStatement statement, ResultSet rows) {
      this.asked = asked;
      this.statement = statement;
      this.rows = rows;
    }

    @Override
    public boolean next() {
      try {
        requireTime();
        return rows.next();
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    @Override
    public byte @Nullable [] bytes(int column) {
      try {
        int place = asked.place(column);
        return place < 0 ? null : rows.getBytes(place + 1);
      } catch (SQLException e) {
        throw failure(e);
      }
    }

    @Override
    public @Nullable Object value(int column) {
      try {
        int place = asked.place(column);
        Object value = place < 0 ? null : rows.getObject(place + 1);
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
        giveBack(asked.text(), statement);
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }
}
