package dev.edmund.bench.floor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Each insertion is a transaction of its own, on whichever connection is free.
 *
 * @param rowId the last one
 */
record PostgresInserts(BlockingQueue<InsertStatement> free, AtomicLong rowId)
    implements FloorInserts {
  private static final int CONNECTIONS = 16;

  /** Row ids begin far above those that are counted from one. */
  private static final int ROW_ID_BITS = 20;

  static PostgresInserts open(String url) throws SQLException {
    BlockingQueue<InsertStatement> free = new ArrayBlockingQueue<>(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      free.add(
          InsertStatement.prepare(DriverManager.getConnection(url), List.of("_rid", "accountid")));
    }
    return new PostgresInserts(free, new AtomicLong(System.currentTimeMillis() << ROW_ID_BITS));
  }

  @Override
  public void insert(Account account) throws SQLException, InterruptedException {
    InsertStatement statement = free.take();
    try {
      statement.run(account, rowId.incrementAndGet(), account.key());
    } finally {
      free.put(statement);
    }
  }

  @Override
  public void insertAll(List<Account> accounts) throws SQLException, InterruptedException {
    InsertStatement statement = free.take();
    Connection connection = statement.jdbc().getConnection();
    try {
      connection.setAutoCommit(false);
      for (Account account : accounts) {
        statement.add(account, rowId.incrementAndGet(), account.key());
      }
      statement.runAll();
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
      free.put(statement);
    }
  }
}
