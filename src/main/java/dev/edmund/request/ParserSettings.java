package dev.edmund.request;

/**
 * How URLs are read at a service root.
 *
 * @param keyAsSegment whether {@code People/O'Neil} means {@code People('O''Neil')} (Part 2, 4.3.6)
 * @param allowUnprefixedOptions whether {@code filter=} means {@code $filter=} (4.01)
 */
public record ParserSettings(boolean keyAsSegment, boolean allowUnprefixedOptions) {
  /** Keys in parentheses only, options with and without {@code $}. */
  public static final ParserSettings DEFAULT = new ParserSettings(false, true);
}
