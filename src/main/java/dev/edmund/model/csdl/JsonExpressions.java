package dev.edmund.model.csdl;

import dev.edmund.model.csdl.Json.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the values of annotations (CSDL JSON, 14.3 and 14.4). JSON writes many kinds of constant as
 * strings; which one is meant is told by the type of the term, where that is known.
 *
 * @param names the aliases of the document
 */
record JsonExpressions(Names names, TypeTable types) {
  private static final Set<String> OPERATORS =
      Set.of(
          "And",
          "Or",
          "Not",
          "Eq",
          "Ne",
          "Gt",
          "Ge",
          "Lt",
          "Le",
          "Has",
          "In",
          "Add",
          "Sub",
          "Neg",
          "Mul",
          "Div",
          "DivBy",
          "Mod",
          "If",
          "Apply",
          "Cast",
          "IsOf",
          "LabeledElement",
          "LabeledElementReference",
          "Null",
          "Path",
          "UrlRef");
  private static final Set<String> TEXTS =
      Set.of(
          "AnnotationPath",
          "AnyPropertyPath",
          "Binary",
          "Date",
          "DateTimeOffset",
          "Duration",
          "Guid",
          "ModelElementPath",
          "NavigationPropertyPath",
          "PropertyPath",
          "TimeOfDay");

  /** Puts the value of an annotation into it. */
  void annotation(ElementDraft annotation, String term, Json value) {
    into(annotation, value, types.termType(names.qualified(term)));
  }

  /** Puts a value into an annotation, a property value or a labeled element. */
  private void into(ElementDraft holder, Json value, String type) {
    switch (value.kind()) {
      case STRING, NUMBER, BOOLEAN -> {
        CsdlElement constant = constant(value, type);
        holder.set(constant.name(), constant.text());
      }
      case OBJECT -> {
        String path = value.text("$Path");
        if (path == null) {
          holder.add(element(value, type));
        } else {
          holder.set("Path", path);
        }
      }
      case ARRAY, NULL -> holder.add(element(value, type));
    }
  }

  private CsdlElement element(Json value, String type) {
    return switch (value.kind()) {
      case STRING, NUMBER, BOOLEAN -> constant(value, type);
      case NULL -> new ElementDraft("Null", value).done();
      case ARRAY ->
          new ElementDraft("Collection", value)
              .addAll(value.items().stream().map(i -> element(i, Names.item(type))).toList())
              .done();
      case OBJECT ->
          operator(value)
              .map(o -> dynamic(o.getKey().substring(1), o.getValue(), value))
              .orElseGet(() -> record(value, type));
    };
  }

  private CsdlElement constant(Json value, String declared) {
    String type = types.underlying(declared);
    return switch (value.kind()) {
      case BOOLEAN -> element("Bool", value, value.text());
      case NUMBER -> element(number(value.text(), type), value, value.text());
      default -> {
        String kind = type.startsWith("Edm.") ? type.substring(4) : "";
        if (types.isEnum(type)) {
          yield element("EnumMember", value, members(type, value.text()));
        }
        // Numbers that JSON cannot say, and 64-bit ones for those who cannot read them.
        boolean number = Set.of("Decimal", "Double", "Single", "Int64").contains(kind);
        yield element(
            number ? number(value.text(), type) : TEXTS.contains(kind) ? kind : "String",
            value,
            value.text());
      }
    };
  }

  private static CsdlElement element(String name, Json at, String text) {
    return new ElementDraft(name, at).text(text).done();
  }

  private static String number(String text, String type) {
    return switch (type) {
      case "Edm.Decimal" -> "Decimal";
      case "Edm.Double", "Edm.Single" -> "Float";
      default ->
          text.matches("[-+]?\\d+") ? "Int" : text.matches(".*[a-zA-Z].*") ? "Float" : "Decimal";
    };
  }

  /** {@code One,Two} as {@code Ns.Enum/One Ns.Enum/Two}. */
  private static String members(String type, String text) {
    return Arrays.stream(text.split(",", -1))
        .map(member -> type + "/" + member.strip())
        .collect(Collectors.joining(" "));
  }

  private static Optional<Map.Entry<String, Json>> operator(Json object) {
    return object.members().entrySet().stream()
        .filter(e -> e.getKey().startsWith("$") && OPERATORS.contains(e.getKey().substring(1)))
        .findFirst();
  }

  private CsdlElement dynamic(String operator, Json operand, Json object) {
    ElementDraft draft = new ElementDraft(operator, object);
    List<Json> operands = operand.is(Kind.ARRAY) ? operand.items() : List.of(operand);
    switch (operator) {
      case "Path", "LabeledElementReference" -> draft.text(operand.text());
      case "Null" -> {
        // It has annotations alone.
      }
      case "LabeledElement" -> {
        draft.set("Name", object.text("$Name"));
        into(draft, operand, "");
      }
      case "Cast", "IsOf" -> {
        JsonFacets.type(object, draft);
        JsonFacets.written(object, draft);
        draft.add(element(operand, ""));
      }
      case "Apply" -> {
        draft.set("Function", object.text("$Function"));
        operands.forEach(o -> draft.add(element(o, "")));
      }
      case "Not", "Neg", "UrlRef" -> draft.add(element(operand, ""));
      default -> operands.forEach(o -> draft.add(element(o, "")));
    }
    return draft.addAll(new JsonAnnotated(object, this).own()).done();
  }

  private CsdlElement record(Json object, String expected) {
    ElementDraft record = new ElementDraft("Record", object);
    JsonAnnotated annotated = new JsonAnnotated(object, this);
    String written = object.text("@type", object.text("@odata.type", ""));
    String type = written.substring(written.indexOf('#') + 1);
    if (!type.isEmpty()) {
      record.set("Type", type);
    }
    String structure = type.isEmpty() ? expected : names.qualified(type);
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      String name = member.getKey();
      if (name.indexOf('@') < 0 && !name.startsWith("$")) {
        ElementDraft property = new ElementDraft("PropertyValue", member.getValue());
        property.set("Property", name);
        into(property, member.getValue(), types.propertyType(structure, name));
        record.add(property.addAll(annotated.of(name)).done());
      }
    }
    return record.addAll(annotated.own()).done();
  }
}
