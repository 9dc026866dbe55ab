package dev.edmund.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    return value == null ? keep(key, made.get()) : value;
  }

  /** The value for a key; null where it is not known. */
  public @Nullable V find(K key) {
    return known.get(key);
  }

  /** Remembers a value, unless somebody was faster, and gives the one that is remembered. */
  public V keep(K key, V value) {
    if (known.size() >= most) {
      known.clear();
    }
    V before = known.putIfAbsent(key, value);
    return before == null ? value : before;
  }
}
