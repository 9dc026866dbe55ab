package dev.edmund.model.csdl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds no CSDL model Edmund can read. The message is one line for whoever wrote the
 * file: {@code FILE:LINE:COLUMN: what is wrong; how to mend it}.
 */
public final class UnreadableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /**
   * @param line from 1, or 0 when the file could not be opened
   */
  public UnreadableModelException(
      String file, int line, int column, String reason, String remedy, @Nullable Throwable cause) {
    super(
        (line == 0 ? file : file + ":" + line + ":" + column) + ": " + reason + "; " + remedy,
        cause);
    this.diagnostic =
        new Diagnostic(
            Diagnostic.Severity.ERROR,
            "unreadable",
            file,
            line,
            column,
            "document",
            reason + "; " + remedy);
  }

  public UnreadableModelException(String file, int line, int column, String reason, String remedy) {
    this(file, line, column, reason, remedy, null);
  }

  private UnreadableModelException(String message, Diagnostic diagnostic) {
    super(message);
    this.diagnostic = diagnostic;
  }

  /**
   * For a model that cannot be read.
   *
   * @param errors of the model, one at least
   */
  public static UnreadableModelException of(List<Diagnostic> errors) {
    Diagnostic first = errors.get(0);
    String more =
        errors.size() == 1
            ? ""
            : " (and " + (errors.size() - 1) + " more; edmund check lists them)";
    return new UnreadableModelException(
        first.place() + ": " + first.element() + ": " + first.message() + more, first);
  }

  /** What is wrong, as an error of code {@code unreadable} where no model was read at all. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }

  /** The message, which is never null here. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
