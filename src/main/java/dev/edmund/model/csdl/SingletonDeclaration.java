package dev.edmund.model.csdl;

import org.apache.olingo.commons.api.edm.provider.CsdlSingleton;

/** Olingo's singleton as a model declares it, with whether there may be none: it is of 4.01. */
public final class SingletonDeclaration extends CsdlSingleton {
  private final boolean nullable;

  SingletonDeclaration(boolean nullable) {
    this.nullable = nullable;
  }

  public boolean isNullable() {
    return nullable;
  }
}
