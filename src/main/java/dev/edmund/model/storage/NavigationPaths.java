package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** The navigation properties of entity types, with those inside of complex values in columns. */
final class NavigationPaths {
  private final Flatness flatness;
  private final Map<FullQualifiedName, List<Place>> known = new HashMap<>();

  NavigationPaths(Flatness flatness) {
    this.flatness = flatness;
  }

  /** A navigation property, and its path from the entity type. */
  record Place(String path, EdmNavigationProperty property) {}

  /** Those that a type declares, without those of its base types. */
  List<Place> of(EdmEntityType type) {
    return collect(type, type.getBaseType());
  }

  private List<Place> collect(EdmStructuredType type, @Nullable EdmStructuredType base) {
    List<Place> places = new ArrayList<>();
    for (String name : type.getNavigationPropertyNames()) {
      if (base == null || base.getNavigationProperty(name) == null) {
        places.add(new Place(name, type.getNavigationProperty(name)));
      }
    }
    for (String name : type.getPropertyNames()) {
      EdmProperty property = type.getStructuralProperty(name);
      boolean complex = property.getType().getKind() == EdmTypeKind.COMPLEX;
      if (complex && !property.isCollection() && isOwn(name, base)) {
        for (Place inner : within((EdmComplexType) property.getType())) {
          places.add(new Place(name + "/" + inner.path, inner.property));
        }
      }
    }
    return places;
  }

  private static boolean isOwn(String property, @Nullable EdmStructuredType base) {
    return base == null || base.getStructuralProperty(property) == null;
  }

  private List<Place> within(EdmComplexType type) {
    List<Place> places = known.get(type.getFullQualifiedName());
    if (places == null) {
      places = flatness.isFlat(type) ? collect(type, null) : List.of();
      known.put(type.getFullQualifiedName(), places);
    }
    return places;
  }
}
