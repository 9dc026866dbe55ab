package dev.edmund.model.edm;

import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.core.edm.EdmEntitySetImpl;
import org.jspecify.annotations.Nullable;

/** Olingo's entity set, with binding targets that may be paths. */
final class ModelEntitySet extends EdmEntitySetImpl {
  ModelEntitySet(Edm edm, EdmEntityContainer container, CsdlEntitySet set) {
    super(edm, container, set);
  }

  @Override
  public @Nullable EdmBindingTarget getRelatedBindingTarget(@Nullable String path) {
    return Bindings.related(getNavigationPropertyBindings(), getEntityContainer(), path);
  }
}
