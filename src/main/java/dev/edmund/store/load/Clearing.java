package dev.edmund.store.load;

import dev.edmund.model.storage.PropertyStorage;

/** Takes away the value of a property, with the rows that it has of its own. */
record Clearing(Row row, long rowId, Stored stored) implements PropertyStorage.Visitor<Boolean> {

  @Override
  public Boolean scalar(PropertyStorage.Scalar p) {
    row.set(p.column(), null);
    if (p.offset() != null) {
      row.set(p.offset(), null);
    }
    return true;
  }

  @Override
  public Boolean complex(PropertyStorage.Complex p) {
    row.set(p.presence(), null);
    p.parts().forEach(part -> part.accept(this));
    return true;
  }

  /** A new row has no rows that hang on it. */
  @Override
  public Boolean values(PropertyStorage.Values p) {
    if (row.isStored()) {
      stored.erase(p.owner(), rowId);
    }
    return true;
  }

  @Override
  public Boolean document(PropertyStorage.Document p) {
    row.set(p.column(), null);
    return true;
  }

  @Override
  public Boolean stream(PropertyStorage.Stream p) {
    row.set(p.contentType(), null);
    row.set(p.length(), null);
    row.set(p.etag(), null);
    if (row.isStored()) {
      stored.erase(p.owner(), rowId);
    }
    return true;
  }
}
