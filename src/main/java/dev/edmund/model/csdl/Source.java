package dev.edmund.model.csdl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One CSDL document: the model itself or a document it references.
 *
 * @param root the {@code Edmx} element
 * @param names the aliases of this document
 */
record Source(CsdlElement root, Names names, Findings findings) {

  private static final List<String> RESERVED = List.of("Edm", "odata", "System", "Transient");

  static Source of(CsdlElement root, Findings findings) {
    Map<String, String> aliases = new LinkedHashMap<>();
    for (CsdlElement include : includes(root)) {
      alias(aliases, include);
    }
    for (CsdlElement schema : schemas(root)) {
      alias(aliases, schema);
    }
    // An alias must not be reserved or a namespace too (CSDL XML, 5.2).
    RESERVED.forEach(aliases::remove);
    schemas(root).forEach(schema -> aliases.remove(schema.attribute("Namespace", "")));
    return new Source(root, new Names(aliases), findings);
  }

  /** The same document with these schemas alone; what they name keeps its meaning. */
  Source with(List<CsdlElement> kept) {
    List<CsdlElement> children =
        root.children().stream()
            .map(child -> child.name().equals("DataServices") ? child.withChildren(kept) : child)
            .distinct()
            .toList();
    return new Source(root.withChildren(children), names, findings);
  }

  private static void alias(Map<String, String> aliases, CsdlElement declaring) {
    String alias = declaring.attribute("Alias");
    String namespace = declaring.attribute("Namespace");
    if (alias != null && namespace != null) {
      // A schema's own alias stands against an include that uses the same word.
      aliases.put(alias, namespace);
    }
  }

  List<CsdlElement> schemas() {
    return schemas(root);
  }

  List<CsdlElement> references() {
    return root.children("Reference");
  }

  private static List<CsdlElement> schemas(CsdlElement root) {
    return root.children("DataServices").stream()
        .flatMap(services -> services.children("Schema").stream())
        .toList();
  }

  private static List<CsdlElement> includes(CsdlElement root) {
    return root.children("Reference").stream()
        .flatMap(reference -> reference.children("Include").stream())
        .toList();
  }
}
