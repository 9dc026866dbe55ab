package dev.edmund.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** The statement that adds an account, with what a server makes. */
record InsertStatement(PreparedStatement jdbc) {
  /**
   * Prepares it.
   *
   * @param first columns in front of those of an account, the key among them
   */
  static InsertStatement prepare(Connection connection, List<String> first) throws SQLException {
    int binds = first.size() + 2 + Account.COLUMNS.size();
    return new InsertStatement(
        connection.prepareStatement(
            "INSERT INTO mscrm_account (versionnumber, "
                + String.join(", ", first)
                + ", createdon, modifiedon, "
                + String.join(", ", Account.COLUMNS)
                + ") VALUES (1, "
                + String.join(", ", Collections.nCopies(binds, "?"))
                + ")"));
  }

  /**
   * Runs it.
   *
   * @param first values of the columns in front
   */
  void run(Account account, Object... first) throws SQLException {
    bind(account, first);
    jdbc.executeUpdate();
  }

  /** Adds it to a batch; see {@link #run}. */
  void add(Account account, Object... first) throws SQLException {
    bind(account, first);
    jdbc.addBatch();
  }

  /** Runs the batch. */
  void runAll() throws SQLException {
    jdbc.executeBatch();
  }

  private void bind(Account account, Object... first) throws SQLException {
    int bind = 1;
    for (Object value : first) {
      jdbc.setObject(bind++, value);
    }
    jdbc.setString(bind++, account.moment());
    jdbc.setString(bind++, account.moment());
    for (Object value : account.values()) {
      jdbc.setObject(bind++, value);
    }
  }
}
