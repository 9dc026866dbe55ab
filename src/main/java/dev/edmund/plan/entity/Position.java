package dev.edmund.plan.entity;

import dev.edmund.core.ODataException;
import java.util.Arrays;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmBindingTarget;
import org.apache.olingo.commons.api.edm.EdmEntityContainer;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.apache.olingo.commons.api.edm.EdmNavigationPropertyBinding;
import org.apache.olingo.commons.api.edm.EdmSingleton;
import org.jspecify.annotations.Nullable;

/**
 * Where in the entity container a path has come to.
 *
 * @param target the entity set or singleton the path is in; null when that is not known
 * @param type the declared type of the entities there; null inside of a complex value, or when that
 *     is not known
 * @param bindingPath the navigation properties since the target, as bindings spell them
 * @param path the canonical path of the resource, without a key predicate at its end; null when it
 *     depends on the entity before
 * @param key the key predicate, or nothing
 * @param alone whether the path leads to one entity without a key predicate: a singleton, or what a
 *     single-valued navigation property inside the path leads to
 */
public record Position(
    @Nullable EdmBindingTarget target,
    @Nullable EdmEntityType type,
    String bindingPath,
    @Nullable String path,
    String key,
    boolean alone) {

  /** In a set or singleton itself. */
  public static Position at(EdmBindingTarget target) {
    boolean alone = target instanceof EdmSingleton;
    return new Position(target, target.getEntityType(), "", target.getName(), "", alone);
  }

  /**
   * In an entity set, or in the only one of a type.
   *
   * @throws ODataException 501 when there is none
   */
  public static Position in(
      @Nullable EdmEntitySet set, EdmEntityType type, EdmEntityContainer container) {
    EdmEntitySet known = set == null ? onlySetOf(type, container) : set;
    if (known == null) {
      throw ODataException.notImplemented(
          "Entities of an operation that names no entity set", type.getName());
    }
    return at(known);
  }

  /** Behind a key predicate. */
  public Position keyed(String predicate) {
    return new Position(target, type, bindingPath, path, predicate, false);
  }

  /**
   * Inside of a complex value.
   *
   * @param complex its path from the entity, {@code /Address/Home}, or nothing
   */
  public Position inside(String complex) {
    if (complex.isEmpty()) {
      return this;
    }
    String inner = bindingPath.isEmpty() ? complex.substring(1) : bindingPath + complex;
    String further = path == null ? null : path + key + complex;
    return new Position(target, null, inner, further, "", alone);
  }

  /**
   * Behind a navigation property: in the bound set, or further inside this one.
   *
   * @param from the type that the property is read from, which may be derived from the declared one
   */
  public Position navigate(
      EdmNavigationProperty property, EdmEntityType from, EdmEntityContainer container) {
    EdmEntitySet set = set(property, container);
    if (set != null) {
      return at(set);
    }
    String name = property.getName();
    String further = path == null ? null : path + key + "/" + cast(name, from) + name;
    boolean one = !property.isCollection();
    return new Position(target, property.getType(), inside(property), further, "", one);
  }

  /** The set that a navigation property leads to; null where it contains, or none is known. */
  public @Nullable EdmEntitySet set(EdmNavigationProperty property, EdmEntityContainer container) {
    if (property.containsTarget()) {
      return null;
    }
    EdmEntitySet bound = bound(inside(property), container);
    return bound != null ? bound : onlySetOf(property.getType(), container);
  }

  private String inside(EdmNavigationProperty property) {
    return bindingPath.isEmpty() ? property.getName() : bindingPath + "/" + property.getName();
  }

  /**
   * What a URL has before a property that only a derived type declares: that type and a slash (Part
   * 2, 4.3.2).
   */
  public String cast(String property, EdmEntityType from) {
    if (type == null || type.getNavigationProperty(property) != null) {
      return "";
    }
    EdmEntityType declaring = from;
    EdmEntityType base = from.getBaseType();
    while (base != null && base.getNavigationProperty(property) != null) {
      declaring = base;
      base = base.getBaseType();
    }
    return declaring.getFullQualifiedName() + "/";
  }

  /** Behind a navigation property, where the entity is of a type that has a set of its own. */
  public Position home(
      EdmNavigationProperty property, EdmEntityType type, EdmEntityContainer container) {
    EdmEntitySet set = onlySetOf(type, container);
    return set == null ? navigate(property, type, container).relative() : at(set);
  }

  /** The same place as seen from each of many entities, whose paths are not known yet. */
  public Position relative() {
    return bindingPath.isEmpty() ? this : new Position(target, type, bindingPath, null, "", alone);
  }

  private @Nullable EdmEntitySet bound(String inside, EdmEntityContainer container) {
    if (target == null) {
      return null;
    }
    List<EdmNavigationPropertyBinding> bindings = target.getNavigationPropertyBindings();
    if (bindings != null) {
      for (EdmNavigationPropertyBinding binding : bindings) {
        if (withoutCasts(binding.getPath()).equals(inside)) {
          String name = binding.getTarget();
          return container.getEntitySet(name.substring(name.lastIndexOf('/') + 1));
        }
      }
    }
    return null;
  }

  private static String withoutCasts(String path) {
    return String.join(
        "/", Arrays.stream(path.split("/", -1)).filter(s -> s.indexOf('.') < 0).toList());
  }

  private static @Nullable EdmEntitySet onlySetOf(
      EdmEntityType type, EdmEntityContainer container) {
    EdmEntitySet only = null;
    for (EdmEntitySet set : container.getEntitySets()) {
      if (set.getEntityType().getFullQualifiedName().equals(type.getFullQualifiedName())) {
        if (only != null) {
          return null;
        }
        only = set;
      }
    }
    return only;
  }
}
