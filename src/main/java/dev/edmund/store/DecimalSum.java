package dev.edmund.store;

import dev.edmund.sql.DecimalTotal;
import dev.edmund.sql.SqliteFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** The sum of exact decimals, over groups and over windows, as the SQLite driver wants it. */
final class DecimalSum extends Function.Window {
  private static final int NULL = 5;

  /** The driver clones the function for each group before its first row. */
  private @Nullable DecimalTotal total;

  static void register(Connection connection) throws SQLException {
    Function.create(
        connection, SqliteFunctions.SUM, new DecimalSum(), 1, Function.FLAG_DETERMINISTIC);
  }

  private DecimalTotal total() {
    if (total == null) {
      total = new DecimalTotal();
    }
    return total;
  }

  @Override
  protected void xStep() throws SQLException {
    if (value_type(0) != NULL) {
      total().add(value_blob(0));
    }
  }

  @Override
  protected void xInverse() throws SQLException {
    if (value_type(0) != NULL) {
      total().remove(value_blob(0));
    }
  }

  @Override
  protected void xValue() throws SQLException {
    answer();
  }

  @Override
  protected void xFinal() throws SQLException {
    answer();
  }

  private void answer() throws SQLException {
    byte[] key = total().key();
    if (key == null) {
      result();
    } else {
      result(key);
    }
  }
}
