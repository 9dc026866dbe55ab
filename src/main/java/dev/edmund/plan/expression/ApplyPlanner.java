package dev.edmund.plan.expression;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.plan.operand.Gathered;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Hierarchy;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.OrderBy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code $apply} (Data Aggregation, 3): each transformation turns instances into others, all
 * of it in one statement. What a transformation takes is planned anew for each use, because {@code
 * concat} and its like read it more than once.
 */
public final class ApplyPlanner {
  private final Model model;
  private final Limits limits;

  public ApplyPlanner(Model model, Limits limits) {
    this.model = model;
    this.limits = limits;
  }

  /** The instances that come out. */
  public Instances plan(TransformationSequence sequence, Supplier<Instances> input) {
    return chain(sequence, new Budget(limits).counted(input)).get();
  }

  /** How often the first input may be read, which nested {@code concat}s would multiply. */
  private static final class Budget {
    private final int most;
    private int reads;

    Budget(Limits limits) {
      this.most = limits.applyReads();
    }

    Supplier<Instances> counted(Supplier<Instances> input) {
      return () -> {
        if (++reads > most) {
          throw Limits.exceeded("applyReads", most, "$apply");
        }
        return input.get();
      };
    }
  }

  Supplier<Instances> chain(TransformationSequence sequence, Supplier<Instances> input) {
    Supplier<Instances> result = input;
    for (Transformation step : sequence.steps()) {
      Supplier<Instances> before = result;
      result = () -> step.accept(new Step(before));
    }
    return result;
  }

  /** What an expression means for one of the instances. */
  private ExpressionPlanner expressions(Instances of, Supplier<Instances> all) {
    return new ExpressionPlanner(model.storage(), of, new Gathered(all));
  }

  /** One transformation of what {@code input} plans. */
  private final class Step implements Transformation.Visitor<Instances> {
    private final Supplier<Instances> input;

    Step(Supplier<Instances> input) {
      this.input = input;
    }

    @Override
    public Instances aggregate(Transformation.Aggregate t) {
      return new AggregatePlanner(model.storage(), input).plan(t.items());
    }

    @Override
    public Instances groupBy(Transformation.GroupBy t) {
      return new GroupPlanner(model, ApplyPlanner.this, input).plan(t);
    }

    @Override
    public Instances filter(Transformation.Filter t) {
      Instances in = input.get().open();
      in.builder().where(expressions(in, input).condition(t.predicate()));
      return in;
    }

    @Override
    public Instances compute(Transformation.Compute t) {
      Instances in = input.get().open();
      return in.with(Computations.with(in.instance(), t.items(), expressions(in, input)));
    }

    @Override
    public Instances search(Transformation.Search t) {
      Instances in = input.get().open();
      in.builder().where(SearchPlanner.condition(t.expression(), in.instance()));
      return in;
    }

    @Override
    public Instances orderBy(Transformation.OrderByKeys t) {
      Instances in = input.get().open();
      List<Query.Ordering> before = in.builder().order();
      ExpressionPlanner planner = expressions(in, input);
      in.builder().clearOrder();
      for (OrderBy key : t.keys()) {
        in.builder().orderBy(OrderPlanner.term(planner, key.expression()), key.descending());
      }
      before.forEach(key -> in.builder().orderBy(key.term(), key.descending()));
      return in;
    }

    @Override
    public Instances top(Transformation.Top t) {
      return window(0, t.count());
    }

    @Override
    public Instances skip(Transformation.Skip t) {
      return window(t.count(), null);
    }

    private Instances window(long skip, @Nullable Long most) {
      Instances in = input.get().open();
      List<Term> partition = in.partition();
      if (partition.isEmpty()) {
        in.settleOrder();
        in.builder().window(skip, most);
        return in;
      }
      Ranked ranked = ranked(in, null, in.total());
      Term number = ranked.term();
      ranked
          .rows()
          .builder()
          .where(
              most == null
                  ? compare(Condition.Comparator.GREATER, number, integer(skip))
                  : compare(Condition.Comparator.LESS_OR_EQUAL, number, integer(most)));
      return ranked.rows();
    }

    @Override
    public Instances extremes(Transformation.Extremes t) {
      Instances in = input.get().open();
      Term value = ranking(t, t.value().accept(expressions(in, input)));
      List<Query.Ordering> order = new ArrayList<>();
      order.add(new Query.Ordering(value, t.highest()));
      in.instance().identity().forEach(term -> order.add(new Query.Ordering(term, false)));
      in.builder().clearOrder();
      return switch (t.limit()) {
        case COUNT -> {
          if (in.partition().isEmpty() && t.amount() instanceof Expr.Literal) {
            yield first(in, order, amount(in, t));
          }
          Ranked ranked = ranked(in, null, order);
          Term most = amount(ranked.rows(), t);
          yield kept(ranked, compare(Condition.Comparator.LESS_OR_EQUAL, ranked.term(), most));
        }
        case SUM -> {
          Ranked ranked = ranked(in, Numbers.toDecimal(value), order);
          Term enough = Numbers.toDecimal(amount(ranked.rows(), t));
          yield kept(ranked, before(ranked, value, enough));
        }
        case PERCENT -> {
          Term exact = Numbers.toDecimal(value);
          Ranked ranked = ranked(in, exact, order);
          Term all =
              ranked.seen(new Term.Window(exact, in.partition(), List.of(), ColumnType.DECIMAL));
          Term percent = Numbers.toDecimal(amount(ranked.rows(), t));
          Term enough =
              decimal(
                  Operation.DECIMAL_MULTIPLY,
                  decimal(Operation.DECIMAL_MULTIPLY, all, percent),
                  new Term.Bind(new BigDecimal("0.01"), ColumnType.DECIMAL));
          yield kept(ranked, before(ranked, value, enough));
        }
      };
    }

    /** The same by a plain limit, for which an index may do. */
    private Instances first(Instances in, List<Query.Ordering> order, Term amount) {
      long most =
          amount instanceof Term.Bind bind && bind.value() instanceof Number number
              ? number.longValue()
              : 0;
      order.forEach(key -> in.builder().orderBy(key.term(), key.descending()));
      in.builder().window(0, most);
      Instances rows = in.wrapped();
      rows.builder().clearOrder();
      return rows;
    }

    private Term amount(Instances rows, Transformation.Extremes t) {
      Term amount = expressions(rows, input).term(t.amount());
      if (amount instanceof Term.Bind bind && bind.value() instanceof Number number) {
        check(t.limit(), new BigDecimal(number.toString()));
      }
      return amount;
    }

    /** What is no literal is not known before the statement runs. */
    private static void check(Transformation.Limit limit, BigDecimal amount) {
      boolean whole = amount.stripTrailingZeros().scale() <= 0;
      boolean right =
          switch (limit) {
            case COUNT -> whole && amount.signum() > 0;
            case SUM -> true;
            case PERCENT -> amount.signum() > 0 && amount.compareTo(BigDecimal.valueOf(100)) <= 0;
          };
      if (!right) {
        String wanted =
            limit == Transformation.Limit.COUNT
                ? "a positive integer"
                : "a positive number up to 100";
        throw new ODataException(
            ErrorCode.INVALID_VALUE,
            "$apply: the first parameter must be " + wanted + ", and is not " + amount + ".",
            "$apply");
      }
    }

    private Instances kept(Ranked ranked, Condition condition) {
      ranked.rows().builder().where(condition);
      return ranked.rows();
    }

    private static Term ranking(Transformation.Extremes t, Operand value) {
      if (t.limit() == Transformation.Limit.COUNT) {
        return value.term();
      }
      Term number = value.as(DynamicKind.NUMBER);
      if (!Numbers.isNumber(number.type()) && !value.isNullLiteral()) {
        throw new ODataException(
            ErrorCode.TYPE_MISMATCH, "$apply: the second parameter must be a number.", "$apply");
      }
      return number;
    }

    /** The rows before a row do not make up what is wanted yet; nulls add nothing. */
    private Condition before(Ranked ranked, Term value, Term enough) {
      Term own = ranked.seen(Numbers.toDecimal(value));
      Condition isNull = new Condition.IsNull(own);
      Condition less = compare(Condition.Comparator.LESS, ranked.term(), enough);
      Condition none =
          new Condition.And(
              List.of(
                  new Condition.IsNull(ranked.term()),
                  compare(Condition.Comparator.LESS, Aggregates.ZERO, enough)));
      Condition lessWithout =
          compare(
              Condition.Comparator.LESS,
              decimal(Operation.DECIMAL_SUBTRACT, ranked.term(), own),
              enough);
      return new Condition.Or(
          List.of(
              lessWithout,
              new Condition.And(List.of(isNull, new Condition.Or(List.of(less, none))))));
    }

    @Override
    public Instances concat(Transformation.Concat t) {
      List<Instances> parts = new ArrayList<>();
      for (TransformationSequence part : t.parts()) {
        parts.add(chain(part, input).get());
      }
      return union(parts);
    }

    @Override
    public Instances identity(Transformation.Identity t) {
      return input.get();
    }

    @Override
    public Instances nest(Transformation.Nest t) {
      return new Nesting(model, ApplyPlanner.this).nest(t, input);
    }

    @Override
    public Instances addNested(Transformation.AddNested t) {
      return new Nesting(model, ApplyPlanner.this).addNested(t, input);
    }

    @Override
    public Instances join(Transformation.Join t) {
      return new JoinPlanner(model.storage(), ApplyPlanner.this).plan(t, input);
    }

    @Override
    public Instances ancestors(Transformation.Ancestors t) {
      return hierarchy(t.hierarchy())
          .related(HierarchyNodes.Way.UP, input, t.start(), t.maxDistance(), t.keepStart());
    }

    @Override
    public Instances descendants(Transformation.Descendants t) {
      return hierarchy(t.hierarchy())
          .related(HierarchyNodes.Way.DOWN, input, t.start(), t.maxDistance(), t.keepStart());
    }

    @Override
    public Instances traverse(Transformation.Traverse t) {
      return hierarchy(t.hierarchy()).traverse(input, t);
    }

    private HierarchyPlanner hierarchy(Hierarchy hierarchy) {
      return new HierarchyPlanner(model.storage(), ApplyPlanner.this, hierarchy);
    }

    @Override
    public Instances custom(Transformation.Custom t) {
      String name = t.function().getFullQualifiedName().getFullQualifiedNameAsString();
      throw ODataException.notImplemented("The function " + name + " in $apply", name);
    }
  }

  /** The rows of all, one behind the other. */
  static Instances union(List<Instances> parts) {
    List<Instances> open = parts.stream().map(Instances::unselected).toList();
    RowsOf rows = new RowsOf(open.stream().map(Instances::builder).toList());
    // A number for each part keeps them in their order.
    List<Term> number = new ArrayList<>();
    for (long i = 0; i < open.size(); i++) {
      number.add(integer(i));
    }
    Instances all = rows.instances(open, false);
    rows.builder().orderBy(rows.term(number), false);
    order(open, rows);
    return all;
  }

  /** The orders of the parts, where they all have as many keys. */
  private static void order(List<Instances> parts, RowsOf rows) {
    int keys = parts.stream().mapToInt(p -> p.builder().order().size()).max().orElse(0);
    for (int key = 0; key < keys; key++) {
      for (int part = 0; part < parts.size(); part++) {
        List<Query.Ordering> order = parts.get(part).builder().order();
        if (key < order.size()) {
          List<Term> terms = new ArrayList<>();
          for (int other = 0; other < parts.size(); other++) {
            Term term = order.get(key).term();
            terms.add(other == part ? term : new Term.Null(term.type()));
          }
          rows.builder().orderBy(rows.term(terms), order.get(key).descending());
        }
      }
    }
  }

  /**
   * Instances around others, each with a number or sum that it has among its group.
   *
   * @param term the number or sum
   */
  private record Ranked(RowsOf wrap, Instances rows, Term term) {
    /** A term of the inner query. */
    Term seen(Term inner) {
      return wrap.term(inner);
    }
  }

  private static Ranked ranked(Instances in, @Nullable Term summed, List<Query.Ordering> order) {
    RowsOf wrap = new RowsOf(List.of(in.builder()));
    for (Query.Ordering key : in.builder().order()) {
      wrap.builder().orderBy(wrap.term(key.term()), key.descending());
    }
    Instances rows = wrap.instances(List.of(in), in.distinct());
    ColumnType type = summed == null ? ColumnType.INTEGER : summed.type();
    return new Ranked(wrap, rows, wrap.term(new Term.Window(summed, in.partition(), order, type)));
  }

  static Term integer(long value) {
    return new Term.Bind(value, ColumnType.INTEGER);
  }

  static Condition compare(Condition.Comparator comparator, Term left, Term right) {
    Numbers.Sides sides = Numbers.promote(left, right);
    return new Condition.Compare(comparator, sides.left(), sides.right());
  }

  private static Term decimal(Operation operation, Term left, Term right) {
    return new Term.Apply(operation, List.of(left, right), ColumnType.DECIMAL);
  }
}
