package dev.edmund.model.csdl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the expressions of one document into values. */
record AnnotationValues(Names names) {

  AnnotationValue in(CsdlElement holder) {
    return AnnotationExpression.in(holder)
        .map(this::value)
        .orElseGet(AnnotationValue.DefaultValue::new);
  }

  private AnnotationValue value(AnnotationExpression expression) {
    return switch (expression.kind()) {
      case "Collection" -> new AnnotationValue.CollectionValue(operands(expression));
      case "Record" -> record(expression.element());
      case "EnumMember" ->
          new AnnotationValue.ConstantValue("EnumMember", members(expression.text()));
      case "Binary",
          "Bool",
          "Date",
          "DateTimeOffset",
          "Decimal",
          "Duration",
          "Float",
          "Guid",
          "Int",
          "String",
          "TimeOfDay" ->
          new AnnotationValue.ConstantValue(expression.kind(), expression.text());
      case "AnnotationPath",
          "AnyPropertyPath",
          "ModelElementPath",
          "NavigationPropertyPath",
          "Path",
          "PropertyPath" ->
          new AnnotationValue.ConstantValue(
              expression.kind(), names.path(expression.text().strip()));
      default -> new AnnotationValue.DynamicValue(expression.kind(), operands(expression));
    };
  }

  private List<AnnotationValue> operands(AnnotationExpression expression) {
    return expression.isAttribute()
        ? List.of()
        : expression.element().children().stream()
            .filter(item -> !item.name().equals("Annotation"))
            .map(item -> value(AnnotationExpression.of(item)))
            .toList();
  }

  private String members(String written) {
    return Arrays.stream(written.strip().split("\\s+"))
        .map(names::path)
        .collect(Collectors.joining(" "));
  }

  private AnnotationValue record(CsdlElement element) {
    Map<String, AnnotationValue> properties = new LinkedHashMap<>();
    Map<String, AnnotationValue> annotations = new LinkedHashMap<>();
    for (CsdlElement child : element.children()) {
      if (child.name().equals("PropertyValue")) {
        properties.putIfAbsent(child.attribute("Property", ""), in(child));
      } else if (child.name().equals("Annotation")) {
        annotations.putIfAbsent(names.term(Annotations.term(child)), in(child));
      }
    }
    return new AnnotationValue.RecordValue(properties, annotations);
  }
}
