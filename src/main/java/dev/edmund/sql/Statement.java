package dev.edmund.sql;

import java.util.List;

/** A statement: text with a question mark for each bind, in order. */
public record Statement(String text, List<Bind> binds) {
  public Statement {
    binds = List.copyOf(binds);
  }

  /** Where the value of a question mark comes from. */
  public sealed interface Bind {
    <R> R accept(Visitor<R> visitor);
  }

  /** A value the driver takes: Long, Double, String, byte[]. */
  public record Value(Object value) implements Bind {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /** A column of the row that a nested statement is run for. */
  public record ParentColumn(int position) implements Bind {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parentColumn(this);
    }
  }

  /** What can be done to a bind. */
  public interface Visitor<R> {
    R value(Value b);

    R parentColumn(ParentColumn b);
  }
}
