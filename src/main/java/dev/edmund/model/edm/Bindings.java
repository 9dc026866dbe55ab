package dev.edmund.model.edm;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmNavigationPropertyBinding;
import org.jspecify.annotations.Nullable;

/**
 * Where navigation properties lead. Olingo takes the first segment of a target path for the name of
 * a container and fails on a path that leads into a contained collection.
 */
final class Bindings {
  private Bindings() {}

  /**
   * The set or singleton that a path is bound to; null when it is not bound, or to a contained
   * collection, which is neither.
   */
  static @Nullable EdmBindingTarget related(
      List<EdmNavigationPropertyBinding> bindings,
      EdmEntityContainer container,
      @Nullable String path) {
    for (EdmNavigationPropertyBinding binding : bindings) {
      if (binding.getPath().equals(path)) {
        EdmEntitySet set = container.getEntitySet(binding.getTarget());
        return set == null ? container.getSingleton(binding.getTarget()) : set;
      }
    }
    return null;
  }

  /** The entity set of what a bound operation returns (CSDL XML, 12.6). */
  static @Nullable EdmEntitySet returned(
      @Nullable String entitySetPath, @Nullable EdmEntitySet bindingSet) {
    if (entitySetPath == null || bindingSet == null) {
      return null;
    }
    int slash = entitySetPath.indexOf('/');
    if (slash < 0) {
      return bindingSet;
    }
    EdmBindingTarget target =
        bindingSet.getRelatedBindingTarget(entitySetPath.substring(slash + 1));
    return target == null ? null : bindingSet.getEntityContainer().getEntitySet(target.getName());
  }
}
