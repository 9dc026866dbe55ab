package dev.edmund.store;

import java.sql.SQLException;

/** Says of work on a whole database why it was not done, and that nothing of it was. */
public final class Refusals {
  private Refusals() {}

  /** The error for what the driver said. */
  public static DatabaseException of(Database database, RuntimeException e) {
    if (e instanceof DatabaseException known && !(e.getCause() instanceof SQLException)) {
      return known;
    }
    SQLException cause =
        e.getCause() instanceof SQLException told
            ? told
            : new SQLException(String.valueOf(e.getMessage()));
    String name = "The database " + database.displayName();
    return database.isBusy(cause)
        ? new DatabaseException(
            name + " is being changed by another process; try again when it is done.", e)
        : new DatabaseException(
            name + " could not be changed, and is as it was: " + database.reason(cause) + ".", e);
  }
}
