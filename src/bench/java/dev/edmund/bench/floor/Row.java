package dev.edmund.bench.floor;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** An entity with its ETag, as columns of a statement and as JSON. */
interface Row {

  /** This and the entity of an outer join, or null. */
  Row related(String member, String alias, List<Field> fields);

  /** This and a member whose value an SQL expression gives as JSON; SQL's null is JSON's. */
  Row with(String member, String sql);

  /** What to select. */
  String columns();

  /** The number of the first column behind those of the row. */
  int next();

  /**
   * Writes the row that a result is at.
   *
   * @param open whether the opening brace is already written
   */
  void write(ResultSet rows, Body body, boolean open) throws SQLException, IOException;
}
