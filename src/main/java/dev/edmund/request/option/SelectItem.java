package dev.edmund.request.option;

import dev.edmund.request.path.Segment;
import java.util.List;

/** One item of {@code $select} (Part 2, 5.1.4). */
public sealed interface SelectItem {

  <R> R accept(Visitor<R> visitor);

  /** {@code *}: every structural property. */
  record Star() implements SelectItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.star(this);
    }
  }

  /** {@code Namespace.*}: every action and function of a schema. */
  record AllOperations(String namespace) implements SelectItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.allOperations(this);
    }
  }

  /** A qualified operation name. */
  record Operation(String qualifiedName) implements SelectItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.operation(this);
    }
  }

  /**
   * A path of type casts and properties; the last may be a navigation property, which asks for its
   * link.
   */
  record Path(List<Segment> segments, QueryOptions options) implements SelectItem {
    public Path {
      segments = List.copyOf(segments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.path(this);
    }
  }

  /** What can be done to a select item. */
  interface Visitor<R> {
    R star(Star s);

    R allOperations(AllOperations s);

    R operation(Operation s);

    R path(Path s);
  }
}
