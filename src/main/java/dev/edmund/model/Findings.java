package dev.edmund.model;

import dev.edmund.model.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics while one model is read. */
final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();

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
    found.add(new Diagnostic(severity, code, at.line(), at.column(), at.label(), message));
  }

  List<Diagnostic> inOrder() {
    return List.copyOf(found);
  }
}
