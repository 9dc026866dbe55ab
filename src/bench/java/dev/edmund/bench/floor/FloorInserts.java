package dev.edmund.bench.floor;

import java.sql.SQLException;

/** Adds accounts. */
interface FloorInserts {
  static FloorInserts of(String url) throws SQLException {
    return FloorSql.of(url) == FloorSql.POSTGRESQL
        ? PostgresInserts.open(url)
        : SqliteInserts.open(url);
  }

  /** Adds one, which is committed then. */
  void insert(Account account) throws SQLException, InterruptedException;
}
