package dev.edmund.model.reaction;

import dev.edmund.model.storage.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entities that are there twice, seen from either end.
 *
 * @param key the only key column, a Guid
 * @param partner holds the key of the other one
 * @param original whether an entity is the one that was created; null where nothing tells
 * @param swaps what changes places
 * @param shared what both have
 * @param partnerName the name of the property, for messages
 */
public record Mirror(
    Column key,
    Column partner,
    @Nullable Column original,
    List<Swap> swaps,
    List<Column> shared,
    String partnerName) {
  public Mirror {
    swaps = List.copyOf(swaps);
    shared = List.copyOf(shared);
  }

  /**
   * A column and the one that its value is in on the other side.
   *
   * @param names what a value becomes there; empty where it stays as it is
   */
  public record Swap(Column from, Column to, Map<String, String> names) {
    public Swap {
      names = Map.copyOf(names);
    }
  }
}
