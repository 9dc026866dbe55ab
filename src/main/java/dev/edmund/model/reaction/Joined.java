package dev.edmund.model.reaction;

import dev.edmund.model.storage.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that the server makes of others of the same entity, with spaces between them.
 *
 * @param of in their order; those without a value are left out
 * @param length the most characters that it holds; null for any number
 */
public record Joined(Column column, List<Column> of, @Nullable Integer length) {
  public Joined {
    of = List.copyOf(of);
  }
}
