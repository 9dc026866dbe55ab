package dev.edmund.request.payload;

import dev.edmund.model.storage.PropertyStorage;
import org.apache.olingo.commons.api.edm.EdmProperty;

/** Compares the type that an annotation names with the declared one. */
public final class TypeCheck implements PropertyStorage.Visitor<Boolean> {
  private final Documents documents;
  private final At annotation;

  public TypeCheck(Documents documents, At annotation) {
    this.documents = documents;
    this.annotation = annotation;
  }

  private Boolean check(EdmProperty property) {
    documents.requireType(ValueType.of(property), annotation);
    return true;
  }

  @Override
  public Boolean scalar(PropertyStorage.Scalar p) {
    return check(p.property());
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    return check(p.property());
  }

  @Override
  public Boolean values(PropertyStorage.Values p) {
    return check(p.property());
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    return check(p.property());
  }

  /** No name of a type says more than the property does. */
  @Override
  public Boolean stream(PropertyStorage.Stream p) {
    return true;
  }
}
