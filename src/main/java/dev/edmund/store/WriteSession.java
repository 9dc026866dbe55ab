package dev.edmund.store;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.Statement;
import dev.edmund.sql.TransactionSql;
import dev.edmund.sql.VersionSql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is in a transaction; used by one thread. */
public final class WriteSession {
  private static final Logger LOG = LoggerFactory.getLogger(WriteSession.class);

  private final WriteConnection connection;
  private final ReadSession session;
  private final RowIds rowIds;
  private final Numbers numbers;
  private boolean fresh = true;
  private long changes;
  private @Nullable ODataException doom;
  private boolean lost;
  private boolean single;
  private boolean marked = true;
  private boolean stuck;
  private long answered = System.nanoTime();

  WriteSession(WriteConnection connection, RowIds rowIds, VersionSql versions) {
    this.connection = connection;
    this.session = new ReadSession(connection, false);
    this.rowIds = rowIds;
    this.numbers = new Numbers(versions, this);
  }

  /** Reads what the transaction has changed so far. */
  public <R> R read(Function<ReadSession, R> work) {
    try {
      return work.apply(session);
    } catch (ODataException e) {
      doomBy(e);
      throw e;
    }
  }

  /** The same, and whatever is read, nothing can be changed by it. */
  public <R> R readOnly(Function<ReadSession, R> work) {
    if (session.isReadOnly()) {
      return read(work);
    }
    try {
      connection.beginReading();
      session.readOnly(true);
    } catch (SQLException e) {
      throw failure(e);
    }
    try {
      return read(work);
    } finally {
      session.readOnly(false);
      endReading();
    }
  }

  private void endReading() {
    try {
      connection.endReading();
    } catch (SQLException e) {
      LOG.debug("A transaction is given up", e);
      doom = connection.failure(e).answer(e);
    }
  }

  /**
   * Runs a statement of any kind; see {@link #update}.
   *
   * @return its rows, by the names of their columns
   */
  public List<Map<String, @Nullable Object>> named(Statement statement) {
    try {
      changeUnseen();
      return session.named(statement);
    } catch (SQLException e) {
      throw refusal(e);
    }
  }

  /** Runs a statement that gives rows. */
  public Rows query(Statement statement) {
    try {
      return session.query(statement, null);
    } catch (ODataException e) {
      doomBy(e);
      throw e;
    }
  }

  private void doomBy(ODataException e) {
    lost |= session.isLost();
    if (e.isPassing()) {
      doom = e;
    }
  }

  /**
   * Runs a statement that changes rows.
   *
   * @return how many it changed
   * @throws ConstraintException when a table does not take them
   * @throws ODataException when the database cannot
   */
  public int update(Statement statement) {
    try {
      change();
      return session.update(statement);
    } catch (SQLException e) {
      throw refusal(e);
    }
  }

  /**
   * Runs a statement of any kind; see {@link #update}.
   *
   * @return its rows, as the driver reads them; empty where it is one without rows
   */
  public Optional<List<List<@Nullable Object>>> run(Statement statement) {
    try {
      changeUnseen();
      return session.run(statement);
    } catch (SQLException e) {
      throw refusal(e);
    }
  }

  /**
   * Does work with many rows as part of the transaction; see {@link #update} for what it throws.
   *
   * @param work gets a handle that it leaves open
   */
  public <R> R inBulk(Function<Handle, R> work) {
    changeUnseen();
    try {
      Handle handle = Jdbi.create(connection::jdbc).open();
      handle.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
      return work.apply(handle);
    } catch (JdbiException | DatabaseException e) {
      throw cause(e).map(this::refusal).orElse(e);
    }
  }

  private static Optional<SQLException> cause(Throwable e) {
    for (@Nullable Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * Runs a statement that changes a row and tells one value of it; see {@link #update}.
   *
   * @return empty where it changed no row
   */
  public Optional<Object> updateTelling(Statement statement) {
    try {
      change();
      return session.updateTelling(statement);
    } catch (SQLException e) {
      throw refusal(e);
    }
  }

  private RuntimeException refusal(SQLException e) {
    Optional<ConstraintException> broken = connection.broken(e);
    if (broken.isPresent()) {
      return broken.get();
    }
    Failure failure = connection.failure(e);
    lost |= failure == Failure.LOST;
    ODataException answer =
        single && failure == Failure.LOST
            ? unknown(e)
            : (failure == Failure.TOO_COMPLEX ? Failure.TOO_LARGE : failure).answer(e);
    if (answer.code().status() >= 500) {
      LOG.warn("A change failed: {}", e.getMessage());
    }
    doomBy(answer);
    return answer;
  }

  private void change() {
    fresh = false;
    changes++;
  }

  /** Whatever a statement does that others have written. */
  private void changeUnseen() {
    change();
    rowIds.forget();
    numbers.forget();
  }

  /** How many statements there were that change rows: the same number, and no row has changed. */
  public long changes() {
    return changes;
  }

  /** The row id of a row to be added to the table at the top of a hierarchy. */
  public long newRowId(Table root) {
    return rowIds.next(root, this);
  }

  /**
   * The next number for a version; empty where the statement that needs it takes it, as {@link
   * dev.edmund.sql.Assignment#number} has it.
   */
  public OptionalLong newNumber() {
    return numbers.next();
  }

  /** Does work of which nothing is left when it fails; the transaction goes on then. */
  public <R> R atomically(Supplier<R> work) {
    boolean first = fresh;
    if (!first) {
      execute(TransactionSql.MARK);
    }
    R result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      undo(first, e);
      throw e;
    }
    if (!first) {
      execute(TransactionSql.UNMARK);
    }
    return result;
  }

  private void execute(String sql) {
    try {
      connection.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void undo(boolean all, RuntimeException cause) {
    changeUnseen();
    try {
      if (all && !marked) {
        stuck = true;
      } else if (all) {
        connection.restart();
        fresh = true;
      } else {
        connection.execute(TransactionSql.UNDO);
        connection.execute(TransactionSql.UNMARK);
      }
    } catch (SQLException e) {
      LOG.debug("A transaction is given up", e);
      doom = cause instanceof ODataException known ? known : connection.failure(e).answer(e);
    }
  }

  /** Why the transaction cannot be committed, whatever the work made of that; null where it can. */
  @Nullable ODataException doom() {
    return doom;
  }

  /** How long ago the database ended work on the connection, and so was there. */
  Duration quiet() {
    return Duration.ofNanos(System.nanoTime() - answered);
  }

  /** Whether the connection broke. */
  boolean isLost() {
    return lost;
  }

  void begin() {
    changeUnseen();
    fresh = true;
    doom = null;
    session.renew();
    try {
      connection.begin();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Begins {@link Writers#single}; ended by {@link #endSingle}, whatever became of it. */
  void beginSingle() {
    changeUnseen();
    fresh = true;
    doom = null;
    session.renew();
    try {
      connection.beginSingle();
      single = true;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void endSingle() {
    single = false;
    try {
      connection.endSingle();
      answered = System.nanoTime();
    } catch (SQLException e) {
      LOG.debug("A connection is given up", e);
      lost = true;
    }
  }

  /**
   * Begins a part of the transaction that others share: what a restart undoes.
   *
   * @param mark whether the part can be undone alone
   */
  void beginPart(boolean mark) {
    fresh = true;
    doom = null;
    stuck = false;
    marked = mark;
    session.renew();
    if (mark) {
      execute(TransactionSql.MARK);
    }
  }

  /** Whether the part went on after something that it could not undo alone. */
  boolean isStuck() {
    return stuck;
  }

  /** Ends {@link #beginPart}; false where the whole transaction is gone, or has to go. */
  boolean endPart(boolean keep) {
    if (!marked) {
      return keep;
    }
    try {
      if (!keep) {
        changeUnseen();
        connection.execute(TransactionSql.UNDO);
      }
      connection.execute(TransactionSql.UNMARK);
      return true;
    } catch (SQLException e) {
      LOG.warn("A transaction is gone: {}", e.getMessage());
      return false;
    }
  }

  void commit() {
    try {
      connection.end();
      answered = System.nanoTime();
    } catch (SQLException e) {
      LOG.warn("A transaction was not committed: {}", e.getMessage());
      Failure failure = connection.failure(e);
      lost |= failure == Failure.LOST;
      throw failure == Failure.LOST ? unknown(e) : failure.answer(e);
    }
  }

  private static ODataException unknown(SQLException e) {
    return new ODataException(
        ErrorCode.UNAVAILABLE,
        "The database went away while the change was made; whether it was made is not known.",
        e);
  }

  void abandon() {
    try {
      connection.abandon();
    } catch (SQLException e) {
      LOG.debug("A connection is given up", e);
      lost = true;
    }
  }

  private ODataException failure(SQLException e) {
    Failure failure = connection.failure(e);
    lost |= failure == Failure.LOST;
    ODataException answer = failure.answer(e);
    if (answer.isPassing()) {
      doom = answer;
    }
    return answer;
  }

  void cancel() {
    session.cancel();
  }

  boolean isAlive() {
    return session.isAlive();
  }

  void close() {
    session.close();
  }
}
