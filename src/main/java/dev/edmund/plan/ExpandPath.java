package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.plan.operand.Properties;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/**
 * The path of an item of {@code $expand}.
 *
 * @param from the type whose entities have the path, where one is written in front
 * @param complex the complex properties before the navigation property
 * @param cast the type behind it, where one is written
 */
record ExpandPath(
    ExpandItem item,
    @Nullable EdmEntityType from,
    List<String> complex,
    EdmNavigationProperty property,
    @Nullable EdmEntityType cast) {

  /** The paths that lead to entities: streams are values, and of annotations there are none. */
  static List<ExpandPath> all(List<ExpandItem> items) {
    return items.stream()
        .filter(item -> item.kind() != ExpandItem.Kind.STREAM)
        .filter(item -> item.path().stream().noneMatch(Segment.Annotation.class::isInstance))
        .map(ExpandPath::of)
        .toList();
  }

  static ExpandPath of(ExpandItem item) {
    EdmEntityType from = null;
    List<String> complex = new ArrayList<>();
    EdmNavigationProperty property = null;
    EdmEntityType cast = null;
    for (Segment segment : item.path()) {
      if (segment instanceof Segment.Navigation navigation) {
        property = navigation.property();
      } else if (segment instanceof Segment.TypeCast typeCast && property != null) {
        cast = (EdmEntityType) typeCast.type();
      } else if (segment instanceof Segment.TypeCast typeCast
          && complex.isEmpty()
          && typeCast.type() instanceof EdmEntityType type) {
        from = type;
      } else if (segment instanceof Segment.Property structural) {
        complex.add(structural.property().getName());
      }
    }
    if (property == null) {
      throw ODataException.notImplemented("$expand of a structural property", "$expand");
    }
    return new ExpandPath(item, from, List.copyOf(complex), property, cast);
  }

  boolean counts() {
    return item.kind() == ExpandItem.Kind.COUNT;
  }

  /**
   * Whether entities of a type have what the path begins with. Types beside each other may have
   * navigation properties of the same name.
   */
  boolean starts(EntityStorage entity) {
    if (from != null && !entity.isOrDerives(from)) {
      return false;
    }
    return complex.isEmpty()
        ? property.equals(entity.type().getNavigationProperty(property.getName()))
        : entity.properties().containsKey(complex.get(0));
  }

  /** What joins an entity to the targets; empty where that is not stored as a link. */
  Optional<Link> link(EntityStorage entity) {
    Map<String, Link> links = entity.links();
    Map<String, PropertyStorage> properties = entity.properties();
    for (String name : complex) {
      Optional<PropertyStorage.Complex> value =
          Optional.ofNullable(properties.get(name)).flatMap(PropertyStorage::asComplex);
      links = value.map(PropertyStorage.Complex::links).orElse(Map.of());
      properties = Properties.byName(value.map(PropertyStorage.Complex::parts).orElse(List.of()));
    }
    return Optional.ofNullable(links.get(property.getName()));
  }

  /** The path as it stands in the URL of the targets. */
  String text() {
    List<String> names = new ArrayList<>(complex);
    names.add(property.getName());
    return String.join("/", names);
  }

  /** The complex value the navigation property is in, as {@code /Address}; nothing without one. */
  String inside() {
    return complex.isEmpty() ? "" : "/" + String.join("/", complex);
  }
}
