package dev.edmund.model;

/**
 * A root path under which the service answers.
 *
 * @param path starts and ends with a slash
 * @param keyAsSegment whether {@code Products/1} addresses an entity, as {@code Products(1)} does
 */
public record Mount(String path, boolean keyAsSegment) {}
