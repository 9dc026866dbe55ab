package dev.edmund.store.sample;

import dev.edmund.model.Model;
import dev.edmund.model.csdl.AnnotationValue;
import dev.edmund.model.csdl.Annotations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.apache.olingo.commons.api.edm.geo.SRID;
import org.jspecify.annotations.Nullable;

/** Reads what facets, annotations and names say about properties. */
final class Rules {
  private static final String VALIDATION = "Org.OData.Validation.V1.";
  private static final String CORE = "Org.OData.Core.V1.";
  private static final int ITEMS = 3;

  private final Model model;
  private final Annotations annotations;
  private final Map<String, Rule> known = new HashMap<>();

  Rules(Model model) {
    this.model = model;
    this.annotations = model.annotations();
  }

  /** The rule for a property of a type. */
  Rule of(EdmStructuredType owner, EdmProperty property) {
    String target = Model.target(owner, property.getName());
    Rule rule = known.get(target);
    if (rule == null) {
      rule = read(owner, property, target);
      known.put(target, rule);
    }
    return rule;
  }

  /** Types to which dynamic properties of a type are restricted; empty for all. */
  List<String> openTypes(EdmStructuredType type) {
    return annotations.texts(Model.target(type), VALIDATION + "OpenPropertyTypeConstraint");
  }

  private Rule read(EdmStructuredType owner, EdmProperty property, String target) {
    EdmType type = property.getType();
    EdmTypeDefinition definition =
        type.getKind() == EdmTypeKind.DEFINITION ? (EdmTypeDefinition) type : null;
    Targets targets =
        new Targets(
            target,
            definition == null
                ? target
                : definition.getFullQualifiedName().getFullQualifiedNameAsString());
    int minItems = targets.text("MinItems").map(Rules::count).orElse(0);
    int maxItems = targets.text("MaxItems").map(Rules::count).orElse(minItems + ITEMS);
    SRID srid =
        property.getSrid() != null || definition == null
            ? property.getSrid()
            : definition.getSrid();
    return new Rule(
        target,
        property.getName(),
        definition == null ? type : definition.getUnderlyingType(),
        property.isNullable(),
        definition == null
            ? property.getMaxLength()
            : least(property.getMaxLength(), definition.getMaxLength()),
        definition == null
            ? property.getPrecision()
            : least(property.getPrecision(), definition.getPrecision()),
        scale(property, definition),
        property.isUnicode() && (definition == null || definition.isUnicode()),
        srid == null ? null : srid.toString(),
        targets.bound("Minimum"),
        targets.bound("Maximum"),
        targets.text("MultipleOf"),
        targets.text("Pattern"),
        targets.allowed(),
        targets.example(),
        minItems,
        Math.max(minItems, Math.min(maxItems, minItems + ITEMS)),
        hint(owner, property, target));
  }

  private Hint hint(EdmStructuredType owner, EdmProperty property, String target) {
    if (annotations.isTrue(target, CORE + "IsURL")) {
      return Hint.URL;
    }
    boolean primary =
        owner instanceof EdmEntityType entity
            && model.primaryName(entity).equals(Optional.of(property.getName()));
    if (annotations.isTrue(target, CORE + "IsMediaType")) {
      return Hint.MEDIA_TYPE;
    }
    return Hint.of(owner.getName(), primary ? "name" : property.getName());
  }

  private static int count(String text) {
    return text.strip().matches("\\d{1,4}") ? Integer.parseInt(text.strip()) : 0;
  }

  private static @Nullable Integer least(@Nullable Integer a, @Nullable Integer b) {
    return a == null ? b : b == null ? a : Integer.valueOf(Math.min(a, b));
  }

  private static @Nullable Integer scale(
      EdmProperty property, @Nullable EdmTypeDefinition definition) {
    String text = property.getScaleAsString();
    Integer own =
        property.getScale() == null && text != null && text.matches("\\d{1,9}")
            ? Integer.valueOf(text)
            : property.getScale();
    return definition == null ? own : least(own, definition.getScale());
  }

  /** A property says it itself, or its type definition does. */
  private final class Targets {
    private final String property;
    private final String definition;

    Targets(String property, String definition) {
      this.property = property;
      this.definition = definition;
    }

    private String having(String term) {
      return annotations.find(property, term).isPresent() ? property : definition;
    }

    Optional<String> text(String term) {
      return annotations.text(having(VALIDATION + term), VALIDATION + term);
    }

    Optional<Rule.Bound> bound(String term) {
      String target = having(VALIDATION + term);
      boolean exclusive =
          annotations.isTrue(target + "/@" + VALIDATION + term, VALIDATION + "Exclusive");
      return annotations
          .text(target, VALIDATION + term)
          .map(value -> new Rule.Bound(value.strip(), exclusive));
    }

    List<String> allowed() {
      String term = VALIDATION + "AllowedValues";
      return annotations.items(having(term), term).stream()
          .flatMap(item -> item.property("Value").stream())
          .flatMap(value -> value.text().stream())
          .map(String::strip)
          .distinct()
          .toList();
    }

    Optional<String> example() {
      String term = CORE + "Example";
      return annotations
          .value(having(term), term)
          .flatMap(example -> example.property("Value"))
          .flatMap(AnnotationValue::text);
    }
  }
}
