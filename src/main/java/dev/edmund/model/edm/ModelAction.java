package dev.edmund.model.edm;

import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAction;
import org.apache.olingo.commons.core.edm.EdmActionImpl;
import org.jspecify.annotations.Nullable;

/** Olingo's action, whose entity set path starts with its binding parameter. */
final class ModelAction extends EdmActionImpl {
  ModelAction(Edm edm, FullQualifiedName name, CsdlAction action) {
    super(edm, name, action);
  }

  @Override
  public @Nullable EdmEntitySet getReturnedEntitySet(@Nullable EdmEntitySet bindingSet) {
    return Bindings.returned(getEntitySetPath(), bindingSet);
  }
}
