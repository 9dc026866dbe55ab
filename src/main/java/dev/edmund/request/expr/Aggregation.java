package dev.edmund.request.expr;

import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate expression (Data Aggregation, 3.2.1).
 *
 * @param measure what is aggregated, and how
 * @param from what it is aggregated over first, in the order written
 * @param type the type of the result; null when the service's definition says nothing
 */
public record Aggregation(Measure measure, List<From> from, @Nullable EdmType type) {
  public Aggregation {
    from = List.copyOf(from);
  }

  /**
   * {@code from p1,p2 with method}: aggregated over the groups of the properties.
   *
   * @param method null behind a custom aggregate, which is then applied again
   */
  public record From(List<Expr> properties, @Nullable AggregationMethod method) {
    public From {
      properties = List.copyOf(properties);
    }
  }

  /** What is aggregated. */
  public sealed interface Measure {
    <R> R accept(Visitor<R> visitor);

    /** The expression or path that it is about. */
    Expr expression();
  }

  /**
   * {@code expression with method}.
   *
   * @param expression evaluated for each instance; only where it is a path may it lead through
   *     collections, whose members then are what is aggregated
   */
  public record Values(Expr expression, AggregationMethod method) implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.values(this);
    }
  }

  /** {@code $count} of the instances, or {@code path/$count} of what a path leads to. */
  public record Count(Expr expression) implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  /**
   * A custom aggregate of the service.
   *
   * @param expression the path to the instances that have it
   * @param method how the property of that name is aggregated; null where the model does not say
   */
  public record Custom(Expr expression, String name, @Nullable AggregationMethod method)
      implements Measure {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.custom(this);
    }
  }

  /** What can be done to a measure. */
  public interface Visitor<R> {
    R values(Values m);

    R count(Count m);

    R custom(Custom m);
  }
}
