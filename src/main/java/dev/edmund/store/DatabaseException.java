package dev.edmund.store;

/**
 * A database that cannot be opened or used; the message says what to do, in one line but for the
 * plan of a change that is refused.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
