package dev.edmund.store.write;

/** What a change took for granted is not so any more, and nothing was changed. */
public final class PremiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PremiseException() {
    super("What was taken for granted is not so");
  }
}
