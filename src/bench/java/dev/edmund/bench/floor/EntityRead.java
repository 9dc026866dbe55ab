package dev.edmund.bench.floor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One entity by its key. */
record EntityRead(String context, Row row, String sql) implements FloorRead {
  static EntityRead of(String context, Row row, String from) {
    return new EntityRead(context, row, "SELECT " + row.columns() + " FROM " + from);
  }

  @Override
  public void write(Session session, FloorRequest request, Body body)
      throws SQLException, IOException {
    PreparedStatement statement = session.statement(sql);
    statement.setString(1, request.argument());
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new IllegalArgumentException("No connection has the key " + request.argument());
      }
      body.write(request.open(context).getBytes(StandardCharsets.UTF_8));
      row.write(rows, body, true);
    }
  }
}
