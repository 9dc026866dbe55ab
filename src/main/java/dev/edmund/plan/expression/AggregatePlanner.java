package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.operand.Gathered;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.expr.Aggregation;
import dev.edmund.request.expr.AggregationMethod;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmStructuredType;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code aggregate} (Data Aggregation, 3.2.1). What is reached through navigation properties
 * is aggregated in branches of its own, because joins would repeat the rows of all others; the
 * results come together by what they are grouped by.
 */
final class AggregatePlanner {
  /** The name of the value in between (Data Aggregation, 3.2.1.6). */
  private static final String FROM = "";

  private final Storage storage;
  private final Joins joins;
  private final Supplier<Instances> input;

  AggregatePlanner(Storage storage, Supplier<Instances> input) {
    this.storage = storage;
    this.joins = new Joins(storage);
    this.input = input;
  }

  /**
   * What is aggregated in one pass.
   *
   * @param entities the path to the entities, each of which counts once; empty for the instances
   * @param values the path from there through collections
   * @param pass tells passes apart that cannot be one
   */
  private record Branch(DataPath entities, DataPath values, int pass) {
    static final Branch DIRECT = new Branch(new DataPath(List.of()), new DataPath(List.of()), 0);
  }

  /** The value of an item for the rows of a branch. */
  private interface Measure {
    Term of(Instances rows);
  }

  /**
   * An item and how it is made.
   *
   * @param nothing its value where nothing is reached
   */
  private record Planned(
      String name,
      Branch branch,
      Supplier<Instances> rows,
      Measure measure,
      Term nothing,
      Made.Part sample) {}

  Instances plan(List<Transformation.Item> items) {
    List<Planned> planned = new ArrayList<>();
    for (Transformation.Item item : items) {
      planned.add(planned(item, planned.size() + 1));
    }
    Map<Branch, List<Planned>> branches = new LinkedHashMap<>();
    // Groups are there where nothing can be reached from them, too.
    branches.put(Branch.DIRECT, new ArrayList<>());
    planned.forEach(p -> branches.computeIfAbsent(p.branch(), b -> new ArrayList<>()).add(p));
    if (branches.size() > 1
        && branches.getOrDefault(Branch.DIRECT, List.of()).isEmpty()
        && input.get().groups().isEmpty()) {
      branches.remove(Branch.DIRECT);
    }
    List<Instances> results = new ArrayList<>();
    for (Map.Entry<Branch, List<Planned>> branch : branches.entrySet()) {
      results.add(aggregated(branch.getKey(), branch.getValue(), planned));
    }
    return results.size() == 1 ? results.get(0) : merged(results, planned);
  }

  /** One pass: what it does not aggregate is null. */
  private Instances aggregated(Branch branch, List<Planned> own, List<Planned> all) {
    Instances rows = own.isEmpty() ? input.get().open() : own.get(0).rows().get();
    rows.builder().clearOrder();
    rows.groupRows();
    Made result = Made.nothing();
    for (Planned item : all) {
      Term value = item.branch().equals(branch) ? item.measure().of(rows) : item.nothing();
      Operand operand =
          value instanceof Term.Null ? new Operand.NullLiteral() : new Operand.Scalar(value);
      result = result.with(item.name(), item.sample().with(operand));
    }
    RowsOf wrap = new RowsOf(List.of(rows.builder()));
    if (rows.partition().isEmpty() && own.isEmpty()) {
      rows.builder().select(new Term.CountRows());
    }
    return wrap.instances(List.of(rows.with(result)), false);
  }

  /** The results of all passes, a row for each group. */
  private Instances merged(List<Instances> results, List<Planned> planned) {
    RowsOf union = new RowsOf(results.stream().map(Instances::builder).toList());
    Instances all = union.instances(results, false);
    all.groupRows();
    Made result = Made.nothing();
    for (Planned item : planned) {
      Term each = all.instance().part(item.name()).orElseThrow().term();
      // Only one of the passes has a value, but for numbers of things, which begin at zero.
      Term one = new Term.Aggregate(Term.Aggregator.MAX, each, each.type());
      result = result.with(item.name(), item.sample().with(new Operand.Scalar(one)));
    }
    RowsOf wrap = new RowsOf(List.of(all.builder()));
    return wrap.instances(List.of(all.with(result)), false);
  }

  private Planned planned(Transformation.Item item, int pass) {
    Aggregation aggregation = item.aggregation();
    String alias = item.alias();
    String name = alias == null ? customName(aggregation) : alias;
    Made.Part sample =
        new Made.Part(
            new Operand.NullLiteral(),
            aggregation.type(),
            alias == null ? property(aggregation.measure(), name) : null,
            null);
    if (!aggregation.from().isEmpty()) {
      int last = aggregation.from().size() - 1;
      Aggregation.From from = aggregation.from().get(last);
      Aggregation before =
          new Aggregation(
              aggregation.measure(), aggregation.from().subList(0, last), aggregation.type());
      AggregationMethod method = from.method() == null ? again(aggregation) : from.method();
      DataPath nowhere = new DataPath(List.of());
      return new Planned(
          name,
          new Branch(nowhere, nowhere, pass),
          () -> from(before, from.properties()),
          rows -> Aggregates.of(method, rows.instance().part(FROM).orElseThrow()),
          Aggregates.nothing(method),
          sample);
    }
    return aggregation.measure().accept(new Measures(name, pass, sample));
  }

  /** {@code groupby((p),aggregate(A as A1))}, without the groups that it is made of. */
  private Instances from(Aggregation aggregation, List<Expr> paths) {
    Supplier<Instances> grouped =
        () -> {
          Instances in = input.get().open();
          return in.in(Projections.of(in.instance(), paths, storage));
        };
    return new AggregatePlanner(storage, grouped)
        .plan(List.of(new Transformation.Item(aggregation, FROM)))
        .outside();
  }

  private static String customName(Aggregation aggregation) {
    return aggregation.measure() instanceof Aggregation.Custom custom ? custom.name() : "";
  }

  private static AggregationMethod again(Aggregation aggregation) {
    return aggregation.measure().accept(new Methods());
  }

  /** The property of the model that a custom aggregate has its name from (5.3). */
  private static @Nullable EdmProperty property(Aggregation.Measure measure, String name) {
    return measure.expression().type() instanceof EdmStructuredType type
        ? type.getStructuralProperty(name)
        : null;
  }

  /** What is applied once more behind {@code from} without a method. */
  private record Methods() implements Aggregation.Visitor<AggregationMethod> {
    @Override
    public AggregationMethod values(Aggregation.Values m) {
      return m.method();
    }

    @Override
    public AggregationMethod count(Aggregation.Count m) {
      return new AggregationMethod(AggregationMethod.Kind.SUM, null);
    }

    @Override
    public AggregationMethod custom(Aggregation.Custom m) {
      AggregationMethod method = m.method();
      if (method == null) {
        throw ODataException.notImplemented(
            "The custom aggregate "
                + m.name()
                + ", whose property has no recommended aggregation method,",
            m.name());
      }
      return method;
    }
  }

  /** How each kind of measure is made. */
  private final class Measures implements Aggregation.Visitor<Planned> {
    private final String name;
    private final int pass;
    private final Made.Part sample;

    Measures(String name, int pass, Made.Part sample) {
      this.name = name;
      this.pass = pass;
      this.sample = sample;
    }

    @Override
    public Planned values(Aggregation.Values m) {
      DataPath path = DataPath.of(m.expression()).orElse(null);
      boolean once =
          switch (m.method().kind()) {
            case SUM, AVERAGE, CUSTOM -> true;
            case MIN, MAX, COUNTDISTINCT -> false;
          };
      if (path == null || isDirect(path, once)) {
        return direct(
            rows -> Aggregates.of(m.method(), operand(rows, m.expression())),
            Aggregates.nothing(m.method()));
      }
      return through(
          path,
          once,
          (rows, reached) -> Aggregates.of(m.method(), reached),
          Aggregates.nothing(m.method()));
    }

    @Override
    public Planned count(Aggregation.Count m) {
      DataPath path = DataPath.of(m.expression()).orElse(null);
      if (path == null) {
        throw ODataException.notImplemented("$count of this expression", "$count");
      }
      if (path.isEmpty()) {
        return direct(rows -> Numbers.toDecimal(new Term.CountRows()), Aggregates.ZERO);
      }
      boolean values = path.toLastEntity() < path.steps().size();
      return through(
          path,
          values,
          (rows, reached) ->
              Numbers.toDecimal(
                  new Term.Aggregate(
                      values ? Term.Aggregator.COUNT : Term.Aggregator.COUNT_DISTINCT,
                      reached.presence(),
                      ColumnType.INTEGER)),
          Aggregates.ZERO);
    }

    /** The property that the aggregate has its name from, by its recommended method. */
    @Override
    public Planned custom(Aggregation.Custom m) {
      AggregationMethod method = new Methods().custom(m);
      EdmProperty property = property(m, m.name());
      if (property == null) {
        throw ODataException.notImplemented(
            "The custom aggregate " + m.name() + ", which no property has the name of,", m.name());
      }
      Expr path = new Expr.Property(m.expression(), property);
      return values(new Aggregation.Values(path, method));
    }

    private boolean isDirect(DataPath path, boolean once) {
      return path.toLastChoice() == 0 && (!once || path.toLastEntity() == 0);
    }

    private Planned direct(Measure measure, Term nothing) {
      return new Planned(name, Branch.DIRECT, () -> input.get().open(), measure, nothing, sample);
    }

    private Planned through(DataPath path, boolean once, ReachedMeasure measure, Term nothing) {
      int entities = path.toLastEntity();
      int choices = Math.max(entities, path.toLastChoice());
      DataPath head = path.head(entities);
      DataPath middle = path.tail(entities).head(choices - entities);
      DataPath rest = path.tail(choices);
      boolean alone = once || !middle.isEmpty();
      return new Planned(
          name,
          new Branch(head, middle, alone ? pass : 0),
          () -> reached(head, middle, once && entities > 0),
          rows -> measure.of(rows, joins.follow(rows, rest)),
          nothing,
          sample);
    }
  }

  /** The value of an item for what is reached in each row. */
  private interface ReachedMeasure {
    Term of(Instances rows, Operand reached);
  }

  private Operand operand(Instances rows, Expr expression) {
    return expression.accept(new ExpressionPlanner(storage, rows, new Gathered(input)));
  }

  /** A row for each entity at the end of a path, or for each value behind it. */
  private Instances reached(DataPath entities, DataPath values, boolean once) {
    Instances in = input.get().open();
    Instances at = in.with(joins.follow(in, entities));
    if (once) {
      at.builder().clearOrder();
      at.groupRows();
      at.instance().identity().forEach(at.builder()::groupBy);
      at = at.wrapped();
    }
    return at.with(joins.follow(at, values));
  }
}
