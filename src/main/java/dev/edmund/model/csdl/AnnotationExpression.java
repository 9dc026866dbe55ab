package dev.edmund.model.csdl;

import java.util.Optional;
import java.util.Set;

/**
 * The expression of an annotation, a property value or an operand, in attribute or element form
 * (CSDL XML, 14.3 and 14.4).
 *
 * @param kind such as {@code String}, {@code Path}, {@code Record}, {@code If}
 * @param text the text of a constant or path, otherwise empty
 * @param element the expression in element form, otherwise the element that has the attribute
 */
public record AnnotationExpression(String kind, String text, CsdlElement element) {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "AnnotationPath",
          "AnyPropertyPath",
          "Binary",
          "Bool",
          "Date",
          "DateTimeOffset",
          "Decimal",
          "Duration",
          "EnumMember",
          "Float",
          "Guid",
          "Int",
          "ModelElementPath",
          "NavigationPropertyPath",
          "Path",
          "PropertyPath",
          "String",
          "TimeOfDay",
          "UrlRef");

  /** The expression that an element holds; empty when the term's default value applies. */
  public static Optional<AnnotationExpression> in(CsdlElement holder) {
    for (String name : holder.attributes().keySet()) {
      if (ATTRIBUTES.contains(name)) {
        return Optional.of(new AnnotationExpression(name, holder.attribute(name, ""), holder));
      }
    }
    return holder.children().stream()
        .filter(child -> !child.name().equals("Annotation"))
        .findFirst()
        .map(AnnotationExpression::of);
  }

  /** An element that is itself an expression, such as an item of a collection. */
  public static AnnotationExpression of(CsdlElement expression) {
    boolean text = ATTRIBUTES.contains(expression.name());
    return new AnnotationExpression(expression.name(), text ? expression.text() : "", expression);
  }

  /** Whether the value is written in an attribute of the element. */
  public boolean isAttribute() {
    return !element.name().equals(kind);
  }

  /** Whether the text is a path, which can hold type casts and terms. */
  public boolean isPath() {
    return kind.endsWith("Path");
  }
}
