package dev.edmund.bench.floor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One of the threads that wait adds the accounts of all in one transaction. */
final class SqliteInserts implements FloorInserts {
  private static final int BUSY_MILLISECONDS = 5_000;
  private static final int CACHE_KIBIBYTES = 32 * 1024;
  private static final int MOST_TOGETHER = 256;

  private final Statement plain;
  private final InsertStatement insert;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private boolean led;

  /**
   * Accounts that are not committed yet.
   *
   * @param leads true when its thread is to lead the next group, false when it is committed
   */
  private record Waiting(List<Account> accounts, CompletableFuture<Boolean> leads) {}

  private SqliteInserts(Statement plain, InsertStatement insert) {
    this.plain = plain;
    this.insert = insert;
  }

  static SqliteInserts open(String url) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.setCacheSize(-CACHE_KIBIBYTES);
    Connection connection = config.createConnection(url);
    return new SqliteInserts(
        connection.createStatement(), InsertStatement.prepare(connection, List.of("accountid")));
  }

  @Override
  public void insert(Account account) throws SQLException {
    insertAll(List.of(account));
  }

  @Override
  public void insertAll(List<Account> accounts) throws SQLException {
    Waiting mine = new Waiting(accounts, new CompletableFuture<>());
    if (isFirst(mine) || mine.leads().join()) {
      lead();
    }
  }

  private boolean isFirst(Waiting mine) {
    synchronized (waiting) {
      waiting.add(mine);
      boolean first = !led;
      led = true;
      return first;
    }
  }

  /** Adds all that wait, also those that come meanwhile, and hands the turn on. */
  private void lead() throws SQLException {
    List<Waiting> group = new ArrayList<>();
    try {
      plain.execute("BEGIN IMMEDIATE");
      for (Waiting next = poll(); next != null; next = poll(group)) {
        group.add(next);
        for (Account account : next.accounts()) {
          insert.run(account, account.key().toString());
        }
      }
      plain.execute("COMMIT");
      group.forEach(done -> done.leads().complete(false));
    } catch (SQLException e) {
      plain.execute("ROLLBACK");
      group.forEach(failed -> failed.leads().completeExceptionally(e));
      throw e;
    } finally {
      handOn();
    }
  }

  private @Nullable Waiting poll(List<Waiting> group) {
    return group.size() < MOST_TOGETHER ? poll() : null;
  }

  private @Nullable Waiting poll() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }

  private void handOn() {
    synchronized (waiting) {
      Waiting next = waiting.peek();
      led = next != null;
      if (next != null) {
        next.leads().complete(true);
      }
    }
  }
}
