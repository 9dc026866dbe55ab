package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects diagnostics about one document; those of all documents of a model are kept together. */
final class Findings {
  private final String file;
  private final All all;

  /** What has been found, and how often each group has. */
  private record All(List<Diagnostic> found, Map<String, Group> groups) {}

  /** The place of the first of a group, and how many there are. */
  private record Group(int index, int count) {}

  private Findings(String file, All all) {
    this.file = file;
    this.all = all;
  }

  /** The findings about a model. */
  static Findings about(String file) {
    return new Findings(file, new All(new ArrayList<>(), new LinkedHashMap<>()));
  }

  /** The findings about a document that the model references. */
  Findings within(String referenced) {
    return new Findings(referenced, all);
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

  /**
   * A warning about something that real documents do all over: only the first is kept, with the
   * number of all.
   *
   * @param group what makes it the same
   */
  void warnings(String code, String group, CsdlElement at, String message) {
    grouped(Severity.WARNING, code, group, at, message);
  }

  /** As {@link #warnings}, where nothing is lost. */
  void infos(String code, String group, CsdlElement at, String message) {
    grouped(Severity.INFO, code, group, at, message);
  }

  private void grouped(
      Severity severity, String code, String group, CsdlElement at, String message) {
    Group known = all.groups.get(code + " " + group);
    if (known == null) {
      all.groups.put(code + " " + group, new Group(all.found.size(), 1));
      add(severity, code, at, message);
    } else {
      all.groups.put(code + " " + group, new Group(known.index, known.count + 1));
    }
  }

  private void add(Severity severity, String code, CsdlElement at, String message) {
    all.found.add(
        new Diagnostic(severity, code, file, at.line(), at.column(), at.label(), message));
  }

  List<Diagnostic> inOrder() {
    List<Diagnostic> inOrder = new ArrayList<>(all.found);
    for (Group group : all.groups.values()) {
      if (group.count > 1) {
        inOrder.set(group.index, inOrder.get(group.index).repeated(group.count));
      }
    }
    return List.copyOf(inOrder);
  }
}
