package dev.edmund.processor.batch;

/** Threads that can lend a hand. */
@FunctionalInterface
public interface Helpers {
  /** Nobody. */
  Helpers NONE = work -> false;

  /**
   * Has work done on another thread, if one is free now.
   *
   * @return whether one is
   */
  boolean offer(Runnable work);
}
