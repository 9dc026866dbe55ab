package dev.edmund.model.csdl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what a document says about the types of annotation values. */
final class XmlTypes {
  private XmlTypes() {}

  static void add(Source source, TypeTable.Draft draft) {
    for (CsdlElement schema : source.schemas()) {
      String namespace = schema.attribute("Namespace", "");
      for (CsdlElement child : schema.children()) {
        add(namespace + "." + child.attribute("Name", ""), child, source.names(), draft);
      }
    }
  }

  private static void add(String name, CsdlElement element, Names names, TypeTable.Draft draft) {
    switch (element.name()) {
      case "Term" ->
          draft.terms.put(
              name,
              new TypeTable.Term(
                  names.type(element.attribute("Type", "Edm.String")),
                  appliesTo(element.attribute("AppliesTo", ""))));
      case "TypeDefinition" ->
          draft.definitions.put(name, element.attribute("UnderlyingType", "Edm.String"));
      case "EnumType" -> draft.enums.add(name);
      case "ComplexType", "EntityType" -> {
        Map<String, String> properties = new HashMap<>();
        for (CsdlElement property : element.children()) {
          String type = property.attribute("Type");
          if (type != null) {
            properties.put(property.attribute("Name", ""), names.type(type));
          }
        }
        draft.structures.put(name, properties);
        String base = element.attribute("BaseType");
        if (base != null) {
          draft.bases.put(name, names.qualified(base));
        }
      }
      default -> {
        // It has no value of its own.
      }
    }
  }

  private static List<String> appliesTo(String written) {
    return written.isBlank() ? List.of() : List.of(written.strip().split("\\s+"));
  }
}
