package dev.edmund.plan;

import org.jspecify.annotations.Nullable;

/**
 * How a client is to take the bytes of a stream or value ({@code Core.ContentDisposition}).
 *
 * @param type such as {@code attachment}
 * @param filename null where none is proposed
 */
public record Disposition(Part type, @Nullable Part filename) {

  /**
   * A part of it.
   *
   * @param text null where a column has it
   * @param column its position in the query; -1 where the text is known
   */
  public record Part(@Nullable String text, int column) {}
}
