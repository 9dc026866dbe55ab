package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Gathered;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Hierarchy;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans {@code ancestors}, {@code descendants} and {@code traverse} (Data Aggregation, 6.2). */
final class HierarchyPlanner {
  /** Numbers from here on have as many digits as each other, and sort as texts. */
  private static final long FIRST_NUMBER = 10_000_000_000L;

  private final Storage storage;
  private final ApplyPlanner transformations;
  private final Assigned assigned;
  private final HierarchyNodes nodes;

  HierarchyPlanner(Storage storage, ApplyPlanner transformations, Hierarchy hierarchy) {
    this.storage = storage;
    this.transformations = transformations;
    this.assigned = new Assigned(storage, hierarchy);
    this.nodes = assigned.nodes();
  }

  /** The instances whose nodes lie that way from the nodes of those that {@code start} leaves. */
  Instances related(
      HierarchyNodes.Way way,
      Supplier<Instances> input,
      TransformationSequence start,
      @Nullable Long distance,
      boolean keepStart) {
    Instances in = input.get().open();
    Instances from = Assigned.unselected(transformations.chain(start, input).get());
    Operand identifier = new Joins(storage).follow(from, assigned.path());
    from.builder().clearOrder();
    from.builder().append(identifier.term());
    List<Term> partition = from.partition();
    partition.forEach(from.builder()::append);
    Query starts = from.builder().build(null, 0);
    return partition.isEmpty()
        ? related(way, in, starts, distance, keepStart)
        : perGroup(way, in, starts, distance, keepStart);
  }

  private Instances related(
      HierarchyNodes.Way way,
      Instances in,
      Query starts,
      @Nullable Long distance,
      boolean keepStart) {
    Instances begin = nodes.all();
    begin.builder().where(new Condition.Among(List.of(nodes.identifier(begin.instance())), starts));
    Query rows = HierarchyNodes.rows(begin, List.of(), distance);
    Query reached = nodes.identifiers(nodes.reached(way, rows, keepStart, distance)).build(null, 0);
    in.builder()
        .where(
            HierarchyNodes.any(
                storage,
                in.instance(),
                assigned.path(),
                id -> new Condition.Among(List.of(id), reached)));
    return in;
  }

  /** The same where the start of one group says nothing about another. */
  private Instances perGroup(
      HierarchyNodes.Way way,
      Instances in,
      Query starts,
      @Nullable Long distance,
      boolean keepStart) {
    if (assigned.isMany()) {
      throw ODataException.notImplemented(
          "A hierarchy whose nodes are reached through a collection in groupby", "$apply");
    }
    Instances begin = nodes.all();
    Term own = nodes.identifier(begin.instance());
    String alias =
        begin
            .builder()
            .join(
                false,
                a -> new Query.Derived(a, List.of(starts)),
                a -> EntityAlias.equal(Assigned.column(a, 0, starts), own));
    List<Term> kept = new ArrayList<>();
    for (int i = 1; i < starts.columns().size(); i++) {
      kept.add(Assigned.column(alias, i, starts));
    }
    QueryBuilder reached =
        nodes.reached(way, HierarchyNodes.rows(begin, kept, distance), keepStart, distance);
    reached.groupBy(nodes.identifier(nodes.at(reached, 0)));
    for (int i = 0; i < kept.size(); i++) {
      reached.groupBy(new Term.Output(reached.alias(), i + 1, kept.get(i).type(), true));
    }
    Query found = reached.build(null, 0);
    Term identifier = new Joins(storage).follow(in, assigned.path()).term();
    List<Term> partition = in.partition();
    in.builder()
        .join(
            false,
            a -> new Query.Derived(a, List.of(found)),
            a -> {
              List<Condition> same = new ArrayList<>();
              same.add(EntityAlias.equal(Assigned.column(a, 0, found), identifier));
              for (int i = 0; i < partition.size(); i++) {
                same.add(new Condition.Same(Assigned.column(a, i + 1, found), partition.get(i)));
              }
              return new Condition.And(same);
            });
    return in;
  }

  /** The instances in the order of their nodes, once for each way that leads there. */
  Instances traverse(Supplier<Instances> input, Transformation.Traverse t) {
    Instances start =
        t.start() == null
            ? nodes.ends(HierarchyNodes.Way.UP)
            : Assigned.unselected(transformations.chain(t.start(), nodes::all).get());
    QueryBuilder tree = ways(start, t.start() == null, t.siblings());
    Term way = new Term.Output(tree.alias(), 1, ColumnType.TEXT, false);
    tree.append(nodes.identifier(nodes.at(tree, 0)));
    tree.append(new Term.Output(tree.alias(), 0, ColumnType.INTEGER, false));
    // What follows a node on its way sorts before the mark, so that the node is last.
    tree.append(t.preorder() ? way : concat(way, text("~")));
    Assigned.Joined joined = assigned.join(input.get(), tree);
    Instances in = joined.instances();
    EntityAlias node = nodes.node(in.builder(), joined.columns().get(0));
    List<Query.Ordering> before = in.builder().order();
    in.builder().clearOrder();
    in.builder().orderBy(joined.columns().get(1), false);
    before.forEach(key -> in.builder().orderBy(key.term(), key.descending()));
    return in.with(Assigned.with(in.instance(), assigned.isMany() ? many() : assigned.of(node)));
  }

  /** The instances can be filtered by, but what tells them apart is a collection of one. */
  private Made many() {
    Gathered one =
        new Gathered(
            () -> {
              throw ODataException.notImplemented(
                  "A node that is reached through a collection", "$apply");
            });
    String name = DataPath.name(assigned.path().steps().get(0)).orElseThrow();
    return Made.nothing().with(name, Made.Part.dynamic(one, null));
  }

  /** Every way from a start along the hierarchy: where it ends, and the numbers on it. */
  private QueryBuilder ways(Instances start, boolean roots, List<OrderBy> siblings) {
    Instances all = nodes.all();
    Term each = number(all, ".", siblings);
    Query numbers = HierarchyNodes.rows(all, List.of(each), null);
    // Roots are in the order of all nodes; other starts have one of their own.
    String numbered =
        start
            .builder()
            .join(
                false,
                a -> new Query.Derived(a, List.of(numbers)),
                a ->
                    EntityAlias.equal(
                        Assigned.column(a, 0, numbers), HierarchyNodes.rowId(start.instance())));
    Term own = Assigned.column(numbered, 1, numbers);
    Term way = roots ? own : concat(number(start, "!", siblings), own);
    Query begin = HierarchyNodes.rows(start, List.of(way), null);
    return QueryBuilder.over(
        alias -> {
          String name = "r" + alias;
          return new Query.Recursive(alias, name, begin, further(name, numbers));
        });
  }

  private Query further(String name, Query numbers) {
    HierarchyNodes.Edges edges = nodes.edges();
    QueryBuilder builder = edges.builder();
    String before =
        builder.join(
            false,
            a -> new Query.Again(a, name),
            a -> EntityAlias.equal(Assigned.column(a, 0, numbers), edges.parentId()));
    String numbered =
        builder.join(
            false,
            a -> new Query.Derived(a, List.of(numbers)),
            a -> EntityAlias.equal(Assigned.column(a, 0, numbers), edges.childId()));
    Term way = Assigned.column(before, 1, numbers);
    Term own = Assigned.column(numbered, 1, numbers);
    builder.append(edges.childId());
    builder.append(concat(way, own));
    // A node that the way has come through would make it a cycle.
    Term position = new Term.Apply(Operation.INDEX_OF, List.of(way, own), ColumnType.INTEGER);
    builder.where(
        ApplyPlanner.compare(Condition.Comparator.LESS, position, ApplyPlanner.integer(0)));
    return builder.build(null, 0);
  }

  /** The number of a node among others, as a text that sorts like it. */
  private Term number(Instances of, String mark, List<OrderBy> siblings) {
    ExpressionPlanner expressions = new ExpressionPlanner(storage, of.instance());
    List<Query.Ordering> order = new ArrayList<>();
    for (OrderBy key : siblings) {
      Term term = OrderPlanner.term(expressions, key.expression());
      order.add(new Query.Ordering(term, key.descending()));
    }
    order.addAll(of.total());
    Term row = new Term.Window(null, List.of(), order, ColumnType.INTEGER);
    Term number =
        new Term.Apply(
            Operation.ADD, List.of(ApplyPlanner.integer(FIRST_NUMBER), row), ColumnType.INTEGER);
    Term digits = new Term.Apply(Operation.INTEGER_TO_TEXT, List.of(number), ColumnType.TEXT);
    return concat(text(mark), digits);
  }

  private static Term text(String value) {
    return new Term.Bind(value, ColumnType.TEXT);
  }

  private static Term concat(Term left, Term right) {
    return new Term.Apply(Operation.CONCAT, List.of(left, right), ColumnType.TEXT);
  }
}
