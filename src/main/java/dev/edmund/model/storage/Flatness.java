package dev.edmund.model.storage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/**
 * Which complex types fit columns: those that are closed, that no other type derives from, and that
 * neither contain themselves nor need more than {@link #MAX_COLUMNS} columns.
 */
final class Flatness {
  /** Wider values would fill a table with columns that are mostly null. */
  private static final int MAX_COLUMNS = 64;

  private static final int NOT_FLAT = MAX_COLUMNS + 1;

  private final Set<FullQualifiedName> bases = new HashSet<>();
  private final Map<FullQualifiedName, Integer> columns = new HashMap<>();

  Flatness(Edm edm) {
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmComplexType type : schema.getComplexTypes()) {
        if (type.getBaseType() != null) {
          bases.add(type.getBaseType().getFullQualifiedName());
        }
      }
    }
  }

  /** Whether values of a complex type are kept in columns. */
  boolean isFlat(EdmComplexType type) {
    return columns(type) <= MAX_COLUMNS;
  }

  private int columns(EdmComplexType type) {
    FullQualifiedName name = type.getFullQualifiedName();
    Integer known = columns.get(name);
    if (known == null) {
      columns.put(name, NOT_FLAT); // What a type finds when it comes back to itself.
      known = count(type);
      columns.put(name, known);
    }
    return known;
  }

  private int count(EdmComplexType type) {
    if (type.isOpenType() || type.isAbstract() || bases.contains(type.getFullQualifiedName())) {
      return NOT_FLAT;
    }
    int count = 1;
    for (String name : type.getPropertyNames()) {
      count += columns((EdmProperty) type.getProperty(name));
      if (count > MAX_COLUMNS) {
        return NOT_FLAT;
      }
    }
    return count;
  }

  private int columns(EdmProperty property) {
    EdmType type = property.getType();
    boolean complex = type.getKind() == EdmTypeKind.COMPLEX;
    return property.isCollection() || !complex ? 1 : columns((EdmComplexType) type);
  }
}
