package dev.edmund.store.load;

import dev.edmund.model.storage.EntityStorage;

/**
 * The entity whose navigation properties are read.
 *
 * @param where the entity is, with the complex properties behind it that the navigation properties
 *     are in
 */
record LinkSource(EntityStorage type, long rowId, Where where) {

  /** The same for the navigation properties of a complex value. */
  LinkSource inside(String property) {
    return new LinkSource(type, rowId, where.inside(property));
  }
}
