package dev.edmund.store.load;

import org.apache.olingo.commons.api.edm.EdmBindingTarget;

/**
 * Where an entity is.
 *
 * @param container what the container column of its row holds
 * @param owner the row id of the entity that contains it
 * @param source the set or singleton that it belongs to, or that its owner belongs to
 * @param path the containment navigation properties that lead to it, and the complex properties
 *     inside of it, each with a slash behind
 * @param single whether there is only one, so that no key tells it from others
 */
record Where(String container, long owner, EdmBindingTarget source, String path, boolean single) {

  /** One of many. */
  Where(String container, long owner, EdmBindingTarget source, String path) {
    this(container, owner, source, path, false);
  }

  Where contained(String containerId, long ownerRowId, String navigation, boolean only) {
    return new Where(containerId, ownerRowId, source, path + navigation + "/", only);
  }

  Where inside(String complex) {
    return new Where(container, owner, source, path + complex + "/", single);
  }
}
