package dev.edmund.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was worked out and is wanted again. When there is too much all of it is dropped: what is in
 * use is soon there again, and nothing has to be kept in order.
 */
public final class Kept<K, V> {
  private final int most;
  private final Map<K, V> known = new ConcurrentHashMap<>();

  /**
   * Nothing yet.
   *
   * @param most values that are kept
   */
  public Kept(int most) {
    this.most = most;
  }

  /** The value for a key, worked out where it is not known; perhaps by several at once. */
  public V get(K key, Supplier<V> made) {
    V value = known.get(key);
    if (value == null) {
      value = made.get();
      if (known.size() >= most) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }
}
