package dev.edmund.model.storage;

import org.apache.olingo.commons.api.edm.EdmNavigationProperty;

/**
 * A navigation property at the highest storage that has it.
 *
 * @param path its name, behind the path of the complex value that has it
 */
record Navigation(EntityDraft source, String path, EdmNavigationProperty property) {

  String id() {
    return Exposure.id(source.type(), path);
  }

  /** What the paths of its referential constraint begin at. */
  String prefix() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** How its own columns and tables begin. */
  String columnName() {
    return path.replace('/', '_');
  }

  boolean collection() {
    return property.isCollection();
  }

  /** The navigation property of an entity type, seen at the highest storage that has it. */
  static Navigation of(EntityDraft draft, String name) {
    EntityDraft declaring = draft;
    for (EntityDraft d = draft; d != null; d = d.base()) {
      if (d.type().getNavigationProperty(name) != null) {
        declaring = d;
      }
    }
    return new Navigation(declaring, name, declaring.type().getNavigationProperty(name));
  }
}
