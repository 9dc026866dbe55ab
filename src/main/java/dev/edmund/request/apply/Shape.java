package dev.edmund.request.apply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * The properties that an instance has at a place in a request. A plain instance has those of its
 * type; {@code $compute} and {@code $apply} add some, and grouping and aggregation leave only some.
 *
 * @param type the declared type; null for a cross join and for values without a declared type
 * @param complete whether all declared properties are there
 * @param parts what is computed, what is left where not all is, and what differs from its type
 */
public record Shape(@Nullable EdmType type, boolean complete, Map<String, Part> parts) {
  public Shape {
    parts = Map.copyOf(parts);
  }

  /**
   * One property.
   *
   * @param computed whether an alias or a custom aggregate made it, not the model
   * @param shape the properties of its value, or of each member where it is a collection
   */
  public record Part(String name, boolean collection, boolean computed, Shape shape) {

    /** The type of the value or its members; null when it is not known. */
    public @Nullable EdmType type() {
      return shape.type();
    }

    /** A property that an expression makes. */
    public static Part computed(String name, @Nullable EdmType type, boolean collection) {
      return new Part(name, collection, true, Shape.of(type));
    }

    private Part with(Shape other) {
      return new Part(name, collection, computed, other);
    }
  }

  /** The shape of plain instances of a type. */
  public static Shape of(@Nullable EdmType type) {
    return new Shape(type, true, Map.of());
  }

  /** The shape without any property. */
  public static Shape none(@Nullable EdmType type) {
    return new Shape(type, false, Map.of());
  }

  /** Whether a declared property of that name is there. */
  public boolean has(String declared) {
    return complete || parts.containsKey(declared);
  }

  /** The computed property of that name, or null. */
  public @Nullable Part computed(String name) {
    Part part = parts.get(name);
    return part != null && part.computed() ? part : null;
  }

  /** What is special about the value of a declared property; its type says the rest. */
  public Shape of(String declared, @Nullable EdmType declaredType) {
    Part part = parts.get(declared);
    return part == null ? Shape.of(declaredType) : part.shape();
  }

  /** The same, seen as a derived type. */
  public Shape as(@Nullable EdmType derived) {
    return new Shape(derived, complete, parts);
  }

  /** With one property more, or in another form. */
  public Shape with(Part part) {
    Map<String, Part> all = new LinkedHashMap<>(parts);
    all.put(part.name(), part);
    return new Shape(type, complete, all);
  }

  /**
   * With one property more behind a path.
   *
   * @param path the properties that lead to its owner, as they are
   */
  public Shape with(List<Part> path, Part added) {
    if (path.isEmpty()) {
      return with(added);
    }
    Part first = path.get(0);
    Shape inner = of(first, first.shape());
    return with(first.with(inner.with(path.subList(1, path.size()), added)));
  }

  /** With the property at the end of a path, and of those before it only what leads there. */
  public Shape keep(List<Part> path) {
    Part first = path.get(0);
    if (path.size() == 1) {
      return with(first);
    }
    Shape inner = of(first, complete ? first.shape() : none(first.type()));
    return with(first.with(inner.keep(path.subList(1, path.size()))));
  }

  private Shape of(Part part, Shape otherwise) {
    Part known = parts.get(part.name());
    return known == null ? otherwise : known.shape();
  }

  /** What instances of either shape may have. */
  public Shape or(Shape other) {
    Shape all = new Shape(type, complete || other.complete, parts);
    for (Part part : other.parts.values()) {
      Part known = parts.get(part.name());
      all = all.with(known == null ? part : known.with(known.shape().or(part.shape())));
    }
    return all;
  }
}
