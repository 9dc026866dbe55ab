package dev.edmund.plan.write;

/** What becomes of properties that a body does not mention. */
enum Mode {
  /** They get their defaults, in a row that is new. */
  INSERT,
  /** They stay. */
  UPDATE,
  /** They get their defaults, in a row that is there. */
  REPLACE
}
