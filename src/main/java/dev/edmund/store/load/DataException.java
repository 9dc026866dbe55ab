package dev.edmund.store.load;

/** Data that do not fit the model; the message is one line: file, line, column and reason. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
