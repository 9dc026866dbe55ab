package dev.edmund.model.csdl;

/**
 * A finding about a model.
 *
 * @param code a stable name of the kind of finding, in lower camel case
 * @param file the document it is in: the model, or one that it references
 * @param line from 1; 0 when the finding is about the document as a whole
 * @param element what the finding is about, such as {@code EntityType Product}
 * @param message what is wrong, and what Edmund does about it
 */
public record Diagnostic(
    Severity severity,
    String code,
    String file,
    int line,
    int column,
    String element,
    String message) {

  /** What becomes of the model. */
  public enum Severity {
    /** There is no sane reading: the model is refused. */
    ERROR,
    /** An element is left out or read otherwise than it is written, as the message says. */
    WARNING,
    /** Nothing is lost; the message may spare a question. */
    INFO;

    /** The name in lower case. */
    public String text() {
      return switch (this) {
        case ERROR -> "error";
        case WARNING -> "warning";
        case INFO -> "info";
      };
    }
  }

  /** One line: {@code file:line:column: severity code: element: message}. */
  public String text() {
    return place() + ": " + severity.text() + " " + code + ": " + element + ": " + message;
  }

  /** The same finding, which the model has at other places too. */
  Diagnostic repeated(int times) {
    return new Diagnostic(
        severity, code, file, line, column, element, message + " (" + times + " times)");
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
