package dev.edmund.model.csdl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a document says, one line for each element, whichever format says it: defaults are written
 * out, what has no order is sorted, what is not CSDL and what JSON cannot tell apart is left out.
 */
public final class CanonicalTree {
  private static final Set<String> TEMPORAL =
      Set.of("Edm.DateTimeOffset", "Edm.Duration", "Edm.TimeOfDay");
  private static final String VOCABULARIES =
      "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/";

  private CanonicalTree() {}

  /** Lines, and the annotations that are among them: of two the first one counts. */
  private record Lines(List<String> all, Set<String> seen) {
    Lines() {
      this(new ArrayList<>(), new HashSet<>());
    }

    void add(String line) {
      all.add(line);
    }
  }

  /** The lines of an {@code Edmx} element in which all names use aliases. */
  public static List<String> of(CsdlElement edmx) {
    Lines lines = new Lines();
    for (CsdlElement reference : edmx.children("Reference")) {
      String uri = reference.attribute("Uri", "");
      String json = uri.startsWith(VOCABULARIES) ? uri.replaceAll("[.]xml$", ".json") : uri;
      parts(reference, "Reference " + json, lines);
    }
    for (CsdlElement services : edmx.children("DataServices")) {
      for (CsdlElement schema : services.children("Schema")) {
        parts(schema, schema.attribute("Namespace", ""), lines);
      }
    }
    return lines.all.stream().sorted().toList();
  }

  private static void parts(CsdlElement element, String path, Lines lines) {
    BigInteger next = BigInteger.ZERO;
    for (CsdlElement child : element.children()) {
      if (!Grammar.hasChild(element.name(), child.name()) || child.name().equals("Annotation")) {
        continue;
      }
      if (isRepeated(element, child)) {
        continue;
      }
      if (child.name().equals("Annotations")) {
        annotations(child, "[" + child.attribute("Target") + "]", lines);
        continue;
      }
      TreeMap<String, String> attributes = new TreeMap<>();
      child
          .attributes()
          .forEach(
              (name, value) -> {
                if (Grammar.hasAttribute(child.name(), name)) {
                  attributes.put(name, value);
                }
              });
      if (child.name().equals("Member")) {
        attributes.putIfAbsent("Value", next.toString());
        next = new BigInteger(attributes.get("Value")).add(BigInteger.ONE);
      }
      defaults(child.name(), attributes);
      String here = path + "/" + child.name() + attributes;
      lines.add(here);
      parts(child, here, lines);
    }
    annotations(element, path, lines);
  }

  /** Whether a later sibling has the same key, which names a member in JSON. */
  private static boolean isRepeated(CsdlElement parent, CsdlElement child) {
    String key =
        switch (child.name()) {
          case "ReferentialConstraint" -> "Property";
          case "NavigationPropertyBinding" -> "Path";
          default -> "";
        };
    List<CsdlElement> same =
        parent.children(child.name()).stream()
            .filter(c -> c.attribute(key, "").equals(child.attribute(key, "")))
            .toList();
    return !key.isEmpty() && !same.get(same.size() - 1).equals(child);
  }

  private static void defaults(String element, Map<String, String> attributes) {
    for (String flag :
        List.of(
            "Abstract",
            "OpenType",
            "HasStream",
            "ContainsTarget",
            "IsFlags",
            "IsBound",
            "IsComposable")) {
      attributes.remove(flag, "false");
    }
    attributes.computeIfPresent("MaxLength", (k, v) -> v.equalsIgnoreCase("max") ? null : v);
    attributes.remove("Unicode", "true");
    if (Set.of("EntitySet", "FunctionImport").contains(element)) {
      attributes.remove("IncludeInServiceDocument", Boolean.toString(element.equals("EntitySet")));
    }
    if (Set.of("Property", "Parameter", "ReturnType", "Term", "NavigationProperty")
        .contains(element)) {
      String type = attributes.computeIfAbsent("Type", t -> "Edm.String");
      boolean collection = type.startsWith("Collection(");
      attributes.putIfAbsent("Nullable", Boolean.toString(!collection));
      if (element.equals("NavigationProperty") && collection) {
        attributes.remove("Nullable");
      }
      attributes.computeIfPresent(
          "DefaultValue", (k, v) -> type.equals("Edm.String") ? v : constant("Decimal", v));
      facets(Names.item(type), attributes);
    } else if (element.equals("TypeDefinition")) {
      facets(attributes.getOrDefault("UnderlyingType", ""), attributes);
    }
  }

  private static void facets(String type, Map<String, String> attributes) {
    if (type.equals("Edm.Decimal")) {
      attributes.putIfAbsent("Scale", "0");
    }
    if (TEMPORAL.contains(type)) {
      attributes.putIfAbsent("Precision", "0");
    }
  }

  private static void annotations(CsdlElement element, String path, Lines lines) {
    boolean group = element.name().equals("Annotations");
    String common = group ? element.attribute("Qualifier", "") : "";
    for (CsdlElement annotation : element.children("Annotation")) {
      String here =
          path
              + "@"
              + annotation.attribute("Term")
              + "#"
              + annotation.attribute("Qualifier", common);
      if (lines.seen.add(here)) {
        lines.add(here + " = " + value(annotation));
        annotations(annotation, here, lines);
      }
    }
  }

  private static String value(CsdlElement holder) {
    return AnnotationExpression.in(holder).map(CanonicalTree::expression).orElse("true");
  }

  private static String expression(AnnotationExpression expression) {
    CsdlElement element = expression.element();
    return switch (expression.kind()) {
      case "Collection", "And", "Or", "If", "Not", "Neg", "Eq", "Ne" ->
          expression.kind() + operands(element) + notes(element);
      case "Record" -> record(element);
      case "UrlRef" ->
          "url " + (expression.isAttribute() ? quoted(expression.text()) : value(element));
      case "Path" -> "path " + expression.text().strip();
      case "String" -> quoted(expression.text());
      case "EnumMember" -> quoted(members(expression.text()));
      default ->
          expression.text().isEmpty() && !expression.kind().endsWith("Path")
              ? expression.kind() + scalar(element) + operands(element) + notes(element)
              : constant(expression.kind(), expression.text().strip());
    };
  }

  private static String scalar(CsdlElement element) {
    return new TreeMap<>(element.attributes()) + element.text().strip();
  }

  private static String members(String text) {
    return String.join(
        ",",
        List.of(text.strip().split("\\s+")).stream()
            .map(member -> member.substring(member.lastIndexOf('/') + 1))
            .toList());
  }

  private static String constant(String kind, String text) {
    if (Set.of("Int", "Decimal", "Float").contains(kind)) {
      try {
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
      } catch (NumberFormatException e) {
        return quoted(text);
      }
    }
    return kind.equals("Bool") ? text : quoted(text);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private static String record(CsdlElement element) {
    List<String> properties =
        element.children("PropertyValue").stream()
            .map(p -> p.attribute("Property") + ": " + value(p) + notes(p))
            .toList();
    return element.attribute("Type", "") + properties + notes(element);
  }

  private static List<String> operands(CsdlElement element) {
    return element.children().stream()
        .filter(child -> !child.name().equals("Annotation"))
        .map(child -> expression(AnnotationExpression.of(child)))
        .toList();
  }

  private static String notes(CsdlElement element) {
    Lines lines = new Lines();
    annotations(element, "", lines);
    return lines.all.isEmpty() ? "" : lines.all.stream().sorted().toList().toString();
  }
}
