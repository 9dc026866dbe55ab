package dev.edmund.model.csdl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.Location;

/**
 * An element in a namespace of OData 1.0 to 3.0. Mostly the document is of that version; some
 * generators keep the old namespaces around CSDL 4.
 *
 * @param version that the namespace belongs to
 * @param line of the first such element
 */
record OldNamespace(String file, String version, int line, int column) {
  private static final List<String> VERSIONS = List.of("1", "2", "3");
  private static final Set<String> ONLY_OLD = Set.of("Association", "AssociationSet");
  private static final Set<String> ONLY_NEW =
      Set.of("TypeDefinition", "NavigationPropertyBinding", "Singleton", "Action", "ActionImport");

  OldNamespace(String file, String version, Location at) {
    this(file, version, at.getLineNumber(), at.getColumnNumber());
  }

  /**
   * Reports the namespace where the document is CSDL 4 nevertheless.
   *
   * @throws UnreadableModelException where it is not
   */
  void judge(CsdlElement root, Findings findings) {
    if (!root.attribute("Version", "").startsWith("4") && !isNew(root)) {
      throw new UnreadableModelException(
          file,
          line,
          column,
          "this is an OData V" + declared(root) + " model",
          "convert it to OData V4 (xmlns \"" + XmlTree.EDM + "\")");
    }
    findings.warning(
        "oldNamespace",
        root,
        "its namespaces are those of OData V" + declared(root) + "; it is read as OData V4");
  }

  private static boolean isNew(CsdlElement root) {
    List<CsdlElement> all = descendants(root).toList();
    boolean old =
        all.stream()
            .anyMatch(e -> ONLY_OLD.contains(e.name()) || e.attribute("Relationship") != null);
    return !old
        && all.stream()
            .anyMatch(
                e ->
                    ONLY_NEW.contains(e.name())
                        || (e.name().equals("NavigationProperty") && e.attribute("Type") != null));
  }

  private static Stream<CsdlElement> descendants(CsdlElement element) {
    return Stream.concat(
        Stream.of(element), element.children().stream().flatMap(OldNamespace::descendants));
  }

  /** What the document calls itself, which is more than its namespaces tell. */
  private String declared(CsdlElement root) {
    Optional<String> declared =
        root.children("DataServices").stream()
            .flatMap(services -> services.attributes().entrySet().stream())
            .filter(attribute -> attribute.getKey().endsWith("}DataServiceVersion"))
            .map(Map.Entry::getValue)
            .filter(value -> !value.isEmpty())
            .map(value -> value.substring(0, 1))
            .filter(VERSIONS::contains)
            .findFirst();
    return declared.orElse(version);
  }
}
