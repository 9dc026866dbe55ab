package dev.edmund.store.schema;

/**
 * What a change does to the rows that are there.
 *
 * @param text tells people, in one line; empty when nothing is lost
 */
record Verdict(Kind kind, String text) {
  static final Verdict HARMLESS = new Verdict(Kind.HARMLESS, "");

  static final Verdict NOTHING = new Verdict(Kind.NOTHING, "");

  enum Kind {
    /** There turned out to be nothing to do. */
    NOTHING,
    /** Nothing is lost. */
    HARMLESS,
    /** Something is lost, and will be when somebody agrees. */
    LOSS,
    /** Rows stand against it: they have to be mended first. */
    CONFLICT
  }

  static Verdict loss(String text) {
    return new Verdict(Kind.LOSS, text);
  }

  static Verdict conflict(String text) {
    return new Verdict(Kind.CONFLICT, text);
  }
}
