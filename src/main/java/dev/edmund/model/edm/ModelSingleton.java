package dev.edmund.model.edm;

import dev.edmund.model.csdl.SingletonDeclaration;
import org.apache.olingo.commons.api.edm.Edm;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;
import org.apache.olingo.commons.core.edm.EdmSingletonImpl;
import org.jspecify.annotations.Nullable;

/** Olingo's singleton, with binding targets that may be paths. */
public final class ModelSingleton extends EdmSingletonImpl {
  private final boolean nullable;

  ModelSingleton(Edm edm, EdmEntityContainer container, CsdlSingleton singleton) {
    super(edm, container, singleton);
    this.nullable = singleton instanceof SingletonDeclaration declared && declared.isNullable();
  }

  /** Whether there may be no entity. */
  public boolean isNullable() {
    return nullable;
  }

  @Override
  public @Nullable EdmBindingTarget getRelatedBindingTarget(@Nullable String path) {
    return Bindings.related(getNavigationPropertyBindings(), getEntityContainer(), path);
  }
}
