package dev.edmund.model.storage;

/**
 * What an entity's ETag is made of: a column whose value changes with every change of the entity.
 *
 * @param column of the type's own table or one above
 */
public record Version(Column column, Kind kind) {

  /** How the server makes the next value. */
  public enum Kind {
    /** A property of the model with an integer type: it begins with 1, and each change adds 1. */
    COUNTER,
    /** An {@code Edm.Int64}: with each change the next number of one sequence for all tables. */
    SEQUENCE,
    /** The same as {@link #COUNTER} in a column that no property shows. */
    HIDDEN,
    /** An {@code Edm.DateTimeOffset}: the time of the change. */
    MOMENT,
    /** An {@code Edm.Guid}: a new one with each change. */
    GUID
  }

  /** Whether it is none of the entity's properties. */
  public boolean isHidden() {
    return kind == Kind.HIDDEN;
  }
}
