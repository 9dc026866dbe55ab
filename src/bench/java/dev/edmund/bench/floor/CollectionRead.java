package dev.edmund.bench.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Entities that fit one answer.
 *
 * @param values what the statements bind: the values that a client chooses, which no server could
 *     have in its statements before they come
 * @param count the statement behind {@code @odata.count}; empty for none
 */
record CollectionRead(String context, Row row, String sql, List<Object> values, String count)
    implements FloorRead {
  CollectionRead {
    values = List.copyOf(values);
  }

  static CollectionRead of(String context, Row row, String from) {
    return new CollectionRead(
        context, row, "SELECT " + row.columns() + " FROM " + from, List.of(), "");
  }

  CollectionRead binding(Object... chosen) {
    return new CollectionRead(context, row, sql, List.of(chosen), count);
  }

  CollectionRead counted(String statement) {
    return new CollectionRead(context, row, sql, values, statement);
  }

  @Override
  public void write(Session session, FloorRequest request, Body body)
      throws SQLException, IOException {
    String number = count.isEmpty() ? "" : "\"@odata.count\":" + count(session) + ",";
    String open = request.open(context) + number + "\"value\":[";
    body.write(open.getBytes(StandardCharsets.UTF_8));
    try (ResultSet rows = bound(session, sql).executeQuery()) {
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
    try (ResultSet rows = bound(session, count).executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private PreparedStatement bound(Session session, String text) throws SQLException {
    PreparedStatement statement = session.statement(text);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }
}
