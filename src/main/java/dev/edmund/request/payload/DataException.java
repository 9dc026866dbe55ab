package dev.edmund.request.payload;

import org.jspecify.annotations.Nullable;

/** Data that do not fit the model; the message is one line: file, line, column and reason. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String path;
  private final String reason;

  public DataException(String message) {
    super(message);
    this.path = null;
    this.reason = message;
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
    this.path = null;
    this.reason = message;
  }

  DataException(Place place, String path, String reason) {
    super(place + ": column " + path + ": " + reason);
    this.path = path;
    this.reason = reason;
  }

  /** The path of the value that does not fit; null where it is not one value. */
  public @Nullable String path() {
    return path;
  }

  /** What is wrong, without where. */
  public String reason() {
    return reason;
  }
}
