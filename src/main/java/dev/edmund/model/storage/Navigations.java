package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/** All navigation properties that may be stored, and which two of them are one relationship. */
final class Navigations {
  private final Map<FullQualifiedName, EntityDraft> drafts;
  private final Map<FullQualifiedName, List<Navigation>> own = new HashMap<>();
  private final Map<String, Navigation> namedBy = new HashMap<>();

  Navigations(Map<FullQualifiedName, EntityDraft> drafts) {
    this.drafts = drafts;
    for (EntityDraft draft : drafts.values()) {
      List<Navigation> found = new ArrayList<>();
      EntityDraft base = draft.base();
      for (String name : draft.type().getNavigationPropertyNames()) {
        if (base == null || base.type().getNavigationProperty(name) == null) {
          found.add(new Navigation(draft, name, draft.type().getNavigationProperty(name)));
        }
      }
      for (PropertyStorage property : draft.properties().values()) {
        if (base == null || !base.properties().containsKey(property.name())) {
          collect(draft, "", property, found);
        }
      }
      own.put(draft.type().getFullQualifiedName(), found);
    }
    own.values().forEach(found -> found.forEach(this::indexPartner));
  }

  private static void collect(
      EntityDraft draft, String prefix, PropertyStorage property, List<Navigation> found) {
    Optional<PropertyStorage.Complex> complex = property.asComplex();
    if (complex.isPresent()) {
      String path = prefix + property.name() + "/";
      EdmStructuredType type = (EdmStructuredType) complex.get().type();
      for (String name : type.getNavigationPropertyNames()) {
        found.add(new Navigation(draft, path + name, type.getNavigationProperty(name)));
      }
      property.parts().forEach(part -> collect(draft, path, part, found));
    }
  }

  private void indexPartner(Navigation navigation) {
    Navigation partner = declaredPartner(navigation);
    if (partner != null) {
      namedBy.putIfAbsent(partner.id(), navigation);
    }
  }

  /** What a type declares itself, and what is in its complex values. */
  List<Navigation> of(EntityDraft draft) {
    return own.getOrDefault(draft.type().getFullQualifiedName(), List.of());
  }

  /** Those of all types. */
  Collection<List<Navigation>> all() {
    return own.values();
  }

  /** The storage of the type that a navigation property leads to; null where there is none. */
  @Nullable EntityDraft target(Navigation navigation) {
    return drafts.get(navigation.property().getType().getFullQualifiedName());
  }

  /** The other side of a relationship. One side may name it for both (CSDL XML 4.01, 8.4). */
  @Nullable Navigation partner(Navigation navigation) {
    Navigation declared = declaredPartner(navigation);
    if (declared == null) {
      return namedBy.get(navigation.id());
    }
    EdmNavigationProperty back = declared.property().getPartner();
    boolean mutual = back == null || back.getName().equals(navigation.property().getName());
    // A lookup can be read backwards whatever it says itself; a link table is for two that agree.
    return mutual || (navigation.collection() && !declared.collection()) ? declared : null;
  }

  private @Nullable Navigation declaredPartner(Navigation navigation) {
    EdmNavigationProperty partner = navigation.property().getPartner();
    EntityDraft target = target(navigation);
    return partner == null || target == null ? null : Navigation.of(target, partner.getName());
  }
}
