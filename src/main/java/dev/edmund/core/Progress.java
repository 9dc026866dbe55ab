package dev.edmund.core;

/** Hears how far a long piece of work has come. */
@FunctionalInterface
public interface Progress {

  /** Hears and says nothing. */
  Progress NONE = (what, done, total) -> {};

  /**
   * Called often, from one thread; the listener decides what is worth showing.
   *
   * @param what the piece of work, such as the name of a file
   * @param done how much of it is done
   * @param total the whole of it in the same unit, or 0 when that is not known
   */
  void step(String what, long done, long total);
}
