package dev.edmund.plan.function;

import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points in time in the offset they came with: what a clock there shows (Part 2, 5.1.1.8). Where
 * they are compared, sorted or added to, they are in UTC.
 */
public final class Offsets {
  private Offsets() {}

  /** The value as its own clock shows it; every other value as it is. */
  static Term local(Operand value) {
    Term term = value.term();
    Term offset = value.offset();
    return offset == null
        ? term
        : new Term.Apply(Operation.DATETIME_LOCAL, List.of(term, offset), ColumnType.DATETIME);
  }

  /** The minutes from UTC; zero where no offset is kept, null for null. */
  static Term minutes(Operand value) {
    Term offset = value.offset();
    Term minutes = offset == null ? new Term.Bind(0L, ColumnType.INTEGER) : offset;
    return new Term.Apply(
        Operation.OFFSET_MINUTES, List.of(value.term(), minutes), ColumnType.INTEGER);
  }

  /** The text of a point in time, with {@code Z} or its offset. */
  static Term text(Operand value) {
    Term offset = value.offset();
    return offset == null
        ? new Term.Apply(Operation.DATETIME_TO_TEXT, List.of(value.term()), ColumnType.TEXT)
        : new Term.Apply(
            Operation.CONCAT,
            List.of(
                local(value),
                new Term.Apply(Operation.OFFSET_TO_TEXT, List.of(offset), ColumnType.TEXT)),
            ColumnType.TEXT);
  }

  /** The offset of a sum or difference: that of the point in time it starts from. */
  public static @Nullable Term ofResult(Term result, Operand left, Operand right) {
    if (result.type() != ColumnType.DATETIME) {
      return null;
    }
    return left.offset() == null ? right.offset() : left.offset();
  }
}
