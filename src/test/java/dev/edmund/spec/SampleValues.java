package dev.edmund.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** What the rows of a service have, so that requests lead to something. */
final class SampleValues {
  private static final int ROWS = 40;
  private static final int LITERALS = 400;

  private final TypeShape.Shapes shapes;
  private final Map<ValueKind, List<String>> literals = new EnumMap<>(ValueKind.class);
  private final Set<String> filled = new HashSet<>();
  private final Map<String, List<String>> ids = new HashMap<>();

  private SampleValues(TypeShape.Shapes shapes) {
    this.shapes = shapes;
  }

  static SampleValues read(TypeShape.Shapes shapes, TwoDatabases service) {
    SampleValues samples = new SampleValues(shapes);
    for (EdmEntitySet set : shapes.edm().getEntityContainer().getEntitySets()) {
      String url = "/odata/" + set.getName() + "?$top=" + ROWS;
      Answer answer = service.get(url, "Accept: application/json;odata.metadata=full");
      if (answer.status() == 200) {
        for (JsonNode row : answer.json().path("value")) {
          samples.add(set.getEntityType(), row);
          JsonNode id = row.path("@odata.id");
          // What has no key has no id.
          if (id.isTextual()) {
            samples
                .ids
                .computeIfAbsent(set.getName(), n -> new ArrayList<>())
                .add(id.asText().replaceFirst(".*?/odata/", ""));
          }
        }
      }
    }
    for (EdmSingleton singleton : shapes.edm().getEntityContainer().getSingletons()) {
      Answer answer = service.get("/odata/" + singleton.getName());
      if (answer.status() == 200) {
        samples.add(singleton.getEntityType(), answer.json());
      }
    }
    return samples;
  }

  private void add(EdmStructuredType declared, JsonNode row) {
    EdmStructuredType type = declared;
    String name = row.path("@odata.type").asText().replace("#", "");
    if (name.contains(".")) {
      FullQualifiedName full = new FullQualifiedName(name);
      EdmStructuredType named =
          declared instanceof EdmEntityType
              ? shapes.edm().getEntityType(full)
              : shapes.edm().getComplexType(full);
      type = named == null ? declared : named;
    }
    for (String member : type.getPropertyNames()) {
      JsonNode value = row.path(member);
      EdmProperty property = (EdmProperty) type.getProperty(member);
      if (value.isMissingNode() || value.isNull() || (value.isEmpty() && value.isContainerNode())) {
        continue;
      }
      for (EdmStructuredType t = type; t != null; t = t.getBaseType()) {
        filled.add(t.getFullQualifiedName() + "/" + member);
      }
      for (JsonNode item : value.isArray() ? value : List.of(value)) {
        add(property, item);
      }
    }
  }

  private void add(EdmProperty property, JsonNode value) {
    ValueKind kind = ValueKind.of(property.getType());
    if (property.getType() instanceof EdmComplexType complex && value.isObject()) {
      add(complex, value);
    } else if (kind != null && value.isValueNode() && !value.isNull()) {
      List<String> all = literals.computeIfAbsent(kind, k -> new ArrayList<>());
      String literal = literal(kind, value.asText());
      if (all.size() < LITERALS && literal.length() < LITERALS) {
        all.add(literal);
      }
    }
  }

  private static String literal(ValueKind kind, String text) {
    return switch (kind) {
      case TEXT, ENUM -> "'" + text.replace("'", "''") + "'";
      case DURATION -> "duration'" + text + "'";
      case BINARY -> "binary'" + text + "'";
      default -> text;
    };
  }

  /** Literals of a kind that occur in the rows. */
  List<String> literals(ValueKind kind) {
    return literals.getOrDefault(kind, List.of());
  }

  /** Whether a property has a value in some row. */
  boolean isFilled(EdmStructuredType type, String property) {
    return filled.contains(type.getFullQualifiedName() + "/" + property);
  }

  /** Paths of entities of a set, decoded. */
  List<String> ids(String set) {
    return ids.getOrDefault(set, List.of());
  }
}
