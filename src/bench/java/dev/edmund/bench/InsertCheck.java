package dev.edmund.bench;

import dev.edmund.bench.floor.Targets;
import dev.edmund.bench.load.HttpConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Checks that two services insert alike, so that their speeds may be compared. */
final class InsertCheck {
  private static final int NO_CONTENT = 204;
  private static final int SHOWN = 1_000;
  private static final Set<String> MADE = Set.of("_rid", "accountid", "createdon", "modifiedon");

  private InsertCheck() {}

  /** Has each insert the account of a contest that comes first, and compares their rows. */
  static void check(
      Contest contest, Service subject, Database mine, Service reference, Database theirs)
      throws IOException, SQLException {
    String body = contest.bodies().get(0);
    insert(subject, contest.prefer(), body);
    insert(reference, contest.prefer(), body);
    Map<String, String> left = row(mine);
    Map<String, String> right = row(theirs);
    if (!left.equals(right)) {
      throw new BenchmarkException("The rows inserted differ:\n  " + left + "\n  " + right);
    }
  }

  /** Has each insert all of a change set. */
  static void checkChangeSet(Contest contest, List<Service> services) throws IOException {
    int rows = (int) contest.unit();
    for (Service service : services) {
      try (HttpConnection connection = new HttpConnection(service.port())) {
        String body = contest.bodies().get(0);
        byte[] request = HttpConnection.post(service.port(), Targets.BATCH, contest.prefer(), body);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        connection.send(request, answer);
        String text = answer.toString(StandardCharsets.UTF_8);
        if (text.split("\"status\":204", -1).length != rows + 1) {
          throw new BenchmarkException(
              service.name()
                  + " does not insert a change set:\n  "
                  + text.substring(0, Math.min(SHOWN, text.length())));
        }
      }
    }
  }

  private static void insert(Service service, String prefer, String body) throws IOException {
    try (HttpConnection connection = new HttpConnection(service.port())) {
      byte[] request = HttpConnection.post(service.port(), Targets.ACCOUNTS, prefer, body);
      int status = connection.send(request, OutputStream.nullOutputStream()).status();
      if (status != NO_CONTENT) {
        throw new BenchmarkException(
            service.name() + " answers " + status + " to the insertion of\n  " + body);
      }
    }
  }

  /** What the one row has; no server makes the same as another. */
  private static Map<String, String> row(Database database) throws SQLException {
    String sql = "SELECT * FROM mscrm_account WHERE accountnumber = ?";
    try (Connection connection = DriverManager.getConnection(database.url());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, Accounts.number(0));
      try (ResultSet rows = statement.executeQuery()) {
        Map<String, String> row = new TreeMap<>();
        if (rows.next()) {
          ResultSetMetaData columns = rows.getMetaData();
          for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnName(i);
            String value = String.valueOf(rows.getString(i));
            row.put(name, rows.wasNull() || !MADE.contains(name) ? value : "made");
          }
        }
        return row;
      }
    }
  }
}
