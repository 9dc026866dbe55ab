package dev.edmund.bench;

import java.io.IOException;
import java.sql.SQLException;

/** A copy of a database that may be changed. */
record DatabaseCopy(String kind, String url, Removal removal) implements Database {
  /** Removes a copy when nobody is connected to it any more. */
  interface Removal {
    void run() throws IOException, SQLException;
  }

  @Override
  public Database copy(String purpose) {
    throw new UnsupportedOperationException("A copy is not copied");
  }

  @Override
  public void close() throws IOException {
    try {
      removal.run();
    } catch (SQLException e) {
      throw new IOException("The copy " + url + " was not removed", e);
    }
  }
}
