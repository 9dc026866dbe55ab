package dev.edmund.plan.expression;

import dev.edmund.model.Model;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.GroupElement;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/** Plans {@code groupby} (Data Aggregation, 3.2.3). */
final class GroupPlanner {
  private final Model model;
  private final ApplyPlanner transformations;
  private final Supplier<Instances> input;

  GroupPlanner(Model model, ApplyPlanner transformations, Supplier<Instances> input) {
    this.model = model;
    this.transformations = transformations;
    this.input = input;
  }

  Instances plan(Transformation.GroupBy t) {
    if (RollupPlanner.isFor(t.elements())) {
      return new RollupPlanner(model, transformations, input, t.elements()).plan(t.then());
    }
    List<List<Expr>> groupings = groupings(t.elements());
    List<Instances> results = new ArrayList<>();
    for (List<Expr> paths : groupings) {
      results.add(grouped(paths, t.then()));
    }
    return results.size() == 1 ? results.get(0) : ApplyPlanner.union(results);
  }

  private Instances grouped(List<Expr> paths, @Nullable TransformationSequence then) {
    Supplier<Instances> groups = () -> projected(paths);
    return merged(then == null ? groups(groups.get()) : transformations.chain(then, groups).get());
  }

  private Instances projected(List<Expr> paths) {
    Instances in = input.get().open();
    return in.in(Projections.of(in.instance(), paths, model.storage()));
  }

  /** One instance without properties for each group. */
  static Instances groups(Instances in) {
    List<Term> partition = in.partition();
    // Without properties to group by there is one group of all, if there is any instance.
    List<Term> terms = partition.isEmpty() ? List.of(ApplyPlanner.integer(1)) : partition;
    terms.forEach(in.builder()::groupBy);
    in.builder().clearOrder();
    RowsOf rows = new RowsOf(List.of(in.builder()));
    return rows.instances(List.of(in.with(Made.nothing())), false);
  }

  /** What a group is of becomes part of its instances; stored ones have it anyway. */
  private static Instances merged(Instances result) {
    Made own = result.group();
    Instances outside = result.outside();
    Made made = Made.of(outside.instance());
    return outside.with(made.base() == null ? own.with(made) : expanding(made, own));
  }

  /** Stored instances have what they are grouped by; what is related is there by default. */
  private static Made expanding(Made made, Made group) {
    Made result = made;
    for (Map.Entry<String, Made.Part> entry : group.parts().entrySet()) {
      String name = entry.getKey();
      Made.Part part = entry.getValue();
      Optional<Operand> stored = made.declared(name);
      if (part.declared() instanceof EdmNavigationProperty
          && stored.isPresent()
          && !made.parts().containsKey(name)) {
        result = result.with(name, part.with(stored.get()));
      }
    }
    return result;
  }

  /** What {@code rollup} stands for: the combinations of the levels of all. */
  private static List<List<Expr>> groupings(List<GroupElement> elements) {
    List<List<Expr>> combinations = List.of(List.of());
    for (GroupElement element : elements) {
      List<List<Expr>> alternatives = element.accept(new Levels());
      List<List<Expr>> longer = new ArrayList<>();
      for (List<Expr> before : combinations) {
        for (List<Expr> alternative : alternatives) {
          List<Expr> paths = new ArrayList<>(before);
          paths.addAll(alternative);
          longer.add(paths);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  /** The paths that one element groups by, finest first. */
  private static final class Levels implements GroupElement.Visitor<List<List<Expr>>> {
    @Override
    public List<List<Expr>> property(GroupElement.Property e) {
      return List.of(List.of(e.path()));
    }

    @Override
    public List<List<Expr>> rollup(GroupElement.Rollup e) {
      List<List<Expr>> levels = new ArrayList<>();
      for (int size = e.levels().size(); size >= (e.total() ? 0 : 1); size--) {
        levels.add(e.levels().subList(0, size));
      }
      return levels;
    }

    @Override
    public List<List<Expr>> rollupRecursive(GroupElement.RollupRecursive e) {
      throw new IllegalStateException("Planned elsewhere");
    }
  }
}
