package dev.edmund.format.metadata;

import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A document of 4.01 in the words of 4.0, for a client that allows no other (CSDL XML, 3.1.1). What
 * 4.0 says differently is said that way, and an annotation with an expression that 4.0 does not
 * have is left out. Types that 4.0 lacks stay: a property without its type helps nobody.
 */
final class Version40 {
  private static final Set<String> NEW_EXPRESSIONS =
      Set.of(
          "Add",
          "AnyPropertyPath",
          "Div",
          "DivBy",
          "Has",
          "In",
          "Mod",
          "ModelElementPath",
          "Mul",
          "Neg",
          "Sub");

  private Version40() {}

  /** The root of a document as a version of CSDL says it; a document of 4.0 is served as it is. */
  static CsdlElement root(CsdlDocument document, String version) {
    boolean older = version.equals("4.0") && document.version().equals("4.01");
    return older ? element(document.root()) : document.root();
  }

  private static CsdlElement element(CsdlElement element) {
    Map<String, String> attributes = new LinkedHashMap<>(element.attributes());
    attributes.replace("Scale", "floating", "variable");
    if (element.name().equals("Singleton")) {
      attributes.remove("Nullable");
    }
    return new CsdlElement(
        element.name(),
        attributes,
        element.children().stream().flatMap(child -> kept(child).stream()).toList(),
        element.text(),
        element.line(),
        element.column());
  }

  private static Optional<CsdlElement> kept(CsdlElement element) {
    if (element.name().equals("Annotation") && isNew(element)) {
      return Optional.empty();
    }
    CsdlElement said = element(element);
    // A group must hold an annotation (CSDL XML, 14.2.2).
    boolean emptied =
        element.name().equals("Annotations")
            && said.children().isEmpty()
            && !element.children().isEmpty();
    return emptied ? Optional.empty() : Optional.of(said);
  }

  private static boolean isNew(CsdlElement element) {
    return NEW_EXPRESSIONS.contains(element.name())
        || element.attributes().keySet().stream().anyMatch(NEW_EXPRESSIONS::contains)
        || element.children().stream()
            .anyMatch(child -> !child.name().equals("Annotation") && isNew(child));
  }
}
