package dev.edmund.request.apply;

import dev.edmund.request.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code groupby} groups by (Data Aggregation, 3.2.3). */
public sealed interface GroupElement {

  <R> R accept(Visitor<R> visitor);

  /** A path of single-valued properties. */
  record Property(Expr path) implements GroupElement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.property(this);
    }
  }

  /**
   * {@code rollup(…)}: subtotals from the last level up.
   *
   * @param levels the paths from the coarsest level on
   * @param hierarchy the leveled hierarchy that the levels are those of, where it was named
   * @param total whether there is a grand total as well: {@code rollup($all,…)}
   */
  record Rollup(List<Expr> levels, @Nullable String hierarchy, boolean total)
      implements GroupElement {
    public Rollup {
      levels = List.copyOf(levels);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rollup(this);
    }
  }

  /**
   * {@code rolluprecursive(…)}: one group for each node, of its descendants and itself.
   *
   * @param start what leaves the nodes to roll up to; null for all
   */
  record RollupRecursive(Hierarchy hierarchy, @Nullable TransformationSequence start)
      implements GroupElement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.rollupRecursive(this);
    }
  }

  /** What can be done to an element. */
  interface Visitor<R> {
    R property(Property e);

    R rollup(Rollup e);

    R rollupRecursive(RollupRecursive e);
  }
}
