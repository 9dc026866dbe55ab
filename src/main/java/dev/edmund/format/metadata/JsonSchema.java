package dev.edmund.format.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.csdl.CsdlElement;
import java.math.BigInteger;
import java.util.List;

/** Writes the children of schemas into the object of one namespace (CSDL JSON, 5 to 13). */
record JsonSchema(ObjectNode node, JsonAnnotations annotations) {

  void schema(CsdlElement schema) {
    MetadataJson.copy(schema, node, "Alias");
    annotations.write(schema, node, "");
    for (CsdlElement child : schema.children()) {
      switch (child.name()) {
        case "EntityType", "ComplexType" -> structured(child);
        case "EnumType" -> enumType(child);
        case "TypeDefinition" -> typeDefinition(child);
        case "Term" -> term(child);
        case "Action", "Function" -> operation(child);
        case "EntityContainer" -> container(child);
        case "Annotations" -> annotations(child);
        default -> {
          // Annotations are written above; anything else is no CSDL.
        }
      }
    }
  }

  private ObjectNode named(CsdlElement element) {
    ObjectNode object = MetadataJson.child(node, element.attribute("Name", ""));
    object.put("$Kind", element.name());
    return object;
  }

  private void structured(CsdlElement element) {
    ObjectNode type = named(element);
    MetadataJson.copy(element, type, "BaseType");
    MetadataJson.flags(element, type, "Abstract", "OpenType", "HasStream");
    element.child("Key").ifPresent(key -> key(key, MetadataJson.array(type, "$Key")));
    for (CsdlElement child : element.children()) {
      if (child.name().equals("Property")) {
        property(child, type.putObject(child.attribute("Name", "")));
      } else if (child.name().equals("NavigationProperty")) {
        navigation(child, type.putObject(child.attribute("Name", "")));
      }
    }
    annotations.write(element, type, "");
  }

  private static void key(CsdlElement element, ArrayNode key) {
    for (CsdlElement ref : element.children("PropertyRef")) {
      String name = ref.attribute("Name", "");
      String alias = ref.attribute("Alias");
      if (alias == null) {
        key.add(name);
      } else {
        key.addObject().put(alias, name);
      }
    }
  }

  /** A property, parameter, return type or term: something with a type and facets. */
  private void property(CsdlElement element, ObjectNode property) {
    JsonFacets.type(element, property);
    JsonFacets.nullable(element, property);
    JsonFacets.facets(element, property, element.attribute("Type", "Edm.String"));
    JsonFacets.defaultValue(element, property);
    annotations.write(element, property, "");
  }

  private void navigation(CsdlElement element, ObjectNode property) {
    property.put("$Kind", "NavigationProperty");
    JsonFacets.type(element, property);
    JsonFacets.nullable(element, property);
    MetadataJson.copy(element, property, "Partner");
    MetadataJson.flags(element, property, "ContainsTarget");
    for (CsdlElement constraint : element.children("ReferentialConstraint")) {
      ObjectNode constraints = MetadataJson.child(property, "$ReferentialConstraint");
      String dependent = constraint.attribute("Property", "");
      constraints.put(dependent, constraint.attribute("ReferencedProperty", ""));
      annotations.write(constraint, constraints, dependent);
    }
    for (CsdlElement onDelete : element.children("OnDelete")) {
      property.put("$OnDelete", onDelete.attribute("Action", "None"));
      annotations.write(onDelete, property, "$OnDelete");
    }
    annotations.write(element, property, "");
  }

  private void enumType(CsdlElement element) {
    ObjectNode type = named(element);
    MetadataJson.flags(element, type, "IsFlags");
    MetadataJson.copy(element, type, "UnderlyingType");
    BigInteger next = BigInteger.ZERO;
    for (CsdlElement member : element.children("Member")) {
      String name = member.attribute("Name", "");
      String value = member.attribute("Value", next.toString()).strip();
      if (value.matches("[-+]?\\d+")) {
        next = new BigInteger(value);
      }
      type.put(name, next);
      annotations.write(member, type, name);
      next = next.add(BigInteger.ONE);
    }
    annotations.write(element, type, "");
  }

  private void typeDefinition(CsdlElement element) {
    ObjectNode type = named(element);
    String underlying = element.attribute("UnderlyingType", "Edm.String");
    type.put("$UnderlyingType", underlying);
    JsonFacets.facets(element, type, underlying);
    annotations.write(element, type, "");
  }

  private void term(CsdlElement element) {
    ObjectNode term = named(element);
    MetadataJson.copy(element, term, "BaseTerm");
    String appliesTo = element.attribute("AppliesTo", "").strip();
    if (!appliesTo.isEmpty()) {
      ArrayNode targets = term.putArray("$AppliesTo");
      List.of(appliesTo.split("\\s+")).forEach(targets::add);
    }
    property(element, term);
  }

  private void operation(CsdlElement element) {
    ObjectNode overload = MetadataJson.array(node, element.attribute("Name", "")).addObject();
    overload.put("$Kind", element.name());
    MetadataJson.flags(element, overload, "IsBound", "IsComposable");
    MetadataJson.copy(element, overload, "EntitySetPath");
    for (CsdlElement parameter : element.children("Parameter")) {
      ObjectNode object = MetadataJson.array(overload, "$Parameter").addObject();
      object.put("$Name", parameter.attribute("Name", ""));
      property(parameter, object);
    }
    for (CsdlElement returnType : element.children("ReturnType")) {
      property(returnType, overload.putObject("$ReturnType"));
    }
    annotations.write(element, overload, "");
  }

  private void container(CsdlElement element) {
    ObjectNode container = named(element);
    MetadataJson.copy(element, container, "Extends");
    for (CsdlElement child : element.children()) {
      String name = child.attribute("Name", "");
      switch (child.name()) {
        case "EntitySet" -> entitySet(child, container.putObject(name));
        case "Singleton" -> singleton(child, container.putObject(name));
        case "ActionImport", "FunctionImport" -> operationImport(child, container.putObject(name));
        default -> {
          // Annotations are written below.
        }
      }
    }
    annotations.write(element, container, "");
  }

  private void entitySet(CsdlElement element, ObjectNode set) {
    set.put("$Collection", true);
    set.put("$Type", element.attribute("EntityType", ""));
    if (!element.flag("IncludeInServiceDocument", true)) {
      set.put("$IncludeInServiceDocument", false);
    }
    bindings(element, set);
  }

  private void singleton(CsdlElement element, ObjectNode singleton) {
    singleton.put("$Type", element.attribute("Type", ""));
    MetadataJson.flags(element, singleton, "Nullable");
    bindings(element, singleton);
  }

  private void bindings(CsdlElement element, ObjectNode resource) {
    for (CsdlElement binding : element.children("NavigationPropertyBinding")) {
      MetadataJson.child(resource, "$NavigationPropertyBinding")
          .put(binding.attribute("Path", ""), binding.attribute("Target", ""));
    }
    annotations.write(element, resource, "");
  }

  private void operationImport(CsdlElement element, ObjectNode node) {
    MetadataJson.copy(element, node, "Action", "Function", "EntitySet");
    if (element.name().equals("FunctionImport")) {
      MetadataJson.flags(element, node, "IncludeInServiceDocument");
    }
    annotations.write(element, node, "");
  }

  private void annotations(CsdlElement element) {
    ObjectNode target =
        MetadataJson.child(
            MetadataJson.child(node, "$Annotations"), element.attribute("Target", ""));
    annotations.write(element, target, "", element.attribute("Qualifier", ""));
  }
}
