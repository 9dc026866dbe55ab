package dev.edmund.model.reaction;

import dev.edmund.model.storage.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that the server keeps by what lookups lead to.
 *
 * @param of the first that leads somewhere is taken
 * @param length the most characters that it holds; null for any number
 */
public record Kept(Column column, What what, List<Lookup> of, @Nullable Integer length) {
  public Kept {
    of = List.copyOf(of);
  }

  /** What is kept there. */
  public enum What {
    /** What people call the entity. */
    NAME,
    /** The number of its type. */
    CODE
  }
}
