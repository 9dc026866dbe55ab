package dev.edmund.model.csdl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The annotations of another document that a reference asks for (CSDL XML, 4.3). */
final class ExternalAnnotations {
  private ExternalAnnotations() {}

  /**
   * The groups of annotations of a schema, with the annotations that are asked for.
   *
   * @param includes the elements {@code IncludeAnnotations}
   */
  static List<CsdlElement> of(CsdlElement schema, List<CsdlElement> includes, Source source) {
    List<CsdlElement> kept = new ArrayList<>();
    for (CsdlElement group : schema.children("Annotations")) {
      List<CsdlElement> annotations =
          group.children().stream()
              .filter(a -> includes.stream().anyMatch(i -> matches(i, group, a, source.names())))
              .toList();
      if (!annotations.isEmpty()) {
        kept.add(group.withChildren(annotations));
      }
    }
    return kept;
  }

  private static boolean matches(
      CsdlElement include, CsdlElement group, CsdlElement annotation, Names names) {
    String term = names.qualified(annotation.attribute("Term", ""));
    String target = names.target(group.attribute("Target", ""));
    String qualifier = annotation.attribute("Qualifier", group.attribute("Qualifier", ""));
    return isIn(term, include.attribute("TermNamespace"))
        && isIn(target.replaceAll("[/(].*$", ""), include.attribute("TargetNamespace"))
        && include.attribute("Qualifier", qualifier).equals(qualifier);
  }

  private static boolean isIn(String name, @Nullable String namespace) {
    return namespace == null
        || name.equals(namespace)
        || (name.lastIndexOf('.') == namespace.length() && name.startsWith(namespace));
  }
}
