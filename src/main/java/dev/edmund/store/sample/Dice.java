package dev.edmund.store.sample;

import java.util.List;

/**
 * Numbers that look random and follow from a seed and a path alone (SplitMix64), so that the value
 * of any property of any row can be worked out without those before it, on every JDK the same.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final int PERCENT = 100;

  private final long origin;
  private long state;

  Dice(long seed) {
    this.origin = seed;
    this.state = seed;
  }

  /** Other dice, for a part of what these are for; what has been thrown does not matter. */
  Dice at(String part) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < part.length(); i++) {
      hash = (hash ^ part.charAt(i)) * FNV_PRIME;
    }
    return at(hash);
  }

  /** Other dice, for one of many. */
  Dice at(long number) {
    return new Dice(mix(origin ^ mix(number + GOLDEN)));
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 up to, but not including, {@code bound}. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** Both ends included. */
  long between(long least, long most) {
    return least + Long.remainderUnsigned(next(), most - least + 1);
  }

  boolean chance(int percent) {
    return below(PERCENT) < percent;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
