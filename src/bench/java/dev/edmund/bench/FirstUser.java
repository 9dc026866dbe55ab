package dev.edmund.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The user that owns what nobody in particular adds. */
final class FirstUser {
  private static final String FIRST = " WHERE _rid = (SELECT min(_rid) FROM mscrm_systemuser)";

  private FirstUser() {}

  /** Has lookups find the user: generated users have two ids, where those of Dataverse have one. */
  static void beFound(Database database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE mscrm_principal SET ownerid = (SELECT systemuserid FROM mscrm_systemuser"
              + FIRST
              + ")"
              + FIRST);
    }
  }
}
