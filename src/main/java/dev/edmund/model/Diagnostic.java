package dev.edmund.model;

/**
 * A finding about a model that can be read nevertheless.
 *
 * @param code a stable name of the kind of finding, in lower camel case
 * @param line from 1; 0 when the finding is about the document as a whole
 * @param element what the finding is about, such as {@code EntityType Product}
 * @param message what is wrong, and what Edmund does about it
 */
public record Diagnostic(
    Severity severity, String code, int line, int column, String element, String message) {

  /** How much of the model is lost. */
  public enum Severity {
    /** An element has no sane reading and is left out of the service. */
    ERROR,
    /** An element breaks a rule and is read as the message says. */
    WARNING,
    /** Nothing is wrong; the message may spare a question. */
    INFO
  }

  /** One line: {@code file:line:column: severity code: element: message}. */
  public String text(String file) {
    String severityText =
        switch (severity) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "info";
        };
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + severityText
        + " "
        + code
        + ": "
        + element
        + ": "
        + message;
  }
}
