package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.request.payload.At;
import dev.edmund.request.payload.DataException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmNamed;
import org.apache.olingo.commons.api.edm.EdmNavigationPropertyBinding;
import org.jspecify.annotations.Nullable;

/** To which set a navigation property leads (CSDL XML 4.01, 13.4). */
final class RelatedSets {
  private final Edm edm;
  private final Target target;

  RelatedSets(Edm edm, Target target) {
    this.edm = edm;
    this.target = target;
  }

  /**
   * The set, or singleton, that the navigation property is bound to; without a binding the only set
   * of its type.
   *
   * @throws DataException when there is none, or more than one
   */
  EdmBindingTarget of(Where where, Link link, At at) {
    Set<EdmBindingTarget> bound = new LinkedHashSet<>();
    for (EdmNavigationPropertyBinding binding : where.source().getNavigationPropertyBindings()) {
      if (withoutTypes(binding.getPath()).equals(where.path() + link.name())) {
        EdmBindingTarget found = named(binding.getTarget());
        if (found == null) {
          throw at.problem(
              "'"
                  + link.name()
                  + "' is bound to "
                  + binding.getTarget()
                  + ", which is no set: give references in '"
                  + link.name()
                  + "@odata.bind'");
        }
        bound.add(found);
      }
    }
    return only(bound.isEmpty() ? ofType(link) : bound, link, at);
  }

  private EdmBindingTarget only(Set<EdmBindingTarget> found, Link link, At at) {
    if (found.isEmpty()) {
      throw at.problem("no entity set holds " + link.target());
    }
    if (found.size() > 1) {
      throw at.problem(
          "may belong to "
              + found.stream().map(EdmNamed::getName).collect(Collectors.joining(" or "))
              + ": give references in '"
              + link.name()
              + "@odata.bind'");
    }
    return found.iterator().next();
  }

  private static String withoutTypes(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(segment -> segment.indexOf('.') < 0)
        .collect(Collectors.joining("/"));
  }

  /** In a path a container may stand in front. */
  private @Nullable EdmBindingTarget named(String path) {
    EdmEntityContainer container = edm.getEntityContainer();
    String name = withoutTypes(path);
    EdmBindingTarget set = container.getEntitySet(name);
    return set == null ? container.getSingleton(name) : set;
  }

  /** The sets of the type itself, else of its nearest base type that has any. */
  private Set<EdmBindingTarget> ofType(Link link) {
    EntityStorage type = target.storage().require(link.target());
    Set<EdmBindingTarget> found = sets(type);
    while (found.isEmpty() && type.base() != null) {
      type = target.storage().require(type.base());
      found = sets(type);
    }
    return found;
  }

  private Set<EdmBindingTarget> sets(EntityStorage type) {
    List<EdmEntitySet> all = edm.getEntityContainer().getEntitySets();
    return all.stream()
        .filter(set -> set.getEntityType().getFullQualifiedName().equals(type.name()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
