package dev.edmund.plan.expression;

import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.GroupElement;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Aggregation;
import dev.edmund.request.expr.AggregationMethod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code groupby} with {@code rolluprecursive} (Data Aggregation, 6.3): one group for each
 * node, or for each combination of nodes, which what is grouped by besides parts further.
 */
final class RollupPlanner {
  /** What keeps the order of a traversal, in a group. */
  private static final String PLACE = "/place";

  private final Model model;
  private final ApplyPlanner transformations;
  private final Supplier<Instances> input;
  private final List<Recursion> recursions = new ArrayList<>();
  private final List<GroupElement> others = new ArrayList<>();

  /** One of the operators. */
  private record Recursion(Assigned assigned, @Nullable TransformationSequence start) {
    boolean isOrdered() {
      return start != null
          && start.steps().get(start.steps().size() - 1) instanceof Transformation.Traverse;
    }
  }

  RollupPlanner(
      Model model,
      ApplyPlanner transformations,
      Supplier<Instances> input,
      List<GroupElement> elements) {
    this.model = model;
    this.transformations = transformations;
    this.input = input;
    for (GroupElement element : elements) {
      if (element instanceof GroupElement.RollupRecursive e) {
        recursions.add(new Recursion(new Assigned(model.storage(), e.hierarchy()), e.start()));
      } else {
        others.add(element);
      }
    }
  }

  /** Whether this is for a list of elements. */
  static boolean isFor(List<GroupElement> elements) {
    return elements.stream().anyMatch(GroupElement.RollupRecursive.class::isInstance);
  }

  Instances plan(@Nullable TransformationSequence then) {
    Supplier<Instances> rolled = this::rolled;
    Instances result;
    if (!others.isEmpty()) {
      result =
          new GroupPlanner(model, transformations, rolled)
              .plan(new Transformation.GroupBy(others, then));
    } else if (then == null) {
      result = GroupPlanner.groups(rolled.get());
    } else {
      result = withEmpty(then, rolled).get();
    }
    return told(result);
  }

  /** Each instance once for each node that it is below, and grouped by these. */
  private Instances rolled() {
    Instances in = input.get().open();
    for (int i = 0; i < recursions.size(); i++) {
      Recursion recursion = recursions.get(i);
      Assigned assigned = recursion.assigned();
      HierarchyNodes nodes = assigned.nodes();
      Instances tops = tops(recursion);
      List<Term> kept = new ArrayList<>();
      kept.add(HierarchyNodes.rowId(tops.instance()));
      if (recursion.isOrdered()) {
        kept.add(place(tops));
      }
      Query begin = HierarchyNodes.rows(tops, kept, null);
      QueryBuilder below = nodes.reached(HierarchyNodes.Way.DOWN, begin, true, null);
      below.append(nodes.identifier(nodes.at(below, 0)));
      for (int k = 0; k < kept.size(); k++) {
        below.append(new Term.Output(below.alias(), k + 1, ColumnType.INTEGER, false));
      }
      Assigned.Joined joined = assigned.join(in, below);
      Instances rows = joined.instances();
      EntityAlias node = nodes.node(rows.builder(), joined.columns().get(0));
      List<Made> groups = new ArrayList<>(rows.groups());
      groups.add(group(assigned, node, joined.columns()));
      Made.Part known = Made.Part.dynamic(new Operand.Entity(node), null);
      in =
          rows.with(groups)
              .with(Made.of(rows.instance()).with(HierarchyCalls.rollupNode(i + 1), known));
    }
    return in;
  }

  private Instances tops(Recursion recursion) {
    HierarchyNodes nodes = recursion.assigned().nodes();
    TransformationSequence start = recursion.start();
    return start == null
        ? nodes.all()
        : Assigned.unselected(transformations.chain(start, nodes::all).get());
  }

  private static Term place(Instances tops) {
    return new Term.Window(null, List.of(), tops.total(), ColumnType.INTEGER);
  }

  private static Made group(Assigned assigned, EntityAlias node, List<Term> columns) {
    Made group = assigned.of(node);
    return columns.size() == 1
        ? group
        : group.with(PLACE, Made.Part.dynamic(new Operand.Scalar(columns.get(1)), null));
  }

  /** What a group is of becomes part of its instances (6.3: Π). */
  private Instances told(Instances result) {
    int outer = result.groups().size() - recursions.size();
    Made made = Made.of(result.instance());
    for (int i = 0; i < recursions.size(); i++) {
      made = Assigned.without(made, HierarchyCalls.rollupNode(i + 1));
    }
    List<Query.Ordering> before = result.builder().order();
    result.builder().clearOrder();
    for (Made group : result.groups().subList(outer, result.groups().size())) {
      group.parts().entrySet().stream()
          .filter(part -> part.getKey().equals(PLACE))
          .forEach(part -> result.builder().orderBy(part.getValue().value().term(), false));
      made = Assigned.with(made, Assigned.without(group, PLACE));
    }
    before.forEach(key -> result.builder().orderBy(key.term(), key.descending()));
    return result.with(result.groups().subList(0, outer)).with(made).repeated();
  }

  /** What is aggregated has a value for nodes without instances, too. */
  private Supplier<Instances> withEmpty(TransformationSequence then, Supplier<Instances> rolled) {
    for (int i = 0; i < then.steps().size(); i++) {
      if (then.steps().get(i) instanceof Transformation.Aggregate aggregate) {
        TransformationSequence head =
            new TransformationSequence(then.steps().subList(0, i + 1), then.result());
        TransformationSequence tail =
            new TransformationSequence(
                then.steps().subList(i + 1, then.steps().size()), then.result());
        Supplier<Instances> all =
            () -> filled(aggregate, transformations.chain(head, rolled).get());
        return transformations.chain(tail, all);
      }
    }
    return transformations.chain(then, rolled);
  }

  private Instances filled(Transformation.Aggregate t, Instances aggregated) {
    Instances found = Assigned.unselected(aggregated);
    Made made = Made.of(found.instance());
    Made none = Made.nothing();
    for (Map.Entry<String, Made.Part> part : made.parts().entrySet()) {
      none = none.with(part.getKey(), part.getValue().with(none(t, part)));
    }
    Instances every = Assigned.unselected(every()).with(none);
    RowsOf union = new RowsOf(List.of(found.builder(), every.builder()));
    Instances all = union.instances(List.of(found, every), false);
    all.groupRows();
    Made result = Made.nothing();
    for (Map.Entry<String, Made.Part> part : made.parts().entrySet()) {
      Operand each = all.instance().part(part.getKey()).orElseThrow();
      Operand one =
          each.isNullLiteral()
              ? each
              : new Operand.Scalar(
                  new Term.Aggregate(Term.Aggregator.MAX, each.term(), each.term().type()));
      result = result.with(part.getKey(), part.getValue().with(one));
    }
    RowsOf rows = new RowsOf(List.of(all.builder()));
    return rows.instances(List.of(all.with(result)), false);
  }

  /** What an item is without instances: null, but for numbers of things. */
  private static Operand none(Transformation.Aggregate t, Map.Entry<String, Made.Part> part) {
    boolean number =
        t.items().stream()
            .filter(item -> part.getKey().equals(item.alias()))
            .anyMatch(item -> isNumber(item.aggregation()));
    if (!number) {
      return new Operand.NullLiteral();
    }
    boolean decimal = part.getValue().value().term().type() == ColumnType.DECIMAL;
    return new Operand.Scalar(
        decimal ? new Term.Bind(BigDecimal.ZERO, ColumnType.DECIMAL) : ApplyPlanner.integer(0));
  }

  private static boolean isNumber(Aggregation aggregation) {
    return aggregation.from().isEmpty()
        && (aggregation.measure() instanceof Aggregation.Count
            || (aggregation.measure() instanceof Aggregation.Values values
                && values.method().kind() == AggregationMethod.Kind.COUNTDISTINCT));
  }

  /** A row for each group that there can be, in each group around. */
  private Instances every() {
    Instances around = input.get().open();
    QueryBuilder builder = null;
    List<Made> groups = new ArrayList<>();
    if (!around.partition().isEmpty()) {
      Instances outer = GroupPlanner.groups(around);
      builder = outer.builder();
      groups.addAll(outer.groups());
    }
    for (Recursion recursion : recursions) {
      Instances tops = tops(recursion);
      List<Term> kept = recursion.isOrdered() ? List.of(place(tops)) : List.of();
      Query rows = HierarchyNodes.rows(tops, kept, null);
      String alias;
      if (builder == null) {
        builder = QueryBuilder.over(a -> new Query.Derived(a, List.of(rows)));
        alias = builder.alias();
      } else {
        alias =
            builder.join(
                false, a -> new Query.Derived(a, List.of(rows)), a -> new Condition.Constant(true));
      }
      List<Term> columns = new ArrayList<>();
      for (int i = 0; i < rows.columns().size(); i++) {
        columns.add(Assigned.column(alias, i, rows));
      }
      EntityAlias node = recursion.assigned().nodes().node(builder, columns.get(0));
      groups.add(group(recursion.assigned(), node, columns));
    }
    if (builder == null) {
      throw new IllegalStateException("There is one recursion or more");
    }
    return new Instances(builder, Made.nothing(), groups, false);
  }
}
