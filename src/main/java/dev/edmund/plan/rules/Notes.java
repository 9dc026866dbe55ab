package dev.edmund.plan.rules;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.CsdlElement;
import dev.edmund.model.csdl.Diagnostic;
import dev.edmund.model.csdl.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is not enforced, once for each place of the document. */
final class Notes {
  private final Model model;
  private final Set<String> seen = new HashSet<>();
  private final List<Diagnostic> all = new ArrayList<>();

  Notes(Model model) {
    this.model = model;
  }

  /** An annotation of a target has no effect. */
  void ignored(String target, String term, String why) {
    Optional<CsdlElement> at = model.annotations().find(target, term);
    int line = at.map(CsdlElement::line).orElse(0);
    int column = at.map(CsdlElement::column).orElse(0);
    String name = term.substring(term.lastIndexOf('.') + 1);
    if (seen.add(line + ":" + column + " " + (line == 0 ? target : "") + term)) {
      all.add(
          new Diagnostic(
              Severity.WARNING,
              "ruleIgnored",
              model.document().file(),
              line,
              column,
              target,
              name + " has no effect: " + why));
    }
  }

  List<Diagnostic> all() {
    return List.copyOf(all);
  }
}
