package dev.edmund.bench.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entities in pages, each beginning behind the order values of the last row before it.
 *
 * @param target the request for the first page
 * @param sql binds the order values in the order of {@code binds}, then the number of rows
 * @param start the order values that all rows are behind
 * @param binds which order value goes where
 */
record PagedRead(
    String target, String context, Row row, String sql, List<String> start, List<Integer> binds)
    implements FloorRead {
  static final String TOKEN = "&$skiptoken=";
  private static final String SEPARATOR = "~";

  @Override
  public void write(Session session, FloorRequest request, Body body)
      throws SQLException, IOException {
    PreparedStatement statement = session.statement(sql);
    List<String> after =
        request.argument().isEmpty() ? start : List.of(request.argument().split(SEPARATOR, -1));
    for (int i = 0; i < binds.size(); i++) {
      statement.setString(i + 1, after.get(binds.get(i)));
    }
    // One more tells whether there is a next page.
    statement.setInt(binds.size() + 1, request.pageSize() + 1);
    session.stream(statement);
    body.write((request.open(context) + "\"value\":[").getBytes(StandardCharsets.UTF_8));
    String token = "";
    try (ResultSet rows = statement.executeQuery()) {
      int written = 0;
      while (rows.next()) {
        if (written == request.pageSize()) {
          token = request.root() + target + TOKEN + String.join(SEPARATOR, after);
          break;
        }
        if (written > 0) {
          body.write(',');
        }
        row.write(rows, body, false);
        written++;
        if (written == request.pageSize()) {
          after = orderValues(rows);
        }
      }
    }
    session.finish();
    body.write(']');
    if (!token.isEmpty()) {
      body.write((",\"@odata.nextLink\":\"" + token + "\"").getBytes(StandardCharsets.UTF_8));
    }
    body.write('}');
  }

  private List<String> orderValues(ResultSet rows) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < start.size(); i++) {
      values.add(rows.getString(row.next() + i));
    }
    return values;
  }
}
