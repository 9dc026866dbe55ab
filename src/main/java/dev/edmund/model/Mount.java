package dev.edmund.model;

/**
 * A root under which the service answers.
 *
 * @param path starts and ends with a slash, such as {@code /odata/}
 * @param keyAsSegment whether {@code set/key} is read as {@code set('key')}
 */
public record Mount(String path, boolean keyAsSegment) {}
