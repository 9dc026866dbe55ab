package dev.edmund.sql;

import dev.edmund.model.storage.Column;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement puts into a column.
 *
 * @param value as the driver binds it, where {@code made} is {@link Made#VALUE}; else null
 */
public record Assignment(Column column, Made made, @Nullable Object value) {

  /** How the value is made. */
  public enum Made {
    VALUE,
    NOTHING,
    /** One more than the highest value of the column. */
    NEXT,
    /** One more than the value that is there. */
    INCREMENT,
    /** The next number for versions, in a database whose statements can take one. */
    NUMBER
  }

  /** A value, as the driver binds it. */
  public static Assignment of(Column column, Object value) {
    return new Assignment(column, Made.VALUE, value);
  }

  public static Assignment nothing(Column column) {
    return new Assignment(column, Made.NOTHING, null);
  }

  public static Assignment next(Column column) {
    return new Assignment(column, Made.NEXT, null);
  }

  public static Assignment number(Column column) {
    return new Assignment(column, Made.NUMBER, null);
  }

  public static Assignment increment(Column column) {
    return new Assignment(column, Made.INCREMENT, null);
  }

  /** The one of a column among those of a row; empty where the row says nothing of it. */
  public static Optional<Assignment> among(List<Assignment> row, Column column) {
    return row.stream().filter(cell -> cell.column().equals(column)).findFirst();
  }
}
