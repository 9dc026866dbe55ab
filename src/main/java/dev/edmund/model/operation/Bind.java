package dev.edmund.model.operation;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/** What a name in a statement stands for. */
public sealed interface Bind {
  /** Behind the name of a collection: all of it as one JSON array. */
  String JSON = "Json";

  /** In the path of a parameter's part: the key of the entity that stands there. */
  String KEY = "@key";

  /** In such a path: the qualified name of the entity's type. */
  String TYPE = "@type";

  <R> R accept(Visitor<R> visitor);

  /**
   * A parameter, or a part of one.
   *
   * @param path the properties from the parameter to the part; empty for all of it, and at the end
   *     {@link #JSON} for the JSON of a collection or entity, {@link #KEY} and {@link #TYPE}
   * @param type of the value, or of the items where {@code collection}
   */
  record OfParameter(String parameter, List<String> path, EdmType type, boolean collection)
      implements Bind {
    public OfParameter {
      path = List.copyOf(path);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofParameter(this);
    }
  }

  /**
   * A value of the entity that the operation is bound to; of each where it is a collection.
   *
   * @param path the properties from the entity to the value; empty for the row id
   */
  record OfBinding(List<String> path, boolean collection) implements Bind {
    public OfBinding {
      path = List.copyOf(path);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ofBinding(this);
    }
  }

  /** The point in time of the request. */
  record Now() implements Bind {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.now(this);
    }
  }

  /** What can be done to it. */
  interface Visitor<R> {
    R ofParameter(OfParameter b);

    R ofBinding(OfBinding b);

    R now(Now b);
  }

  /** A parameter as the model declares it. */
  record Parameter(
      String name,
      EdmType type,
      boolean collection,
      boolean nullable,
      boolean optional,
      @Nullable String defaultValue) {}
}
