package dev.edmund.model.storage;

/** A model that asks for tables which cannot be. The message says what, and how to mend it. */
public final class MappingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  MappingException(String reason, String remedy) {
    super(reason);
    this.remedy = remedy;
  }

  /** What is wrong, in the words of the model. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** What to change. */
  public String remedy() {
    return remedy;
  }
}
