package dev.edmund.model.storage;

import dev.edmund.model.storage.NavigationPaths.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Which entity types sets, singletons and navigation properties expose, and under which container
 * id.
 *
 * <p>An entity set is the extent of its type: the set of a base type holds the entities of the sets
 * of its derived types, which is how Dataverse's {@code activitypointers} and {@code emails}
 * relate. So all sets of a hierarchy share one id, the empty one, unless two are declared with the
 * same type: then each further one has its own.
 *
 * @param sets container id by name of an entity set or singleton
 * @param contained container id by containment navigation property, as {@code Type/path}
 * @param types the types anything is declared with
 * @param idsByType all ids that are in use, by the type they are declared with
 */
record Exposure(
    Map<String, String> sets,
    Map<String, String> contained,
    Set<FullQualifiedName> types,
    Map<FullQualifiedName, Set<String>> idsByType) {

  static final String EXTENT = "";

  static Exposure of(
      @Nullable EdmEntityContainer container, TypeTree tree, NavigationPaths navigation) {
    Exposure exposure =
        new Exposure(
            new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), new HashMap<>());
    if (container != null) {
      exposure.addTargets(container);
    }
    for (EdmEntityType type : tree.baseFirst()) {
      for (Place place : navigation.of(type)) {
        EdmEntityType target = place.property().getType();
        if (tree.isUniversal(target)) {
          continue; // A table of everything would be joined to read anything.
        }
        if (place.property().containsTarget()) {
          String id = id(type, place.path());
          exposure.add(exposure.contained, id, target.getFullQualifiedName(), id);
        } else {
          exposure.types.add(target.getFullQualifiedName());
        }
      }
    }
    return exposure;
  }

  private void addTargets(EdmEntityContainer container) {
    for (EdmEntitySet set : container.getEntitySets()) {
      FullQualifiedName type = set.getEntityType().getFullQualifiedName();
      boolean first = !idsByType.getOrDefault(type, Set.of()).contains(EXTENT);
      add(sets, set.getName(), type, first ? EXTENT : set.getName());
    }
    for (EdmSingleton singleton : container.getSingletons()) {
      FullQualifiedName type = singleton.getEntityType().getFullQualifiedName();
      add(sets, singleton.getName(), type, singleton.getName());
    }
  }

  /** The id of what a containment navigation property holds. */
  static String id(EdmEntityType declaring, String path) {
    return declaring.getFullQualifiedName() + "/" + path;
  }

  private void add(
      Map<String, String> where, String name, FullQualifiedName type, String containerId) {
    where.put(name, containerId);
    types.add(type);
    idsByType.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(containerId);
  }
}
