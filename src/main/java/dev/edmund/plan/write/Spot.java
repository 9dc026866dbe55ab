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
 * @param within the complex value in columns that has the property; null where the entity has it
 * @param members the names that lead to the member, from the document on; empty where the property
 *     is in columns
 * @param last the declared property at the end; null where it is dynamic
 * @param around the type of the complex value in a document that has the last property; null where
 *     none has
 */
record Spot(
    @Nullable PropertyStorage property,
    @Nullable Column column,
    @Nullable Complex within,
    List<String> members,
    @Nullable EdmProperty last,
    @Nullable EdmComplexType around) {
  Spot {
    members = List.copyOf(members);
  }

  /** Whether it is a member of a document. */
  boolean isMember() {
    return !members.isEmpty();
  }

  /** The place that a path leads to in entities of a type. */
  static Spot of(EntityStorage type, List<Segment> inside) {
    Walk walk = new Walk(type);
    inside.forEach(walk::step);
    return new Spot(walk.property, walk.column, walk.within, walk.members, walk.last, walk.around);
  }

  private static final class Walk {
    private final EntityStorage type;
    private Collection<PropertyStorage> parts;
    private @Nullable PropertyStorage property;
    private @Nullable Column column;
    private @Nullable Complex within;
    private final List<String> members = new ArrayList<>();
    private @Nullable EdmProperty last;
    private @Nullable EdmComplexType here;
    private @Nullable EdmComplexType around;

    Walk(EntityStorage type) {
      this.type = type;
      this.parts = type.properties().values();
    }

    void step(Segment segment) {
      if (segment instanceof Segment.Property s) {
        property(s.property());
      } else if (segment instanceof Segment.Dynamic s) {
        dynamic(s.name());
      } else if (segment instanceof Segment.TypeCast s && s.type() instanceof EdmComplexType cast) {
        here = cast;
      } else if (segment instanceof Segment.Ordinal s) {
        throw ODataException.notImplemented(
            "Changing one item of a collection by its position", String.valueOf(s.index()));
      } else {
        throw ODataException.notImplemented("Changing values in a part of a collection", null);
      }
    }

    private void property(EdmProperty next) {
      String name = next.getName();
      around = here;
      here = next.getType() instanceof EdmComplexType complex ? complex : null;
      if (column != null || property instanceof PropertyStorage.Document) {
        member(name);
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
    }

    private void member(String name) {
      Optional<PropertyStorage.Document> document =
          property == null ? Optional.empty() : property.asDocument();
      document.ifPresent(d -> column = d.column());
      members.add(name);
    }

    private void dynamic(String name) {
      around = here;
      here = null;
      if (property == null && column == null) {
        column = type.dynamic();
      }
      boolean untyped = last == null ? !members.isEmpty() : around == null && property != null;
      if ((column == null && (property == null || property.asDocument().isEmpty())) || untyped) {
        throw ODataException.notImplemented("Changing a part of a value without a type", name);
      }
      member(name);
      last = null;
    }
  }
}
