package dev.edmund.bench.floor;

import java.sql.SQLException;
import java.util.List;

/** Adds accounts. */
interface FloorInserts {
  static FloorInserts of(String url) throws SQLException {
    return FloorSql.of(url) == FloorSql.POSTGRESQL
        ? PostgresInserts.open(url)
        : SqliteInserts.open(url);
  }

  /** Adds one, which is committed then. */
  void insert(Account account) throws SQLException, InterruptedException;

  /** Adds all of them, which are committed together then. */
  void insertAll(List<Account> accounts) throws SQLException, InterruptedException;
}
