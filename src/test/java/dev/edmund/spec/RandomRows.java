package dev.edmund.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmEnumType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.EdmTypeDefinition;
import org.jspecify.annotations.Nullable;

/** Makes data files with values of all types, the remarkable ones above all. */
final class RandomRows {
  private static final int ROWS = 60;
  private static final String DYNAMIC =
      "\"Text\":\"%1$s\",\"Flag\":%2$s,\"Small@odata.type\":\"#%3$s\",\"Small\":%4$d,"
          + "\"Exact@odata.type\":\"#Decimal\",\"Exact\":\"%4$d.50\",\"Half\":0.5,"
          + "\"At@odata.type\":\"#DateTimeOffset\",\"At\":\"2025-03-01T22:30:0%5$d+02:00\","
          + "\"Day@odata.type\":\"#Date\",\"Day\":\"2025-03-0%6$d\","
          + "\"Span@odata.type\":\"#Duration\",\"Span\":\"PT%5$dS\"";

  private final Random random;
  private final TypeShape.Shapes shapes;
  private int keys;

  private RandomRows(Random random, TypeShape.Shapes shapes) {
    this.random = random;
    this.shapes = shapes;
  }

  /** Writes a file for each set whose key is one whole number. */
  static Path write(Path folder, TypeShape.Shapes shapes) {
    RandomRows rows = new RandomRows(new Random(1), shapes);
    try {
      Path data = Files.createDirectory(folder.resolve("random"));
      for (EdmEntitySet set : shapes.edm().getEntityContainer().getEntitySets()) {
        Files.writeString(data.resolve(set.getName() + ".json"), rows.of(set.getEntityType()));
      }
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String of(EdmEntityType declared) {
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      EdmEntityType type = declared;
      List<EdmStructuredType> derived = shapes.of(declared).derived();
      if (!derived.isEmpty() && random.nextInt(3) == 0) {
        type = (EdmEntityType) derived.get(random.nextInt(derived.size()));
      }
      Map<String, String> members = members(type, 0);
      members.put(declared.getKeyPredicateNames().get(0), String.valueOf(++keys));
      rows.add(object(type, declared, members));
    }
    return "[" + String.join(",\n", rows) + "]";
  }

  private String object(
      EdmStructuredType type, EdmStructuredType declared, Map<String, String> members) {
    String name = type.getFullQualifiedName().toString();
    List<String> all = new ArrayList<>();
    if (!type.getFullQualifiedName().equals(declared.getFullQualifiedName())) {
      all.add("\"@odata.type\":\"#" + name + "\"");
    }
    members.forEach((member, value) -> all.add("\"" + member + "\":" + value));
    if (type.isOpenType() && random.nextInt(3) > 0) {
      all.add(
          DYNAMIC.formatted(
              List.of("a", "ä", "Z", "zebra", "").get(random.nextInt(5)),
              random.nextBoolean(),
              List.of("Int32", "Int64", "Byte").get(random.nextInt(3)),
              random.nextInt(9),
              random.nextInt(9),
              1 + random.nextInt(9)));
    }
    return all.stream().collect(Collectors.joining(",", "{", "}"));
  }

  private Map<String, String> members(EdmStructuredType type, int depth) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String name : type.getPropertyNames()) {
      EdmProperty property = (EdmProperty) type.getProperty(name);
      boolean left = property.isNullable() && random.nextInt(4) == 0;
      if (left && random.nextBoolean()) {
        continue;
      }
      String value = left && !property.isCollection() ? "null" : value(property, depth);
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private @Nullable String value(EdmProperty property, int depth) {
    if (!property.isCollection()) {
      return one(property.getType(), property, depth);
    }
    List<String> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String item = one(property.getType(), property, depth);
      if (item == null) {
        return null;
      }
      items.add(item);
    }
    return "[" + String.join(",", items) + "]";
  }

  private @Nullable String one(EdmType type, EdmProperty property, int depth) {
    if (type instanceof EdmComplexType complex) {
      return complex(complex, depth);
    }
    if (type instanceof EdmEnumType enumeration) {
      List<String> names = enumeration.getMemberNames();
      return "\"" + names.get(random.nextInt(names.size())) + "\"";
    }
    if (type instanceof EdmTypeDefinition definition) {
      return switch (definition.getName()) {
        case "Money", "Weight" -> random.nextInt(100) + ".5";
        case "Short" -> "\"ab\"";
        default -> one(definition.getUnderlyingType(), property, depth);
      };
    }
    return new RandomJson(random).value(type.getName(), property);
  }

  private @Nullable String complex(EdmComplexType declared, int depth) {
    if (depth > 2 || declared.getNamespace().equals("Edm")) {
      return null;
    }
    List<EdmStructuredType> types = new ArrayList<>(shapes.of(declared).derived());
    types.add(declared);
    types.removeIf(EdmStructuredType::isAbstract);
    if (types.isEmpty()) {
      return null;
    }
    EdmStructuredType type = types.get(random.nextInt(types.size()));
    return object(type, declared, members(type, depth + 1));
  }
}
