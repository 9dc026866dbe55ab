package dev.edmund.format.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.csdl.CsdlElement;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** Writes types and facets, whose defaults differ between XML and JSON (CSDL JSON, 7). */
final class JsonFacets {
  private static final String COLLECTION = "Collection(";
  private static final Set<String> TEMPORAL =
      Set.of("Edm.DateTimeOffset", "Edm.Duration", "Edm.TimeOfDay");

  private JsonFacets() {}

  /** {@code $Type} and {@code $Collection}; a string needs no {@code $Type}. */
  static void type(CsdlElement element, ObjectNode node) {
    String type = element.attribute("Type", "Edm.String").strip();
    boolean collection = type.startsWith(COLLECTION) && type.endsWith(")");
    if (collection) {
      node.put("$Collection", true);
    }
    String item = item(type);
    // A navigation property must name its type.
    if (!item.equals("Edm.String") || element.name().equals("NavigationProperty")) {
      node.put("$Type", item);
    }
  }

  private static String item(String type) {
    return type.startsWith(COLLECTION) && type.endsWith(")")
        ? type.substring(COLLECTION.length(), type.length() - 1).strip()
        : type;
  }

  /** {@code $Nullable}: true is XML's default for single values and must be written in JSON. */
  static void nullable(CsdlElement element, ObjectNode node) {
    boolean collection = node.has("$Collection");
    boolean navigation = element.name().equals("NavigationProperty");
    if (element.flag("Nullable", !collection) && !(collection && navigation)) {
      node.put("$Nullable", true);
    }
  }

  /** The facets that an element writes, for expressions. */
  static void facets(CsdlElement element, ObjectNode node) {
    integer(element, node, "MaxLength");
    integer(element, node, "Precision");
    String scale = element.attribute("Scale");
    if (scale != null) {
      String symbol = scale.toLowerCase(Locale.ROOT);
      if (Set.of("variable", "floating").contains(symbol)) {
        node.put("$Scale", symbol);
      } else {
        integer(element, node, "Scale");
      }
    }
    String srid = element.attribute("SRID");
    if (srid != null) {
      node.put("$SRID", srid);
    }
    if (!element.flag("Unicode", true)) {
      node.put("$Unicode", false);
    }
  }

  /** The facets of a model element, with those that XML leaves to their defaults. */
  static void facets(CsdlElement element, ObjectNode node, String type) {
    facets(element, node);
    String item = item(type);
    if (item.equals("Edm.Decimal")) {
      // Without Scale it is 0 in XML and variable in JSON.
      if (element.attribute("Scale") == null) {
        node.put("$Scale", 0);
      } else if (node.path("$Scale").asText().equals("variable")) {
        node.remove("$Scale");
      }
    }
    if (TEMPORAL.contains(item) && element.attribute("Precision") == null) {
      node.put("$Precision", 0);
    }
  }

  private static void integer(CsdlElement element, ObjectNode node, String facet) {
    String value = element.attribute(facet);
    if (value != null && value.matches("\\d{1,9}")) {
      node.put("$" + facet, Integer.parseInt(value));
    }
  }

  /** {@code $DefaultValue} in the JSON form of its type. */
  static void defaultValue(CsdlElement element, ObjectNode node) {
    String value = element.attribute("DefaultValue");
    if (value == null) {
      return;
    }
    String type = element.attribute("Type", "Edm.String");
    if (value.equals("null") && !type.equals("Edm.String")) {
      node.putNull("$DefaultValue");
    } else if (type.equals("Edm.Boolean") || (!type.startsWith("Edm.") && isBoolean(value))) {
      node.put("$DefaultValue", value.equals("true"));
    } else if (isNumeric(type) && value.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
      node.put("$DefaultValue", new BigDecimal(value));
    } else {
      node.put("$DefaultValue", value);
    }
  }

  private static boolean isBoolean(String value) {
    return value.equals("true") || value.equals("false");
  }

  private static boolean isNumeric(String type) {
    return Set.of(
            "Edm.Byte",
            "Edm.SByte",
            "Edm.Int16",
            "Edm.Int32",
            "Edm.Int64",
            "Edm.Single",
            "Edm.Double",
            "Edm.Decimal")
        .contains(type);
  }
}
