package dev.edmund.format.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.edmund.model.csdl.AnnotationExpression;
import dev.edmund.model.csdl.CsdlElement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes annotations and their expressions (CSDL JSON, 14).
 *
 * @param uris of the documents that other namespaces and their aliases come from
 */
record JsonAnnotations(Map<String, String> uris) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * Writes the annotations of an element as members of a node.
   *
   * @param prefix what is annotated, for annotations that stand beside it: {@code $OnDelete}, a
   *     member of an enumeration, a property of a record, another annotation
   */
  void write(CsdlElement element, ObjectNode into, String prefix) {
    write(element, into, prefix, "");
  }

  /** As above, for a group of annotations that have a qualifier in common. */
  void write(CsdlElement element, ObjectNode into, String prefix, String common) {
    for (CsdlElement annotation : element.children("Annotation")) {
      String qualifier = annotation.attribute("Qualifier", common);
      String name =
          prefix
              + "@"
              + annotation.attribute("Term", "")
              + (qualifier.isEmpty() ? "" : "#" + qualifier);
      if (!into.has(name)) {
        into.set(name, value(annotation));
        write(annotation, into, name);
      }
    }
  }

  /** The value of an annotation or of a property in a record. */
  private JsonNode value(CsdlElement holder) {
    // A term without expression mostly is a tag, and a tag says true.
    return AnnotationExpression.in(holder)
        .map(this::expression)
        .orElseGet(() -> NODES.booleanNode(true));
  }

  private JsonNode expression(AnnotationExpression expression) {
    CsdlElement element = expression.element();
    String text = expression.text();
    return switch (expression.kind()) {
      case "String" -> NODES.textNode(text);
      case "Bool" -> NODES.booleanNode(text.strip().equals("true"));
      case "Int", "Decimal", "Float" -> number(text.strip());
      case "EnumMember" -> NODES.textNode(members(text.strip()));
      case "Path" -> NODES.objectNode().put("$Path", text.strip());
      case "Binary",
          "Date",
          "DateTimeOffset",
          "Duration",
          "Guid",
          "TimeOfDay",
          "AnnotationPath",
          "AnyPropertyPath",
          "ModelElementPath",
          "NavigationPropertyPath",
          "PropertyPath" ->
          NODES.textNode(text.strip());
      case "Collection" -> items(operands(element));
      case "Record" -> record(element);
      case "Null" -> nothing(element);
      case "UrlRef" -> url(expression);
      case "LabeledElementReference" ->
          NODES.objectNode().put("$LabeledElementReference", element.text().strip());
      case "LabeledElement" -> labeled(element);
      default -> dynamic(expression.kind(), element);
    };
  }

  private static JsonNode number(String text) {
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return NODES.textNode(text);
    }
  }

  /** {@code Ns.Enum/One Ns.Enum/Two} as {@code One,Two}. */
  private static String members(String text) {
    return Arrays.stream(text.split("\\s+"))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .collect(Collectors.joining(","));
  }

  private List<JsonNode> operands(CsdlElement element) {
    return element.children().stream()
        .filter(child -> !child.name().equals("Annotation"))
        .map(child -> expression(AnnotationExpression.of(child)))
        .toList();
  }

  private static ArrayNode items(List<JsonNode> values) {
    return NODES.arrayNode().addAll(values);
  }

  private JsonNode record(CsdlElement element) {
    ObjectNode node = NODES.objectNode();
    String type = element.attribute("Type");
    if (type != null) {
      node.put("@type", uri(type) + "#" + type);
    }
    write(element, node, "");
    for (CsdlElement property : element.children("PropertyValue")) {
      String name = property.attribute("Property", "");
      node.set(name, value(property));
      write(property, node, name);
    }
    return node;
  }

  private String uri(String type) {
    int dot = type.lastIndexOf('.');
    return dot < 0 ? "" : uris.getOrDefault(type.substring(0, dot), "");
  }

  private JsonNode nothing(CsdlElement element) {
    if (element.children("Annotation").isEmpty()) {
      return NODES.nullNode();
    }
    ObjectNode node = NODES.objectNode();
    node.putNull("$Null");
    write(element, node, "");
    return node;
  }

  private JsonNode url(AnnotationExpression expression) {
    ObjectNode node = NODES.objectNode();
    if (expression.isAttribute()) {
      return node.put("$UrlRef", expression.text());
    }
    node.set("$UrlRef", value(expression.element()));
    write(expression.element(), node, "");
    return node;
  }

  private JsonNode labeled(CsdlElement element) {
    ObjectNode node = NODES.objectNode();
    node.set("$LabeledElement", value(element));
    node.put("$Name", element.attribute("Name", ""));
    write(element, node, "");
    return node;
  }

  /** Operators and functions: one operand stands alone, several in an array (14.4.2 to 14.4.8). */
  private JsonNode dynamic(String kind, CsdlElement element) {
    ObjectNode node = NODES.objectNode();
    List<JsonNode> operands = operands(element);
    switch (kind) {
      case "Not", "Neg" -> node.set("$" + kind, only(operands));
      case "Cast", "IsOf" -> {
        Optional<AnnotationExpression> operand = AnnotationExpression.in(element);
        node.set("$" + kind, operand.map(this::expression).orElse(NODES.nullNode()));
        JsonFacets.type(element, node);
        JsonFacets.facets(element, node);
      }
      case "Apply" -> {
        node.set("$Apply", items(operands));
        node.put("$Function", element.attribute("Function", ""));
      }
      default -> node.set("$" + kind, items(comparable(element)));
    }
    write(element, node, "");
    return node;
  }

  /** Beside an operator a member is only a string unless a cast says of which enumeration. */
  private List<JsonNode> comparable(CsdlElement element) {
    return element.children().stream()
        .filter(child -> !child.name().equals("Annotation"))
        .map(AnnotationExpression::of)
        .map(operand -> operand.kind().equals("EnumMember") ? member(operand) : expression(operand))
        .toList();
  }

  private static JsonNode member(AnnotationExpression expression) {
    String text = expression.text().strip();
    return NODES
        .objectNode()
        .put("$Cast", members(text))
        .put("$Type", text.substring(0, Math.max(0, text.indexOf('/'))));
  }

  private static JsonNode only(List<JsonNode> operands) {
    return operands.isEmpty() ? NODES.nullNode() : operands.get(0);
  }
}
