package dev.edmund.store;

import dev.edmund.core.Progress;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Table;
import dev.edmund.sql.CatalogueSql;
import dev.edmund.sql.Dialect;
import dev.edmund.sql.PostgresDialect;
import dev.edmund.sql.SqliteDialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** One database and its one writer: whatever differs between kinds of databases is in here. */
public interface Database extends AutoCloseable {

  /**
   * Opens a database; a SQLite file that is not there is made, a PostgreSQL database has to be
   * there.
   *
   * @param jdbcUrl {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST:PORT/NAME}
   * @throws DatabaseException when the URL is of another kind or the database cannot be used
   */
  static Database open(String jdbcUrl, Credentials credentials) {
    return PostgresUrl.isOne(jdbcUrl)
        ? PostgresDatabase.open(jdbcUrl, credentials)
        : SqliteDatabase.open(jdbcUrl);
  }

  /** The same with no credentials but those in the URL. */
  static Database open(String jdbcUrl) {
    return open(jdbcUrl, Credentials.NONE);
  }

  /**
   * Begins to load what takes long of a driver, beside what the caller does next. Whether that
   * works {@link #open} finds out.
   */
  static void loadDriver(String jdbcUrl) {
    if (jdbcUrl.startsWith(SqliteDatabase.URL)) {
      SqliteDatabase.loadDriver();
    }
  }

  /**
   * The dialect of a database, which need not be there.
   *
   * @throws DatabaseException when the URL is of another kind
   */
  static Dialect dialect(String jdbcUrl) {
    if (PostgresUrl.isOne(jdbcUrl)) {
      return new PostgresDialect();
    }
    if (jdbcUrl.startsWith(SqliteDatabase.URL)) {
      return new SqliteDialect();
    }
    throw new DatabaseException(
        "The database "
            + withoutSecrets(jdbcUrl)
            + " is not supported: use jdbc:sqlite:FILE or jdbc:postgresql://HOST:PORT/NAME.");
  }

  /** A URL as it may be printed: without user, password and whatever else is behind the name. */
  static String withoutSecrets(String jdbcUrl) {
    if (PostgresUrl.isOne(jdbcUrl)) {
      return PostgresUrl.withoutSecrets(jdbcUrl);
    }
    String[] parts = jdbcUrl.split(":", 3);
    return jdbcUrl.startsWith(SqliteDatabase.URL) || parts.length < 3
        ? jdbcUrl
        : parts[0] + ":" + parts[1] + ":…";
  }

  /** The URL that it was opened with. */
  String jdbcUrl();

  /** What people call the database in messages, without secrets. */
  String displayName();

  Dialect dialect();

  /** How to ask which tables there are. */
  CatalogueSql catalogue();

  /** The statements that make the functions which the dialect needs, in this order. */
  List<String> functions();

  /** What is different when {@link #functions} is; empty where there are none. */
  String functionsVersion();

  /** How many connections for reading are right on this machine. */
  int defaultReaders();

  /**
   * Opens connections for reading.
   *
   * @param size how many at most
   * @param statementTime how long work on one may take
   * @throws DatabaseException when not even one can be opened
   */
  ReadPool readers(int size, Duration statementTime);

  /**
   * Opens connections for changes of the data, beside {@link #write}, which they do not get in the
   * way of.
   *
   * @throws DatabaseException when there is no connection
   */
  Writers writers(Writers.Settings settings);

  /** Does work on the writer in one transaction; an exception rolls it back. */
  <R> R write(Function<Handle, R> work);

  /**
   * Does work on the writer outside of a transaction, for statements that bring their own; inside
   * of {@link #exclusively} it is part of what is done there.
   */
  <R> R alone(Function<Handle, R> work);

  /**
   * Does work that makes or changes tables, alone among all processes. PostgreSQL waits for the
   * others and then does all of it in one transaction, {@link #write} included; what SQLite does is
   * several transactions, which the caller marks by {@link #lockOthersOut} and takes back by {@link
   * #takeBack}. Work inside of such work is part of it.
   *
   * @param progress hears when another process is waited for
   */
  <R> R exclusively(Progress progress, Supplier<R> work);

  /** Lets no other process in from the next write on, where {@link #exclusively} does not. */
  void lockOthersOut();

  /** Ends {@link #lockOthersOut}. */
  void letOthersIn();

  /**
   * Takes back what was made since the database was opened, because it failed.
   *
   * @param undo what that takes where neither a rollback nor the end of a new file does it
   */
  void takeBack(Runnable undo);

  /** Has others write to tables only when the transaction has ended; they can read on. */
  void holdWriters(Handle handle, List<Table> tables);

  /** Takes many rows. */
  Batches batches(Handle handle);

  /** Takes many rows of tables that others follow, with row ids above all that were there. */
  Batches newRows(Handle handle, Storage storage);

  /** Has the database learn about rows that came in bulk, so that it plans well at once. */
  void settle(List<Table> tables);

  /** Whether another process holds the database. */
  boolean isBusy(SQLException e);

  /** What the database has to say, in one line. */
  String reason(SQLException e);

  @Override
  void close();
}
