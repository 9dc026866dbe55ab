package dev.edmund.plan.shape;

import java.util.Map;

/**
 * Which parts of a value are wanted.
 *
 * @param all whether every part is
 * @param named what is wanted of the parts that are asked for by name
 */
public record Parts(boolean all, Map<String, Parts> named) {
  public static final Parts ALL = new Parts(true, Map.of());

  public Parts {
    named = Map.copyOf(named);
  }

  public boolean wants(String name) {
    return all || named.containsKey(name);
  }

  /** What is wanted of a part. */
  public Parts of(String name) {
    return named.getOrDefault(name, ALL);
  }
}
