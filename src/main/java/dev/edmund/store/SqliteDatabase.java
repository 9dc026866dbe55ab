package dev.edmund.store;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.CatalogueSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.MetaSql;
import dev.edmund.sql.SqliteDialect;
import dev.edmund.sql.VersionSql;
import dev.edmund.sql.WriteSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/**
 * A SQLite file. It takes one writer at a time; a fair lock makes the others wait here, in order,
 * rather than fail with "database is locked".
 */
final class SqliteDatabase implements Database {
  static final String URL = "jdbc:sqlite:";

  private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);
  private static final int BUSY_MILLISECONDS = 10_000;

  private static final int CACHE_KIBIBYTES = 32 * 1024;

  /** So many pages wait in the log, 16 MB, as what is changed often is then written back once. */
  private static final int CHECKPOINT_PAGES = 4_000;

  /** Two for each core: fewer wait, more get in each other's way. */
  private static final int READERS_PER_CORE = 2;

  private final String jdbcUrl;
  private final Path file;
  private final boolean created;
  private final Handle writer;
  private final Dialect dialect = new SqliteDialect();
  private final ReentrantLock lock = new ReentrantLock(true);

  private SqliteDatabase(String jdbcUrl, Path file, boolean created, Handle writer) {
    this.jdbcUrl = jdbcUrl;
    this.file = file;
    this.created = created;
    this.writer = writer;
  }

  /** The native library takes half a second. */
  static void loadDriver() {
    Thread loading = new Thread(SqliteDatabase::initialize, "driver");
    loading.setDaemon(true);
    loading.start();
  }

  private static void initialize() {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      LOG.debug("The driver is loaded with the first connection", e);
    }
  }

  static Database open(String jdbcUrl) {
    Path file = file(jdbcUrl);
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new DatabaseException(
          "The directory " + directory + " for the database does not exist: create it first.");
    }
    if (Files.isDirectory(file)) {
      throw new DatabaseException("The database " + file + " is a directory: name a file in it.");
    }
    try {
      boolean created = !Files.exists(file) || Files.size(file) == 0;
      Connection connection = connect(jdbcUrl);
      Handle writer = Jdbi.create(() -> connection).open();
      writer.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
      return new SqliteDatabase(jdbcUrl, file, created, writer);
    } catch (SQLException e) {
      throw new DatabaseException(
          SqliteFailures.of(e) == Failure.BUSY
              ? "The database " + file + " is held by another process; try again when it is done."
              : "The database " + file + " cannot be opened: " + oneLine(e) + ".",
          e);
    } catch (IOException e) {
      throw new DatabaseException(
          "The database " + file + " cannot be opened: " + oneLine(e) + ".", e);
    }
  }

  private static Path file(String jdbcUrl) {
    Database.dialect(jdbcUrl);
    String name = jdbcUrl.substring(URL.length());
    if (name.isBlank() || name.startsWith(":") || name.startsWith("file:") || name.contains("?")) {
      throw new DatabaseException(
          "The database " + jdbcUrl + " is not supported: use jdbc:sqlite:FILE with a file name.");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new DatabaseException("The database " + jdbcUrl + " is no file name.", e);
    }
  }

  static Connection connect(String jdbcUrl) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // Nobody asks for them, and the driver runs a statement behind each insert to have them.
    config.setGetGeneratedKeys(false);
    // Not by DriverManager, which does not see the driver from every class loader.
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(jdbcUrl);
    Connection connection = source.getConnection();
    SqliteRegistration.register(connection);
    return connection;
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceAll("\\.$", "");
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /** The name of the file. */
  @Override
  public String displayName() {
    return file.toString();
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public CatalogueSql catalogue() {
    return CatalogueSql.SQLITE;
  }

  /** They are in this process and come with each connection. */
  @Override
  public List<String> functions() {
    return List.of();
  }

  @Override
  public String functionsVersion() {
    return "";
  }

  @Override
  public int defaultReaders() {
    return READERS_PER_CORE * Runtime.getRuntime().availableProcessors();
  }

  @Override
  public ReadPool readers(int size, Duration statementTime) {
    return ReadPool.open(new SqliteReads(jdbcUrl), size, statementTime);
  }

  /** On a connection of their own, but in turn with {@link #write}. */
  @Override
  public Writers writers(Writers.Settings settings) {
    return new SqliteWriters(lock, this::connectWriter, settings);
  }

  private WriteSession connectWriter() {
    try {
      RowIds rowIds = new CountedRowIds(new WriteSql(dialect));
      return new WriteSession(SqliteWrites.open(jdbcUrl), rowIds, new VersionSql(dialect));
    } catch (SQLException e) {
      throw new DatabaseException(
          "The database " + file + " cannot be opened for writing: " + oneLine(e) + ".", e);
    }
  }

  @Override
  public <R> R write(Function<Handle, R> work) {
    return alone(handle -> handle.inTransaction(work::apply));
  }

  @Override
  public <R> R alone(Function<Handle, R> work) {
    lock.lock();
    try {
      return work.apply(writer);
    } finally {
      lock.unlock();
    }
  }

  /** One transaction for a whole load would keep its pages from the file until it ends. */
  @Override
  public <R> R exclusively(Progress progress, Supplier<R> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void lockOthersOut() {
    locking(MetaSql.LOCK_OTHERS_OUT);
  }

  @Override
  public void letOthersIn() {
    locking(MetaSql.LET_OTHERS_IN);
    alone(handle -> handle.createQuery(MetaSql.ACCESS).mapTo(Long.class).one());
  }

  private void locking(String mode) {
    alone(handle -> handle.createQuery(mode).mapTo(String.class).one());
  }

  /** Deletes the file if it was made. */
  @Override
  public void takeBack(Runnable undo) {
    if (created) {
      delete();
    } else {
      undo.run();
      letOthersIn();
    }
  }

  private void delete() {
    close();
    try {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
    } catch (IOException e) {
      throw new DatabaseException("The database " + file + " cannot be removed.", e);
    }
  }

  /** A transaction of the writer is the only one from its first statement on. */
  @Override
  public void holdWriters(Handle handle, List<Table> tables) {}

  @Override
  public Batches batches(Handle handle) {
    return new InsertBatches(handle, dialect);
  }

  @Override
  public Batches newRows(Handle handle, Storage storage) {
    return new NewRows(batches(handle), handle, dialect, storage);
  }

  /** Plans are made without statistics, so that they are the same everywhere. */
  @Override
  public void settle(List<Table> tables) {}

  @Override
  public boolean isBusy(SQLException e) {
    return SqliteFailures.of(e) == Failure.BUSY;
  }

  @Override
  public String reason(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      writer.close();
    } finally {
      lock.unlock();
    }
  }
}
