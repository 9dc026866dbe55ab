package dev.edmund.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;

/**
 * The statement that adds an account, with what a server makes.
 *
 * @param owner the first user and the business unit of it
 */
record InsertStatement(PreparedStatement jdbc, List<Object> owner) {
  /**
   * Prepares it.
   *
   * @param first columns in front of those of an account, the key among them
   */
  static InsertStatement prepare(Connection connection, List<String> first) throws SQLException {
    List<Object> owner = owner(connection);
    int binds = owner.size() + first.size() + 2 + Account.COLUMNS.size();
    return new InsertStatement(
        connection.prepareStatement(
            "INSERT INTO mscrm_account (versionnumber, statecode, statuscode, _ownerid_value,"
                + " _owningbusinessunit_value, "
                + String.join(", ", first)
                + ", createdon, modifiedon, "
                + String.join(", ", Account.COLUMNS)
                + ") VALUES (1, 0, 1, "
                + String.join(", ", Collections.nCopies(binds, "?"))
                + ")"),
        owner);
  }

  private static List<Object> owner(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT systemuserid, _businessunitid_value FROM mscrm_systemuser"
                    + " ORDER BY _rid LIMIT 1")) {
      row.next();
      return List.of(row.getObject(1), row.getObject(2));
    }
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
    for (Object value : owner) {
      jdbc.setObject(bind++, value);
    }
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
