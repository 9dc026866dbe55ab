package dev.edmund.request.apply;

import dev.edmund.request.expr.Aggregation;
import dev.edmund.request.expr.Computation;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmFunction;
import org.jspecify.annotations.Nullable;

/** One transformation of {@code $apply} (Data Aggregation, 3.2 to 3.4 and 6.2). */
public sealed interface Transformation {

  <R> R accept(Visitor<R> visitor);

  /**
   * One item of {@code aggregate}.
   *
   * @param alias the name of the result; null for a custom aggregate that keeps its own
   */
  record Item(Aggregation aggregation, @Nullable String alias) {}

  /** Transformed instances under a name. */
  record Nested(TransformationSequence transformations, String alias) {}

  /** What the amount of {@link Extremes} limits. */
  enum Limit {
    COUNT,
    SUM,
    PERCENT
  }

  /** {@code aggregate(…)}: one instance of all (3.2.1). */
  record Aggregate(List<Item> items) implements Transformation {
    public Aggregate {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.aggregate(this);
    }
  }

  /**
   * {@code groupby((…),…)}: what follows is applied to each group; null leaves the groups (3.2.3).
   */
  record GroupBy(List<GroupElement> elements, @Nullable TransformationSequence then)
      implements Transformation {
    public GroupBy {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groupBy(this);
    }
  }

  /** {@code filter(…)}. */
  record Filter(Expr predicate) implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.filter(this);
    }
  }

  /** {@code compute(…)}: adds properties. */
  record Compute(List<Computation> items) implements Transformation {
    public Compute {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.compute(this);
    }
  }

  /** {@code search(…)}. */
  record Search(dev.edmund.request.expr.Search expression) implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.search(this);
    }
  }

  /** {@code orderby(…)}. */
  record OrderByKeys(List<OrderBy> keys) implements Transformation {
    public OrderByKeys {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.orderBy(this);
    }
  }

  /** {@code top(n)}. */
  record Top(long count) implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.top(this);
    }
  }

  /** {@code skip(n)}. */
  record Skip(long count) implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.skip(this);
    }
  }

  /**
   * {@code topcount topsum toppercent} and {@code bottom…}: the instances with the highest or
   * lowest values.
   *
   * @param amount evaluated for the whole collection
   * @param value evaluated for each instance
   */
  record Extremes(boolean highest, Limit limit, Expr amount, Expr value) implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extremes(this);
    }
  }

  /** {@code concat(…)}: the results of all, each applied to the same input. */
  record Concat(List<TransformationSequence> parts) implements Transformation {
    public Concat {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.concat(this);
    }
  }

  /** {@code identity}. */
  record Identity() implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.identity(this);
    }
  }

  /** {@code nest(…)}: one instance with the results as collections. */
  record Nest(List<Nested> items) implements Transformation {
    public Nest {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nest(this);
    }
  }

  /**
   * {@code addnested(path,…)}: adds transformed related instances beside the property at the end of
   * the path.
   */
  record AddNested(Expr path, List<Nested> items) implements Transformation {
    public AddNested {
      items = List.copyOf(items);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.addNested(this);
    }
  }

  /**
   * {@code join} and {@code outerjoin}: one instance for each related one, which the alias holds.
   */
  record Join(boolean outer, Expr path, String alias, @Nullable TransformationSequence related)
      implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.join(this);
    }
  }

  /** {@code ancestors(…)} (6.2.1). */
  record Ancestors(
      Hierarchy hierarchy,
      TransformationSequence start,
      @Nullable Long maxDistance,
      boolean keepStart)
      implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ancestors(this);
    }
  }

  /** {@code descendants(…)} (6.2.1). */
  record Descendants(
      Hierarchy hierarchy,
      TransformationSequence start,
      @Nullable Long maxDistance,
      boolean keepStart)
      implements Transformation {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.descendants(this);
    }
  }

  /** {@code traverse(…)} (6.2.2). */
  record Traverse(
      Hierarchy hierarchy,
      boolean preorder,
      @Nullable TransformationSequence start,
      List<OrderBy> siblings)
      implements Transformation {
    public Traverse {
      siblings = List.copyOf(siblings);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.traverse(this);
    }
  }

  /** A function of the model that is bound to the collection. */
  record Custom(EdmFunction function, List<Expr.Argument> arguments) implements Transformation {
    public Custom {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.custom(this);
    }
  }

  /** What can be done to a transformation; a new kind breaks the build of each. */
  interface Visitor<R> {
    R aggregate(Aggregate t);

    R groupBy(GroupBy t);

    R filter(Filter t);

    R compute(Compute t);

    R search(Search t);

    R orderBy(OrderByKeys t);

    R top(Top t);

    R skip(Skip t);

    R extremes(Extremes t);

    R concat(Concat t);

    R identity(Identity t);

    R nest(Nest t);

    R addNested(AddNested t);

    R join(Join t);

    R ancestors(Ancestors t);

    R descendants(Descendants t);

    R traverse(Traverse t);

    R custom(Custom t);
  }
}
