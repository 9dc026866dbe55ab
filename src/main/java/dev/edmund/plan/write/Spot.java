package dev.edmund.plan.write;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.PropertyStorage.Complex;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where the property at the end of a path is kept: in columns, or as a member of a document.
 *
 * @param property in columns, or the document that has the member; null for the document of dynamic
 *     properties
 * @param column of the document that has the member; null where the property is in columns
 * @param within the complex value in columns that has the property; null where the entity has it,
 *     or the item
 * @param items of which collection in a table of its own the path goes through; null for none
 * @param steps that lead to the member, from the document on; empty where the property is in
 *     columns
 * @param last the declared property at the end; null where it is dynamic
 * @param item whether an item of {@code last} is at the end, or each of its items
 * @param around the type of the complex value in a document that has the last property; null where
 *     none has
 */
record Spot(
    @Nullable PropertyStorage property,
    @Nullable Column column,
    @Nullable Complex within,
    @Nullable Items items,
    List<Step> steps,
    @Nullable EdmProperty last,
    boolean item,
    @Nullable EdmComplexType around) {
  Spot {
    steps = List.copyOf(steps);
  }

  /** A step inside of a document: a name, or with an index of an item, or each item. */
  record Step(@Nullable String name, @Nullable Long index) {}

  /**
   * Items of a collection.
   *
   * @param index of one, negative ones from the end; null for each
   * @param within the complex value that has the collection; null where the entity has it
   */
  record Items(PropertyStorage.Values values, @Nullable Long index, @Nullable Complex within) {}

  /** Whether it is a member of a document. */
  boolean isMember() {
    return !steps.isEmpty();
  }

  /** Whether it is a collection as a whole. */
  boolean isCollection() {
    return last != null && last.isCollection() && !item;
  }

  /** The place that a path leads to in entities of a type. */
  static Spot of(EntityStorage type, List<Segment> inside) {
    Walk walk = new Walk(type);
    inside.forEach(walk::step);
    return walk.end();
  }

  private static final class Walk {
    private final EntityStorage type;
    private Collection<PropertyStorage> parts;
    private @Nullable PropertyStorage property;
    private @Nullable Column column;
    private @Nullable Complex within;
    private @Nullable Items items;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable EdmProperty last;
    private boolean item;
    private @Nullable EdmComplexType here;
    private @Nullable EdmComplexType around;

    Walk(EntityStorage type) {
      this.type = type;
      this.parts = type.properties().values();
    }

    Spot end() {
      return new Spot(property, column, within, items, steps, last, item, around);
    }

    void step(Segment segment) {
      if (segment instanceof Segment.Property s) {
        property(s.property());
      } else if (segment instanceof Segment.Dynamic s) {
        dynamic(s.name());
      } else if (segment instanceof Segment.TypeCast s && s.type() instanceof EdmComplexType cast) {
        here = cast;
      } else if (segment instanceof Segment.Ordinal s) {
        item(s.index());
      } else if (segment instanceof Segment.Each) {
        item(null);
      } else {
        throw ODataException.notImplemented("Changing values in a part of a collection", null);
      }
    }

    private void item(@Nullable Long index) {
      if (last == null) {
        throw ODataException.notImplemented(
            "Changing a part of a value without a type", String.valueOf(index));
      }
      Optional<PropertyStorage.Values> values =
          property == null || !steps.isEmpty() ? Optional.empty() : property.asValues();
      if (values.isPresent()) {
        items = new Items(values.get(), index, within);
        within = null;
        property = values.get().member();
        parts = property.parts();
      } else {
        member(new Step(null, index));
      }
      item = true;
    }

    private void property(EdmProperty next) {
      String name = next.getName();
      around = here;
      here = next.getType() instanceof EdmComplexType complex ? complex : null;
      if (column != null || property instanceof PropertyStorage.Document) {
        member(new Step(name, null));
      } else {
        if (property != null) {
          within = property.asComplex().orElse(null);
        }
        property =
            parts.stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(
                    () -> ODataException.notImplemented("Storage of the property " + name, name));
        parts = property.parts();
      }
      last = next;
      item = false;
    }

    private void member(Step step) {
      Optional<PropertyStorage.Document> document =
          property == null ? Optional.empty() : property.asDocument();
      document.ifPresent(d -> column = d.column());
      steps.add(step);
    }

    private void dynamic(String name) {
      around = here;
      here = null;
      if (property == null && column == null) {
        column = type.dynamic();
      }
      boolean untyped = last == null ? !steps.isEmpty() : around == null && property != null;
      if ((column == null && (property == null || property.asDocument().isEmpty())) || untyped) {
        throw ODataException.notImplemented("Changing a part of a value without a type", name);
      }
      member(new Step(name, null));
      last = null;
      item = false;
    }
  }
}
