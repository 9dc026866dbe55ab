package dev.edmund.model;

/**
 * A root path under which the service answers.
 *
 * @param path starts and ends with a slash
 * @param keyAsSegment whether {@code Products/1} addresses an entity, as {@code Products(1)} does
 * @param conventions how the service answers there
 */
public record Mount(String path, boolean keyAsSegment, Conventions conventions) {

  /** A mount of OData alone. */
  public Mount(String path, boolean keyAsSegment) {
    this(path, keyAsSegment, Conventions.ODATA);
  }
}
