package dev.edmund.model.edm;

import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlFunction;
import org.apache.olingo.commons.core.edm.EdmFunctionImpl;
import org.jspecify.annotations.Nullable;

/** Olingo's function, whose entity set path starts with its binding parameter. */
final class ModelFunction extends EdmFunctionImpl {
  ModelFunction(Edm edm, FullQualifiedName name, CsdlFunction function) {
    super(edm, name, function);
  }

  @Override
  public @Nullable EdmEntitySet getReturnedEntitySet(@Nullable EdmEntitySet bindingSet) {
    return Bindings.returned(getEntitySetPath(), bindingSet);
  }
}
