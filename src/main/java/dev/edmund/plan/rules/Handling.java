package dev.edmund.plan.rules;

/** What becomes of a property that a client sends. */
public enum Handling {
  /** It is written. */
  TAKEN,
  /** It is left as it is (Part 1, 11.4.2 and 11.4.3); a strict request is refused for it. */
  IGNORED
}
