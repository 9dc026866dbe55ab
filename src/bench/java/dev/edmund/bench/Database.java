package dev.edmund.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The generated database. It is made once for each number of rows and kept. */
interface Database extends AutoCloseable {
  static Database prepare(Settings settings, Children children) throws IOException, SQLException {
    return settings.database().equals(SqliteFile.KIND)
        ? SqliteFile.prepare(settings, children)
        : PostgresDatabase.prepare(settings, children);
  }

  /** {@code sqlite} or {@code postgresql}. */
  String kind();

  /** The JDBC URL. */
  String url();

  /**
   * A copy to be changed, which is removed when it is closed. Nobody may be connected.
   *
   * @param purpose distinguishes it from others
   */
  Database copy(String purpose) throws IOException, SQLException;

  @Override
  void close() throws IOException;

  /** Has Edmund fill a database with as many rows as are wanted. */
  static void generate(Settings settings, Children children, String url) throws IOException {
    List<String> arguments =
        settings
            .generator()
            .arguments("generate", "--rows", Integer.toString(settings.rows()), "--database", url);
    children.run("generate", arguments);
  }

  /** The keys of so many connections, from all over the table. */
  default List<String> keys(int wanted) throws SQLException {
    List<String> keys = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      int step = Math.max(1, count(statement) / wanted);
      String sql =
          "SELECT connectionid FROM mscrm_connection WHERE _rid %% %d = 0 LIMIT %d"
              .formatted(step, wanted);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
    }
    return keys;
  }

  private static int count(java.sql.Statement statement) throws SQLException {
    try (ResultSet count = statement.executeQuery("SELECT count(*) FROM mscrm_connection")) {
      count.next();
      return count.getInt(1);
    }
  }
}
