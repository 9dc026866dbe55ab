package dev.edmund.model.storage;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/**
 * Which entity types sets, singletons and containment expose, and under which container id.
 *
 * <p>An entity set is the extent of its type: the set of a base type holds the entities of the sets
 * of its derived types, which is how Dataverse's {@code activitypointers} and {@code emails}
 * relate. So all sets of a hierarchy share one id, the empty one, unless two are declared with the
 * same type: then each further one has its own.
 *
 * @param sets container id by name of an entity set or singleton
 * @param contained container id by containment navigation property, as {@code Type/property}
 * @param types the types anything is declared with
 * @param idsByType all ids that are in use, by the type they are declared with
 */
record Exposure(
    Map<String, String> sets,
    Map<String, String> contained,
    Set<FullQualifiedName> types,
    Map<FullQualifiedName, Set<String>> idsByType) {

  static final String EXTENT = "";

  static Exposure of(EdmEntityContainer container, Iterable<EdmEntityType> allTypes) {
    Exposure exposure =
        new Exposure(
            new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), new HashMap<>());
    if (container != null) {
      for (EdmEntitySet set : container.getEntitySets()) {
        FullQualifiedName type = set.getEntityType().getFullQualifiedName();
        boolean first = !exposure.idsByType.getOrDefault(type, Set.of()).contains(EXTENT);
        exposure.add(exposure.sets, set.getName(), type, first ? EXTENT : set.getName());
      }
      for (EdmSingleton singleton : container.getSingletons()) {
        exposure.add(
            exposure.sets,
            singleton.getName(),
            singleton.getEntityType().getFullQualifiedName(),
            singleton.getName());
      }
    }
    for (EdmEntityType type : allTypes) {
      for (String name : type.getNavigationPropertyNames()) {
        EdmNavigationProperty property = type.getNavigationProperty(name);
        if (property.containsTarget() && declaredOn(type, name)) {
          String id = id(type, name);
          exposure.add(exposure.contained, id, property.getType().getFullQualifiedName(), id);
        }
      }
    }
    return exposure;
  }

  /** The id of what a containment navigation property holds. */
  static String id(EdmEntityType declaring, String property) {
    return declaring.getFullQualifiedName() + "/" + property;
  }

  /** Whether the navigation property is the type's own, not its base type's. */
  static boolean declaredOn(EdmEntityType type, String property) {
    EdmEntityType base = type.getBaseType();
    return base == null || base.getNavigationProperty(property) == null;
  }

  private void add(
      Map<String, String> where, String name, FullQualifiedName type, String containerId) {
    where.put(name, containerId);
    types.add(type);
    idsByType.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(containerId);
  }
}
