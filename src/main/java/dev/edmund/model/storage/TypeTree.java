package dev.edmund.model.storage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** The entity types of a model and how they derive from each other. */
final class TypeTree {
  /** Beyond this many types below it, an abstract type is no kind of thing but all things. */
  private static final int MAX_BELOW = 64;

  private final Map<FullQualifiedName, EdmEntityType> types = new LinkedHashMap<>();
  private final Map<FullQualifiedName, Integer> below = new HashMap<>();
  private final Map<String, String> prefixes = new HashMap<>();

  TypeTree(Edm edm) {
    for (EdmSchema schema : edm.getSchemas()) {
      String prefix = schema.getAlias() == null ? schema.getNamespace() : schema.getAlias();
      prefixes.put(schema.getNamespace(), prefix.replace('.', '_') + "_");
      schema.getEntityTypes().forEach(this::addBaseFirst);
    }
    for (EdmEntityType type : types.values()) {
      for (EdmEntityType b = type.getBaseType(); b != null; b = b.getBaseType()) {
        below.merge(b.getFullQualifiedName(), 1, Integer::sum);
      }
    }
  }

  private void addBaseFirst(EdmEntityType type) {
    if (types.containsKey(type.getFullQualifiedName())) {
      return;
    }
    if (type.getBaseType() != null) {
      addBaseFirst(type.getBaseType());
    }
    types.put(type.getFullQualifiedName(), type);
  }

  /** All entity types, each behind its base type. */
  List<EdmEntityType> baseFirst() {
    return List.copyOf(types.values());
  }

  boolean hasDerived(EdmEntityType type) {
    return below.containsKey(type.getFullQualifiedName());
  }

  /** Whether a type is the abstract base of nearly everything, such as {@code graph.entity}. */
  boolean isUniversal(EdmEntityType type) {
    return type.isAbstract() && below.getOrDefault(type.getFullQualifiedName(), 0) > MAX_BELOW;
  }

  static boolean isSameOrDerived(EdmEntityType type, FullQualifiedName base) {
    for (EdmEntityType t = type; t != null; t = t.getBaseType()) {
      if (t.getFullQualifiedName().equals(base)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What a type's table is called. The alias keeps names short; both it and the namespace keep
   * types of one name apart.
   */
  String tableName(EdmEntityType type) {
    return prefixes.getOrDefault(type.getNamespace(), "") + type.getName();
  }
}
