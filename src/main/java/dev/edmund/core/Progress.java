package dev.edmund.core;

/** Receives how far a long piece of work has come; {@code total} is 0 where it is not known. */
public interface Progress {
  void step(String what, long done, long total);

  Progress NONE = (what, done, total) -> {};
}
