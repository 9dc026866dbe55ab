package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Json.Kind;
import java.util.HashMap;
import java.util.Map;

/** Collects what a document and the known vocabularies say about the types of annotation values. */
final class JsonTypes {
  private JsonTypes() {}

  /**
   * @param schemas by namespace
   * @param names the aliases of the document
   */
  static TypeTable of(Map<String, Json> schemas, Names names) {
    TypeTable.Draft draft = new TypeTable.Draft(Vocabularies.known().types());
    schemas.forEach(
        (namespace, schema) ->
            schema.members().forEach((name, v) -> add(namespace + "." + name, v, names, draft)));
    return draft.done();
  }

  private static void add(String name, Json value, Names names, TypeTable.Draft draft) {
    switch (value.text("$Kind", "")) {
      case "Term" ->
          draft.terms.put(
              name,
              new TypeTable.Term(
                  type(value, names), value.items("$AppliesTo").stream().map(Json::text).toList()));
      case "TypeDefinition" ->
          draft.definitions.put(name, value.text("$UnderlyingType", "Edm.String"));
      case "EnumType" -> draft.enums.add(name);
      case "ComplexType", "EntityType" -> {
        Map<String, String> properties = new HashMap<>();
        value
            .members()
            .forEach(
                (property, object) -> {
                  if (object.is(Kind.OBJECT) && !property.startsWith("$")) {
                    properties.put(property, type(object, names));
                  }
                });
        draft.structures.put(name, properties);
        String base = value.text("$BaseType");
        if (base != null) {
          draft.bases.put(name, names.qualified(base));
        }
      }
      default -> {
        // It has no value of its own.
      }
    }
  }

  private static String type(Json value, Names names) {
    String type = names.qualified(value.text("$Type", "Edm.String"));
    return value.flag("$Collection") ? "Collection(" + type + ")" : type;
  }
}
