package dev.edmund.model.csdl;

import java.util.Optional;
import java.util.Set;

/**
 * Compares the kinds of constant expressions with the type they should have (CSDL XML, 14.3).
 * Expressions that have to be evaluated may give anything.
 */
record TermValues(Names names, TypeTable types) {
  private static final Set<String> ANY = Set.of("Edm.ComplexType", "Edm.EntityType", "Edm.Untyped");
  private static final Set<String> NUMBERS = Set.of("Int", "Decimal", "Float");
  private static final Set<String> CONSTANTS =
      Set.of(
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
          "String",
          "TimeOfDay");
  private static final Set<String> PATHS =
      Set.of(
          "AnnotationPath",
          "AnyPropertyPath",
          "ModelElementPath",
          "NavigationPropertyPath",
          "PropertyPath");

  /** What is wrong with the value of an annotation or property value, if anything is. */
  Optional<String> mismatch(CsdlElement holder, String type) {
    return AnnotationExpression.in(holder).flatMap(e -> mismatch(e, type));
  }

  private Optional<String> mismatch(AnnotationExpression expression, String type) {
    String kind = expression.kind();
    boolean constant = CONSTANTS.contains(kind) || PATHS.contains(kind);
    if (type.isEmpty() || ANY.contains(Names.item(type))) {
      return Optional.empty();
    }
    if (Names.isCollection(type)) {
      if (kind.equals("Collection")) {
        return expression.element().children().stream()
            .filter(item -> !item.name().equals("Annotation"))
            .flatMap(item -> mismatch(AnnotationExpression.of(item), Names.item(type)).stream())
            .findFirst();
      }
      return constant || kind.equals("Record") ? wrong("a Collection", kind) : Optional.empty();
    }
    if (types.isStructure(type)) {
      if (kind.equals("Record")) {
        return record(expression.element(), type);
      }
      return constant || kind.equals("Collection") ? wrong("a Record", kind) : Optional.empty();
    }
    if (types.isEnum(type)) {
      boolean other = constant && !kind.equals("EnumMember");
      return other || isStructured(kind) ? wrong("an EnumMember", kind) : Optional.empty();
    }
    return primitive(types.underlying(type), kind, expression.text().strip(), constant);
  }

  private static boolean isStructured(String kind) {
    return kind.equals("Record") || kind.equals("Collection");
  }

  private Optional<String> record(CsdlElement element, String expected) {
    String written = element.attribute("Type");
    String type = written == null ? expected : names.qualified(written);
    return element.children("PropertyValue").stream()
        .flatMap(
            value -> {
              String property = value.attribute("Property", "");
              return mismatch(value, types.propertyType(type, property)).stream()
                  .map(reason -> "/" + property + reason);
            })
        .findFirst();
  }

  private static Optional<String> primitive(
      String type, String kind, String text, boolean constant) {
    if (!type.startsWith("Edm.")) {
      return Optional.empty();
    }
    String wanted =
        switch (type) {
          case "Edm.Boolean" -> "Bool";
          case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64" -> "Int";
          case "Edm.Double", "Edm.Single" -> "Float";
          case "Edm.Stream", "Edm.String" -> "String";
          default -> type.substring(4);
        };
    if (isStructured(kind)) {
      return wrong("a " + wanted, kind);
    }
    if (!constant || type.equals("Edm.PrimitiveType")) {
      return Optional.empty();
    }
    boolean number = NUMBERS.contains(kind) && Set.of("Decimal", "Float").contains(wanted);
    boolean path =
        PATHS.contains(kind) && Set.of("AnyPropertyPath", "ModelElementPath").contains(wanted);
    if (!kind.equals(wanted) && !number && !path) {
      return wrong("a " + wanted, kind);
    }
    boolean readable =
        switch (kind) {
          case "Bool" -> text.equals("true") || text.equals("false");
          case "Int" -> text.matches("[-+]?\\d+");
          default -> true;
        };
    return readable ? Optional.empty() : Optional.of(" is \"" + text + "\", which is no " + kind);
  }

  private static Optional<String> wrong(String wanted, String kind) {
    return Optional.of(" must be " + wanted + ", but is a " + kind);
  }
}
