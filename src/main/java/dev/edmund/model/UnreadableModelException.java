package dev.edmund.model;

import org.jspecify.annotations.Nullable;

/**
 * A file that holds no CSDL model Edmund can read. The message is one line for whoever wrote the
 * file: {@code FILE:LINE:COLUMN: what is wrong; how to mend it}.
 */
public final class UnreadableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param line from 1, or 0 when the file could not be opened
   */
  public UnreadableModelException(
      String file, int line, int column, String reason, String remedy, @Nullable Throwable cause) {
    super(
        (line == 0 ? file : file + ":" + line + ":" + column) + ": " + reason + "; " + remedy,
        cause);
  }

  public UnreadableModelException(String file, int line, int column, String reason, String remedy) {
    this(file, line, column, reason, remedy, null);
  }

  /** The message, which is never null here. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
