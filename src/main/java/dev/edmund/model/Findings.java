package dev.edmund.model;

import dev.edmund.model.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics about one document; those of all documents of a model are kept together. */
final class Findings {
  private final String file;
  private final List<Diagnostic> found;

  private Findings(String file, List<Diagnostic> found) {
    this.file = file;
    this.found = found;
  }

  /** The findings about a model. */
  static Findings about(String file) {
    return new Findings(file, new ArrayList<>());
  }

  /** The findings about a document that the model references. */
  Findings within(String referenced) {
    return new Findings(referenced, found);
  }

  String file() {
    return file;
  }

  void error(String code, CsdlElement at, String message) {
    add(Severity.ERROR, code, at, message);
  }

  void warning(String code, CsdlElement at, String message) {
    add(Severity.WARNING, code, at, message);
  }

  void info(String code, CsdlElement at, String message) {
    add(Severity.INFO, code, at, message);
  }

  private void add(Severity severity, String code, CsdlElement at, String message) {
    found.add(new Diagnostic(severity, code, file, at.line(), at.column(), at.label(), message));
  }

  List<Diagnostic> inOrder() {
    return List.copyOf(found);
  }
}
