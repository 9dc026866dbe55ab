package dev.edmund.model.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmElement;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Which entity set the values of a navigation property refer to, as its bindings say (CSDL 4.01,
 * 13.4): two sets of one type may have entities with the same key.
 */
record BoundSets(
    @Nullable EdmEntityContainer container,
    Map<String, String> ids,
    Map<FullQualifiedName, EntityDraft> drafts) {

  /**
   * The container id of the only set that a navigation property leads to, from wherever; empty
   * where it leads to several, or where nothing tells.
   */
  Optional<String> of(Navigation navigation) {
    if (container == null) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>();
    List<EdmBindingTarget> sources = new ArrayList<>(container.getEntitySets());
    sources.addAll(container.getSingletons());
    for (EdmBindingTarget source : sources) {
      for (EdmNavigationPropertyBinding binding : bindings(source)) {
        if (endsIn(source.getEntityType(), binding.getPath(), navigation)) {
          names.add(binding.getTarget());
        }
      }
    }
    if (names.isEmpty()) {
      container.getEntitySets().stream()
          .filter(set -> isOf(set, navigation.property().getType()))
          .forEach(set -> names.add(set.getName()));
    }
    return names.size() == 1 ? id(names.iterator().next()) : Optional.empty();
  }

  private static List<EdmNavigationPropertyBinding> bindings(EdmBindingTarget source) {
    List<EdmNavigationPropertyBinding> bindings = source.getNavigationPropertyBindings();
    return bindings == null ? List.of() : bindings;
  }

  private static boolean isOf(EdmEntitySet set, EdmEntityType type) {
    return set.getEntityType().getFullQualifiedName().equals(type.getFullQualifiedName());
  }

  /** Targets are paths to a set, or through one to what its entities contain. */
  private Optional<String> id(String target) {
    return Optional.ofNullable(ids.get(target.substring(target.lastIndexOf('/') + 1)));
  }

  /** Whether a binding path from entities of a type ends in a navigation property. */
  private boolean endsIn(EdmEntityType type, String path, Navigation navigation) {
    EdmEntityType entity = type;
    EdmStructuredType at = type;
    String within = "";
    List<String> segments = List.of(path.split("/", -1));
    for (int i = 0; i < segments.size(); i++) {
      String name = segments.get(i);
      EdmElement element = at.getProperty(name);
      EntityDraft cast = name.contains(".") ? drafts.get(new FullQualifiedName(name)) : null;
      if (cast != null) {
        entity = cast.type();
        at = entity;
      } else if (element instanceof EdmNavigationProperty next) {
        if (i == segments.size() - 1) {
          return navigation.path().equals(within + name)
              && TypeTree.isSameOrDerived(
                  entity, navigation.source().type().getFullQualifiedName());
        }
        entity = next.getType();
        at = entity;
        within = "";
      } else if (element != null && element.getType() instanceof EdmStructuredType complex) {
        at = complex;
        within += name + "/";
      } else {
        return false;
      }
    }
    return false;
  }
}
