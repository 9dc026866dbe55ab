package dev.edmund.spec;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmStructuredType;

/** What a structured type has, sorted by what can be done with it. */
record TypeShape(
    EdmStructuredType type,
    Map<ValueKind, List<EdmProperty>> values,
    List<EdmProperty> complex,
    List<EdmProperty> collections,
    List<EdmNavigationProperty> toOne,
    List<EdmNavigationProperty> toMany,
    List<EdmStructuredType> derived) {

  String name() {
    return type.getFullQualifiedName().getFullQualifiedNameAsString();
  }

  List<EdmProperty> of(ValueKind kind) {
    return values.getOrDefault(kind, List.of());
  }

  List<EdmNavigationProperty> navigation() {
    return Stream.concat(toOne.stream(), toMany.stream()).toList();
  }

  List<EdmProperty> properties() {
    return Stream.of(
            values.values().stream().flatMap(List::stream), complex.stream(), collections.stream())
        .flatMap(all -> all)
        .toList();
  }

  private static TypeShape of(Edm edm, EdmStructuredType type) {
    TypeShape shape =
        new TypeShape(
            type,
            new EnumMap<>(ValueKind.class),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      ValueKind kind = ValueKind.of(property.getType());
      if (property.isCollection()) {
        shape.collections.add(property);
      } else if (kind != null) {
        shape.values.computeIfAbsent(kind, k -> new ArrayList<>()).add(property);
      } else if (property.getType() instanceof EdmComplexType) {
        shape.complex.add(property);
      }
    }
    for (String name : type.getNavigationPropertyNames()) {
      EdmNavigationProperty property = type.getNavigationProperty(name);
      (property.isCollection() ? shape.toMany : shape.toOne).add(property);
    }
    for (EdmSchema schema : edm.getSchemas()) {
      if (type instanceof EdmEntityType) {
        derived(schema.getEntityTypes(), type, shape.derived);
      } else {
        derived(schema.getComplexTypes(), type, shape.derived);
      }
    }
    return shape;
  }

  private static void derived(
      List<? extends EdmStructuredType> all,
      EdmStructuredType type,
      List<EdmStructuredType> found) {
    for (EdmStructuredType other : all) {
      EdmStructuredType base = other.getBaseType();
      while (base != null) {
        if (base.getFullQualifiedName().equals(type.getFullQualifiedName())) {
          found.add(other);
          break;
        }
        base = base.getBaseType();
      }
    }
  }

  /** The shapes of a model, each made once. */
  static final class Shapes {
    private final Edm edm;
    private final Map<String, TypeShape> known = new HashMap<>();

    Shapes(Edm edm) {
      this.edm = edm;
    }

    Edm edm() {
      return edm;
    }

    TypeShape of(EdmStructuredType type) {
      return known.computeIfAbsent(
          type.getFullQualifiedName().getFullQualifiedNameAsString(), n -> TypeShape.of(edm, type));
    }
  }
}
