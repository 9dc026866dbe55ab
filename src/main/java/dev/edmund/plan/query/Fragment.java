package dev.edmund.plan.query;

import java.util.List;

/**
 * SQL that stands in the model, with values in it.
 *
 * @param parts in order
 */
public record Fragment(List<Part> parts) {
  public Fragment {
    parts = List.copyOf(parts);
  }

  /** A piece of it. */
  public sealed interface Part {
    <R> R accept(Visitor<R> visitor);
  }

  /** Text as the model has it. */
  public record Text(String text) implements Part {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  /** A value. */
  public record Value(Term term) implements Part {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.value(this);
    }
  }

  /** What can be done to a piece. */
  public interface Visitor<R> {
    R text(Text part);

    R value(Value part);
  }
}
