package dev.edmund.format.metadata;

import static java.util.stream.Collectors.joining;

import dev.edmund.model.csdl.CsdlDocument;
import dev.edmund.model.csdl.CsdlElement;
import dev.edmund.model.csdl.Names;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A document in which every qualified name uses the alias of its namespace, as CSDL JSON demands
 * (5.2), and resources of the document's own container are named without it.
 */
final class AliasedTree {
  private static final Set<String> TYPES =
      Set.of("Type", "BaseType", "EntityType", "Action", "Function", "Extends");
  private static final Set<String> TERMS = Set.of("Term", "BaseTerm");
  private static final Set<String> RESOURCES = Set.of("Target", "EntitySet");
  private static final Set<String> PATHS =
      Set.of(
          "AnnotationPath",
          "AnyPropertyPath",
          "EntitySetPath",
          "LabeledElementReference",
          "ModelElementPath",
          "NavigationPropertyPath",
          "Partner",
          "Path",
          "PropertyPath",
          "ReferencedProperty");

  private final Names names;
  private final Set<String> containers;

  private AliasedTree(Names names, Set<String> containers) {
    this.names = names;
    this.containers = containers;
  }

  /** The root element of a document, as a version of CSDL says it, with aliases. */
  static CsdlElement of(CsdlDocument document, String version) {
    Map<String, String> byNamespace = new HashMap<>();
    document.aliases().forEach((alias, namespace) -> byNamespace.put(namespace, alias));
    Names names = new Names(byNamespace);
    Set<String> containers = new HashSet<>();
    for (CsdlElement services : document.root().children("DataServices")) {
      for (CsdlElement schema : services.children("Schema")) {
        for (CsdlElement container : schema.children("EntityContainer")) {
          containers.add(
              names.qualified(
                  schema.attribute("Namespace", "") + "." + container.attribute("Name", "")));
        }
      }
    }
    return new AliasedTree(names, containers).element(Version40.root(document, version));
  }

  private CsdlElement element(CsdlElement element) {
    Map<String, String> attributes = new LinkedHashMap<>();
    element
        .attributes()
        .forEach((name, value) -> attributes.put(name, attribute(element, name, value)));
    List<CsdlElement> children = element.children().stream().map(this::element).toList();
    return new CsdlElement(
        element.name(),
        attributes,
        children,
        text(element.name(), element.text()),
        element.line(),
        element.column());
  }

  private String text(String kind, String text) {
    if (kind.equals("EnumMember")) {
      return members(text);
    }
    return PATHS.contains(kind) ? names.path(text.strip()) : text;
  }

  /** Members of an enumeration, separated by blanks. */
  private String members(String text) {
    return Arrays.stream(text.strip().split("\\s+")).map(names::path).collect(joining(" "));
  }

  private String attribute(CsdlElement element, String name, String value) {
    if (TYPES.contains(name)) {
      return names.type(value);
    }
    if (name.equals("EnumMember")) {
      return members(value);
    }
    if (TERMS.contains(name)) {
      return names.term(value);
    }
    if (PATHS.contains(name)) {
      return names.path(value);
    }
    if (RESOURCES.contains(name)) {
      String target = names.target(value);
      return element.name().equals("Annotations") ? target : inContainer(target);
    }
    return value;
  }

  private String inContainer(String target) {
    int slash = target.indexOf('/');
    return slash > 0 && containers.contains(target.substring(0, slash))
        ? target.substring(slash + 1)
        : target;
  }
}
