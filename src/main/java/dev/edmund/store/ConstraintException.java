package dev.edmund.store;

/** A row that a rule of its table does not allow. */
public final class ConstraintException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is not allowed. */
  public enum Kind {
    /** There is a row with these values. */
    UNIQUE,
    /** A value has to be there. */
    REQUIRED,
    /** Another row is needed, or needs this one. */
    REFERENCE,
    /** A value is out of bounds. */
    OTHER
  }

  private final Kind kind;
  private final String place;

  ConstraintException(Kind kind, String place, Throwable cause) {
    super(kind + " " + place, cause);
    this.kind = kind;
    this.place = place;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * The index that is broken, by its name or by its columns as {@code table.column, table.column};
   * or the column, as {@code table.column}. Empty where the database does not tell.
   */
  public String place() {
    return place;
  }
}
