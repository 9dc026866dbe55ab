package dev.edmund.bench.floor;

import java.io.IOException;
import java.sql.SQLException;

/** How one request is answered. */
interface FloorRead {
  /** Writes the whole body. */
  void write(Session session, FloorRequest request, Body body) throws SQLException, IOException;
}
