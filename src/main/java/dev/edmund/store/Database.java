package dev.edmund.store;

import dev.edmund.sql.Dialect;
import dev.edmund.sql.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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
 * One database and its one writer. SQLite takes one writer at a time; a fair lock makes the others
 * wait here, in order, rather than fail with "database is locked".
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int BUSY_MILLISECONDS = 10_000;
  private static final int CACHE_KIBIBYTES = 32 * 1024;

  private final String jdbcUrl;
  private final Path file;
  private final boolean created;
  private final Handle writer;
  private final Dialect dialect = new SqliteDialect();
  private final ReentrantLock lock = new ReentrantLock(true);

  private Database(String jdbcUrl, Path file, boolean created, Handle writer) {
    this.jdbcUrl = jdbcUrl;
    this.file = file;
    this.created = created;
    this.writer = writer;
  }

  /**
   * Begins to load the driver's native library, which takes half a second, beside what the caller
   * does next. Whether that works {@link #open} finds out.
   */
  public static void loadDriver() {
    Thread loading = new Thread(Database::initialize, "driver");
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

  /**
   * Opens a database; a SQLite file that is not there is made.
   *
   * @param jdbcUrl {@code jdbc:sqlite:FILE}
   * @throws DatabaseException when the URL is of another kind or the file cannot be used
   */
  public static Database open(String jdbcUrl) {
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
      return new Database(jdbcUrl, file, created, writer);
    } catch (SQLException | IOException e) {
      throw new DatabaseException(
          "The database " + file + " cannot be opened: " + oneLine(e) + ".", e);
    }
  }

  /**
   * The dialect of a database, which need not be there.
   *
   * @throws DatabaseException when the URL is of another kind
   */
  public static Dialect dialect(String jdbcUrl) {
    if (!jdbcUrl.startsWith(SQLITE)) {
      throw new DatabaseException(
          "The database "
              + withoutSecrets(jdbcUrl)
              + " is not supported yet: use jdbc:sqlite:FILE.");
    }
    return new SqliteDialect();
  }

  private static Path file(String jdbcUrl) {
    dialect(jdbcUrl);
    String name = jdbcUrl.substring(SQLITE.length());
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

  /** The kind of database only: user and password may stand behind it. */
  private static String withoutSecrets(String jdbcUrl) {
    String[] parts = jdbcUrl.split(":", 3);
    return parts.length < 3 ? jdbcUrl : parts[0] + ":" + parts[1] + ":…";
  }

  private static Connection connect(String jdbcUrl) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    // Not by DriverManager, which does not see the driver from every class loader.
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(jdbcUrl);
    return source.getConnection();
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").replaceAll("\\.$", "");
  }

  public String jdbcUrl() {
    return jdbcUrl;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** What people call the database in messages: the name of the file. */
  String displayName() {
    return file.toString();
  }

  /** Does work on the writer in one transaction; an exception rolls it back. */
  public <R> R write(Function<Handle, R> work) {
    return alone(handle -> handle.inTransaction(work::apply));
  }

  /** Does work on the writer outside of a transaction: for statements that bring their own. */
  public <R> R alone(Function<Handle, R> work) {
    lock.lock();
    try {
      return work.apply(writer);
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #open} made the file, so that taking back what was done means deleting it. */
  boolean created() {
    return created;
  }

  /** Closes the database and deletes its file. */
  void delete() {
    close();
    try {
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
    } catch (IOException e) {
      throw new DatabaseException("The database " + file + " cannot be removed.", e);
    }
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
