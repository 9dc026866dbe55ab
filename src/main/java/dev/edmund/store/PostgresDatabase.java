package dev.edmund.store;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.CatalogueSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.PostgresDialect;
import dev.edmund.sql.PostgresFunctions;
import dev.edmund.sql.PostgresSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a PostgreSQL database: the one that names without a schema belong to. What needs to
 * be done by one process alone is one transaction under a lock of the database, which ends with it:
 * a process that dies leaves nothing behind.
 */
final class PostgresDatabase implements Database {
  private static final int OLDEST = 130_000;
  private static final String ENCODING = "UTF8";
  private static final int ALIVE_SECONDS = 5;

  /** They wait for the network and for the server's cores, not for ours. */
  private static final int READERS_PER_CORE = 8;

  private final String jdbcUrl;
  private final PostgresUrl url;
  private final Dialect dialect = new PostgresDialect();
  private final ReentrantLock lock = new ReentrantLock(true);
  private @Nullable Handle writer;
  private List<Table> unsettled = List.of();

  private PostgresDatabase(String jdbcUrl, PostgresUrl url) {
    this.jdbcUrl = jdbcUrl;
    this.url = url;
  }

  static Database open(String jdbcUrl, Credentials credentials) {
    PostgresUrl url = PostgresUrl.parse(jdbcUrl, credentials);
    PostgresDatabase database = new PostgresDatabase(jdbcUrl, url);
    try {
      database.alone(database::check);
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private record Server(int number, String version, String encoding, @Nullable String schema) {}

  private boolean check(Handle handle) {
    Server server =
        handle
            .createQuery(PostgresSql.SERVER)
            .map(
                (row, context) ->
                    new Server(
                        Integer.parseInt(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4)))
            .one();
    String name = "The database " + displayName();
    if (server.number() < OLDEST) {
      throw new DatabaseException(
          name
              + " is on PostgreSQL "
              + server.version()
              + ", which is too old: 13 or later is needed.");
    }
    if (!server.encoding().equals(ENCODING)) {
      throw new DatabaseException(
          name
              + " has the encoding "
              + server.encoding()
              + ", which cannot hold all texts: create one with ENCODING 'UTF8'.");
    }
    if (server.schema() == null) {
      String wanted = url.parameters().get("currentSchema");
      throw new DatabaseException(
          name
              + (wanted == null
                  ? " has no schema that the user " + url.user() + " may use"
                  : " has no schema " + wanted + " that the user " + url.user() + " may use")
              + ": create it, or name another by currentSchema in the URL.");
    }
    return true;
  }

  private Handle connect() {
    try {
      Connection connection = PostgresReads.connect(url, url.writing());
      Handle handle = Jdbi.create(() -> connection).open();
      handle.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
      return handle;
    } catch (SQLException e) {
      throw new DatabaseException(PostgresFailures.refusal(e, url), e);
    }
  }

  /** The server may have been away since the last time. */
  private Handle writer() {
    Handle present = writer;
    if (present != null && !present.isInTransaction() && !isAlive(present)) {
      present.close();
      present = null;
    }
    if (present == null) {
      present = connect();
      writer = present;
    }
    return present;
  }

  private static boolean isAlive(Handle handle) {
    try {
      return handle.getConnection().isValid(ALIVE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl;
  }

  @Override
  public String displayName() {
    return url.base();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public CatalogueSql catalogue() {
    return CatalogueSql.POSTGRES;
  }

  @Override
  public List<String> functions() {
    return PostgresFunctions.statements();
  }

  @Override
  public String functionsVersion() {
    return PostgresFunctions.version();
  }

  @Override
  public int defaultReaders() {
    return READERS_PER_CORE * Runtime.getRuntime().availableProcessors();
  }

  @Override
  public ReadPool readers(int size, Duration statementTime) {
    return ReadPool.open(new PostgresReads(url), size, statementTime);
  }

  @Override
  public Writers writers(Writers.Settings settings) {
    return new PostgresWriters(url, settings);
  }

  @Override
  public <R> R write(Function<Handle, R> work) {
    return alone(handle -> handle.inTransaction(work::apply));
  }

  @Override
  public <R> R alone(Function<Handle, R> work) {
    lock.lock();
    try {
      return work.apply(writer());
    } catch (JdbiException e) {
      if (e.getCause() instanceof SQLException cause
          && PostgresFailures.of(cause) == Failure.LOST) {
        throw new DatabaseException(
            "The database "
                + displayName()
                + " went away, and is as it was: "
                + reason(cause)
                + "; start again when it is back.",
            e);
      }
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <R> R exclusively(Progress progress, Supplier<R> work) {
    lock.lock();
    try {
      Handle present = writer;
      if (present != null && present.isInTransaction()) {
        return work.get();
      }
      R result =
          write(
              handle -> {
                waitForOthers(handle, progress);
                return work.get();
              });
      List<Table> tables = unsettled;
      unsettled = List.of();
      if (!tables.isEmpty()) {
        alone(handle -> handle.execute(PostgresSql.vacuum(dialect, tables)));
      }
      return result;
    } finally {
      unsettled = List.of();
      lock.unlock();
    }
  }

  private static void waitForOthers(Handle handle, Progress progress) {
    if (!handle.createQuery(PostgresSql.TRY_LOCK).mapTo(Boolean.class).one()) {
      progress.step("waiting for another process", 0, 1);
      handle.createQuery(PostgresSql.LOCK).mapTo(Boolean.class).one();
      progress.step("waiting for another process", 1, 1);
    }
  }

  /** The lock of {@link #exclusively} does. */
  @Override
  public void lockOthersOut() {}

  @Override
  public void letOthersIn() {}

  /** The transaction of {@link #exclusively} is rolled back by the exception that led here. */
  @Override
  public void takeBack(Runnable undo) {
    boolean inside = alone(Handle::isInTransaction);
    if (!inside) {
      undo.run();
    }
  }

  @Override
  public void holdWriters(Handle handle, List<Table> tables) {
    if (!tables.isEmpty()) {
      handle.execute(PostgresSql.lock(dialect, tables));
    }
  }

  @Override
  public Batches batches(Handle handle) {
    return new CopyBatches(handle, dialect);
  }

  @Override
  public Batches newRows(Handle handle, Storage storage) {
    return batches(handle);
  }

  @Override
  public void settle(List<Table> tables) {
    if (!tables.isEmpty()) {
      alone(handle -> handle.execute(PostgresSql.analyze(dialect, tables)));
      unsettled = List.copyOf(tables);
    }
  }

  @Override
  public boolean isBusy(SQLException e) {
    return PostgresFailures.of(e) == Failure.BUSY;
  }

  @Override
  public String reason(SQLException e) {
    return PostgresFailures.reason(e);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (writer != null) {
        writer.close();
        writer = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
