package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmSchema;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;

/** Finds the navigation properties that have no link, somewhere or anywhere. */
final class Unlinked {
  private final Map<FullQualifiedName, List<EdmComplexType>> derived = new HashMap<>();
  private final Set<FullQualifiedName> seen = new HashSet<>();
  private final Set<String> found = new TreeSet<>();

  private Unlinked(Edm edm) {
    for (EdmSchema schema : edm.getSchemas()) {
      for (EdmComplexType type : schema.getComplexTypes()) {
        if (type.getBaseType() != null) {
          derived
              .computeIfAbsent(type.getBaseType().getFullQualifiedName(), b -> new ArrayList<>())
              .add(type);
        }
      }
    }
  }

  /** Each as {@code Namespace.Type/property}, in order. */
  static List<String> of(Edm edm, Iterable<EntityStorage> entities) {
    Unlinked unlinked = new Unlinked(edm);
    for (EntityStorage entity : entities) {
      for (String name : entity.type().getNavigationPropertyNames()) {
        if (!entity.links().containsKey(name) && !entity.anyLinks().containsKey(name)) {
          unlinked.add(entity.name(), name);
        }
      }
      entity.properties().values().forEach(unlinked::property);
    }
    return List.copyOf(unlinked.found);
  }

  private void add(FullQualifiedName type, String name) {
    found.add(type + "/" + name);
  }

  private void property(PropertyStorage property) {
    property.asDocument().ifPresent(document -> inside(document.type()));
    property.asValues().ifPresent(values -> property(values.member()));
    property
        .asComplex()
        .ifPresent(
            complex -> {
              EdmComplexType type = (EdmComplexType) complex.type();
              for (String name : type.getNavigationPropertyNames()) {
                if (!complex.links().containsKey(name)) {
                  add(type.getFullQualifiedName(), name);
                }
              }
              complex.parts().forEach(this::property);
            });
  }

  /** Nothing inside of JSON is linked, whichever derived type a value has. */
  private void inside(EdmType type) {
    if (type.getKind() != EdmTypeKind.COMPLEX || !seen.add(type.getFullQualifiedName())) {
      return;
    }
    EdmComplexType complex = (EdmComplexType) type;
    complex.getNavigationPropertyNames().forEach(name -> add(type.getFullQualifiedName(), name));
    for (String name : complex.getPropertyNames()) {
      EdmProperty part = complex.getStructuralProperty(name);
      inside(part.getType());
    }
    derived.getOrDefault(type.getFullQualifiedName(), List.of()).forEach(this::inside);
  }
}
