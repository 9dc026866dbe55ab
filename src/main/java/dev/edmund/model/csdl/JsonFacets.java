package dev.edmund.model.csdl;

import java.util.Set;

/** Reads types and facets, whose defaults differ between XML and JSON (CSDL JSON, 7). */
final class JsonFacets {
  private static final Set<String> TEMPORAL =
      Set.of("Edm.DateTimeOffset", "Edm.Duration", "Edm.TimeOfDay");

  private JsonFacets() {}

  /** Sets the type. */
  static void type(Json object, ElementDraft element) {
    String type = object.text("$Type", "Edm.String");
    element.set("Type", object.flag("$Collection") ? "Collection(" + type + ")" : type);
  }

  /** Sets the type and all facets of a property, parameter, return type or term. */
  static void all(Json object, ElementDraft element) {
    type(object, element);
    boolean nullable = object.flag("$Nullable");
    if (!nullable || object.flag("$Collection")) {
      // True is the default of XML for single values.
      element.set("Nullable", Boolean.toString(nullable));
    }
    defaults(object.text("$Type", "Edm.String"), object, element);
    Json value = object.member("$DefaultValue");
    if (value != null) {
      element.set("DefaultValue", value.is(Json.Kind.NULL) ? "null" : value.text());
    }
  }

  /** Sets the facets that are written. */
  static void written(Json object, ElementDraft element) {
    element
        .set("MaxLength", object.text("$MaxLength"))
        .set("Precision", object.text("$Precision"))
        .set("Scale", object.text("$Scale"))
        .set("SRID", object.text("$SRID"));
    if ("false".equals(object.text("$Unicode"))) {
      element.set("Unicode", "false");
    }
  }

  /** Sets the facets, with those that JSON leaves to its defaults. */
  static void defaults(String type, Json object, ElementDraft element) {
    written(object, element);
    if (type.equals("Edm.Decimal") && !object.has("$Scale")) {
      // Without Scale it is 0 in XML and variable in JSON.
      element.set("Scale", "variable");
    }
    if (TEMPORAL.contains(type) && !object.has("$Precision")) {
      // Without Precision it is 0 in XML and unlimited in JSON; twelve digits are the most.
      element.set("Precision", "12");
    }
  }
}
