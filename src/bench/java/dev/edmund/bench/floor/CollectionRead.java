package dev.edmund.bench.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Entities that fit one answer.
 *
 * @param count the statement behind {@code @odata.count}; empty for none
 */
record CollectionRead(String context, Row row, String sql, String count) implements FloorRead {
  static CollectionRead of(String context, Row row, String from) {
    return new CollectionRead(context, row, "SELECT " + row.columns() + " FROM " + from, "");
  }

  CollectionRead counted(String statement) {
    return new CollectionRead(context, row, sql, statement);
  }

  @Override
  public void write(Session session, FloorRequest request, Body body)
      throws SQLException, IOException {
    String number = count.isEmpty() ? "" : "\"@odata.count\":" + count(session) + ",";
    String open = request.open(context) + number + "\"value\":[";
    body.write(open.getBytes(StandardCharsets.UTF_8));
    try (ResultSet rows = session.statement(sql).executeQuery()) {
      boolean first = true;
      while (rows.next()) {
        if (!first) {
          body.write(',');
        }
        first = false;
        row.write(rows, body, false);
      }
    }
    body.write(']');
    body.write('}');
  }

  private long count(Session session) throws SQLException {
    try (ResultSet rows = session.statement(count).executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
