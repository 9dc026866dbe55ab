package dev.edmund.plan.expression;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.function.Arithmetics;
import dev.edmund.plan.function.Branches;
import dev.edmund.plan.function.Casts;
import dev.edmund.plan.function.CollectionFunctions;
import dev.edmund.plan.function.Comparisons;
import dev.edmund.plan.function.DynamicArguments;
import dev.edmund.plan.function.GeoFunctions;
import dev.edmund.plan.function.Literals;
import dev.edmund.plan.function.Membership;
import dev.edmund.plan.function.Offsets;
import dev.edmund.plan.function.Roots;
import dev.edmund.plan.function.Structures;
import dev.edmund.plan.function.TypeFunctions;
import dev.edmund.plan.operand.Distant;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.Drawn;
import dev.edmund.plan.operand.Gathered;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.operation.CallPlanner;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.Function;
import dev.edmund.request.expr.KeyValue;
import dev.edmund.request.expr.Search;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives an expression its meaning in a query under construction (Part 2, 5.1.1). */
public final class ExpressionPlanner implements Expr.Visitor<Operand> {
  private final Storage storage;
  private final Operand it;
  private final @Nullable QueryBuilder builder;
  private final Map<String, Operand> variables;
  private final @Nullable ExpressionPlanner around;
  private final @Nullable Gathered these;
  private final TypeFunctions types;

  /**
   * Plans expressions about one instance.
   *
   * @param it what {@code $it} and bare paths start from
   */
  public ExpressionPlanner(Storage storage, Operand it) {
    this(storage, it, it.query().orElse(null), Map.of(), null, null);
  }

  /**
   * Plans expressions about one value.
   *
   * @param builder the query that they stand in
   */
  public ExpressionPlanner(Storage storage, Operand it, QueryBuilder builder) {
    this(storage, it, builder, Map.of(), null, null);
  }

  /**
   * Plans expressions about one of many instances.
   *
   * @param these the collection that {@code $these} stands for
   */
  public ExpressionPlanner(Storage storage, Instances of, Gathered these) {
    this(storage, of.instance(), of.builder(), Map.of(), null, these);
  }

  /** Plans expressions about several instances of a query, each known by a name. */
  public ExpressionPlanner(Storage storage, Map<String, Operand> instances, QueryBuilder builder) {
    this(storage, Made.nothing(), builder, instances, null, null);
  }

  private ExpressionPlanner(
      Storage storage,
      Operand it,
      @Nullable QueryBuilder builder,
      Map<String, Operand> variables,
      @Nullable ExpressionPlanner around,
      @Nullable Gathered these) {
    this.storage = storage;
    this.it = it;
    this.builder = builder;
    this.variables = variables;
    this.around = around;
    this.these = these;
    this.types = new TypeFunctions(storage);
  }

  private QueryBuilder builder() {
    if (builder == null) {
      throw ODataException.notImplemented("A subquery in this expression", "$filter");
    }
    return builder;
  }

  /** For conditions on the members of a collection, around which this expression is. */
  private ExpressionPlanner about(Operand member) {
    return new ExpressionPlanner(storage, member, builder, variables, this, these);
  }

  public Condition condition(Expr expression) {
    return expression.accept(this).condition();
  }

  public Term term(Expr expression) {
    return expression.accept(this).term();
  }

  @Override
  public Operand literal(Expr.Literal e) {
    return Literals.of(e);
  }

  @Override
  public Operand parameter(Expr.Parameter e) {
    ColumnType type = Objects.requireNonNull(ColumnTypes.of(e.type()), "A value can be bound");
    return new Operand.Scalar(new Term.Parameter(e.position(), type));
  }

  @Override
  public Operand items(Expr.Items e) {
    return new Operand.ListOf(e.items().stream().map(i -> i.accept(this)).toList());
  }

  @Override
  public Operand json(Expr.JsonObject e) {
    Map<String, Operand> members = new LinkedHashMap<>();
    e.members().forEach(m -> members.put(m.name(), m.value().accept(this)));
    return new Operand.ObjectOf(members);
  }

  @Override
  public Operand it(Expr.It e) {
    return it;
  }

  @Override
  public Operand thisInstance(Expr.This e) {
    return it;
  }

  @Override
  public Operand root(Expr.Root e) {
    return Roots.operand(e.target(), storage, builder());
  }

  @Override
  public Operand outer(Expr.Outer e) {
    return outer(e.levels());
  }

  private Operand outer(int levels) {
    if (around == null) {
      return Distant.outer(it, levels, builder());
    }
    return levels == 1 ? around.it : around.outer(levels - 1);
  }

  @Override
  public Operand these(Expr.These e) {
    if (these == null) {
      throw ODataException.notImplemented("$these here", "$these");
    }
    return these;
  }

  @Override
  public Operand computed(Expr.Computed e) {
    return e.source().accept(this).part(e.name()).orElseThrow(() -> missing(e.name()));
  }

  private static ODataException missing(String name) {
    return new ODataException(
        ErrorCode.UNKNOWN_NAME, "The property " + name + " is not computed here.", name);
  }

  @Override
  public Operand keyed(Expr.Keyed e) {
    return keyed(e.source().accept(this).members(), e.key());
  }

  private Operand keyed(Operand.Members members, List<KeyValue> key) {
    Operand.Ranged range = members.range();
    if (!(range.variable() instanceof Operand.Entity entity)) {
      throw ODataException.notImplemented("A key predicate behind these values", null);
    }
    List<String> names = entity.alias().entity().type().getKeyPredicateNames();
    for (KeyValue value : key) {
      Column column = entity.alias().entity().key().get(names.indexOf(value.name()));
      range.builder().where(EntityAlias.equal(entity.alias().column(column), term(value.value())));
    }
    return Distant.found(entity.alias(), builder());
  }

  @Override
  public Operand filtered(Expr.Filtered e) {
    Operand.Members members = e.source().accept(this).members();
    return new Drawn(
        () -> {
          Operand.Ranged range = members.range();
          range.builder().where(about(range.variable()).condition(e.predicate()));
          return range;
        });
  }

  @Override
  public Operand aggregate(Expr.Aggregate e) {
    Expr source = e.source();
    AggregatePlanner aggregates =
        new AggregatePlanner(
            storage,
            () -> {
              Operand.Ranged range = source.accept(this).members().range();
              return new Instances(range.builder(), range.variable(), List.of(), true);
            });
    Transformation.Item item = new Transformation.Item(e.aggregation(), "");
    Instances result = aggregates.plan(List.of(item));
    Term value = result.instance().part("").orElseThrow(() -> missing("aggregate")).term();
    result.builder().select(value);
    return new Operand.Scalar(new Term.Subquery(result.builder().build(null, 0), value.type()));
  }

  @Override
  public Operand hierarchy(Expr.HierarchyCall e) {
    return new HierarchyCalls(storage, this, it).plan(e);
  }

  /** What a lambda ranges over, or an entity of a cross join. */
  @Override
  public Operand variable(Expr.Variable e) {
    Operand variable = variables.get(e.name());
    if (variable != null) {
      return variable;
    }
    if (around != null) {
      return around.variable(e);
    }
    if (it instanceof Made made && made.parts().containsKey(e.name())) {
      return made.part(e.name()).orElseThrow();
    }
    throw ODataException.notImplemented("The variable " + e.name() + " in this place", e.name());
  }

  @Override
  public Operand property(Expr.Property e) {
    String name = e.property().getName();
    Operand whole = e.source().accept(this);
    Optional<Operand> part = whole.part(name);
    if (part.isPresent()) {
      return part.get();
    }
    Operand source = whole.plain();
    if (source instanceof Operand.Document document) {
      return Documents.property(e.property(), document.place(), document.builder());
    }
    Operand.Step step = step(source, name);
    PropertyStorage property = step.parts().get(name);
    if (property == null) {
      throw ODataException.notImplemented("Storage of the property " + name, name);
    }
    Optional<PropertyStorage.Values> values = property.asValues();
    return values.isPresent() && source instanceof Distant
        ? new Operand.ValueMembers(builder(), source.presence(), values.get())
        : Properties.operand(property, step.access(), step.owner(), step.builder());
  }

  @Override
  public Operand dynamic(Expr.Dynamic e) {
    return e.source().accept(this).dynamic(e.name());
  }

  @Override
  public Operand navigation(Expr.Navigation e) {
    String name = e.property().getName();
    Operand from = e.source().accept(this);
    Optional<Operand> part = from.part(name);
    if (part.isPresent()) {
      return e.key() == null ? part.get() : keyed(part.get().members(), e.key());
    }
    Operand.Step step = step(from, name);
    Link link = step.links().get(name);
    EntityAlias source = step.owner();
    if (link == null || (source == null && !(from.plain() instanceof Distant))) {
      throw ODataException.notImplemented("Storage of the navigation property " + name, name);
    }
    Operand target = target(from.plain(), source, link);
    return e.key() == null ? target : keyed(target.members(), e.key());
  }

  private static Operand target(Operand from, @Nullable EntityAlias source, Link link) {
    if (source == null) {
      return ((Distant) from).follow(link);
    }
    return link.collection()
        ? new Operand.LinkMembers(source, link, null)
        : new Operand.Entity(source.related(link));
  }

  private static Operand.Step step(Operand source, String next) {
    return source
        .step()
        .orElseThrow(
            () ->
                new ODataException(
                    ErrorCode.TYPE_MISMATCH,
                    "Nothing can follow a single value: " + next + ".",
                    next));
  }

  @Override
  public Operand typeCast(Expr.TypeCast e) {
    return types.seenAs(e.source().accept(this).plain(), e.type());
  }

  @Override
  public Operand count(Expr.Count e) {
    Operand.Ranged range = e.source().accept(this).members().range();
    Search search = e.search();
    if (search != null) {
      range.builder().where(searched(search, range.variable()));
    }
    Expr filter = e.filter();
    if (filter != null) {
      range.builder().where(about(range.variable()).condition(filter));
    }
    return new Operand.Scalar(new Term.Subquery(range.builder().count(), ColumnType.INTEGER));
  }

  private static Condition searched(Search search, Operand member) {
    if (member.plain() instanceof Operand.Entity entity) {
      return SearchPlanner.condition(search, entity.alias());
    }
    throw ODataException.notImplemented("$search of what is no entity", "$search");
  }

  /** {@code all} is true unless a member fails; for null members a failing test is not unknown. */
  @Override
  public Operand lambda(Expr.Lambda e) {
    Operand.Ranged range = e.source().accept(this).members().range();
    Expr.Variable variable = e.variable();
    Expr predicate = e.predicate();
    if (variable != null && predicate != null) {
      Map<String, Operand> inner = new java.util.HashMap<>(variables);
      inner.put(variable.name(), range.variable());
      Condition holds =
          new ExpressionPlanner(storage, it, builder, inner, around, these).condition(predicate);
      range.builder().where(e.all() ? new Condition.Not(new Condition.Definite(holds)) : holds);
    }
    Condition exists = new Condition.Exists(range.builder().count());
    return new Operand.Bool(e.all() ? new Condition.Not(exists) : exists);
  }

  @Override
  public Operand logical(Expr.Logical e) {
    List<Condition> operands = e.operands().stream().map(this::condition).toList();
    return new Operand.Bool(e.and() ? new Condition.And(operands) : new Condition.Or(operands));
  }

  @Override
  public Operand not(Expr.Not e) {
    return new Operand.Bool(Negation.not(condition(e.operand())));
  }

  @Override
  public Operand compare(Expr.Compare e) {
    Operand left = e.left().accept(this).plain();
    Operand right = e.right().accept(this).plain();
    if (Structures.isStructure(left) || Structures.isStructure(right)) {
      Condition same =
          right.isNullLiteral()
              ? new Presence(this, types).isNull(e.left())
              : Structures.equal(left, e.left().type(), right, e.right().type());
      return new Operand.Bool(e.operator() == Comparison.EQ ? same : Negation.not(same));
    }
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return new Operand.Bool(Comparisons.compare(e.operator(), left, right));
    }
    return new Operand.Bool(
        Comparisons.compare(
            e.operator(),
            left.comparable(right, e.right().type()),
            right.comparable(left, e.left().type())));
  }

  @Override
  public Operand in(Expr.In e) {
    Operand left = e.left().accept(this);
    return new Operand.Bool(new Membership(left.plain(), e).of(e.right().accept(this)));
  }

  @Override
  public Operand arithmetic(Expr.Arithmetic e) {
    Operand left = e.left().accept(this);
    Operand right = e.right().accept(this);
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return new Operand.NullLiteral();
    }
    Term result = Casts.calculated(Arithmetics.plan(e.operator(), left, right), e.type());
    return new Operand.Scalar(result, Offsets.ofResult(result, left, right));
  }

  @Override
  public Operand negate(Expr.Negate e) {
    Operand negated = e.operand().accept(this);
    if (negated.isNullLiteral()) {
      return negated;
    }
    Term operand = negated.as(DynamicKind.NUMBER);
    Operation operation =
        operand.type() == ColumnType.DECIMAL || operand.type() == ColumnType.DURATION
            ? Operation.DECIMAL_NEGATE
            : Operation.NEGATE;
    return new Operand.Scalar(new Term.Apply(operation, List.of(operand), operand.type()));
  }

  @Override
  public Operand call(Expr.Call e) {
    if (e.function() == Function.CASE) {
      return cases(e);
    }
    if (e.function() == Function.ISDEFINED) {
      return new Operand.Bool(new Presence(this, types).defined(e.arguments().get(0)));
    }
    List<Operand> arguments = new ArrayList<>();
    e.arguments().forEach(a -> arguments.add(a.accept(this)));
    if (GeoFunctions.plans(e.function())) {
      return GeoFunctions.plan(e, arguments);
    }
    return CollectionFunctions.isMeant(e.function(), arguments)
        ? new CollectionFunctions(e, arguments, builder()).plan()
        : DynamicArguments.plan(e.function(), arguments);
  }

  private Operand cases(Expr.Call e) {
    List<Condition> conditions = new ArrayList<>();
    List<Operand> results = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i += 2) {
      conditions.add(condition(e.arguments().get(i)));
      results.add(e.arguments().get(i + 1).accept(this));
    }
    return new Branches(conditions, results).value(e.type());
  }

  @Override
  public Operand castTo(Expr.CastTo e) {
    return types.cast(e.source().accept(this).plain(), e.source().type(), e.type(), e.collection());
  }

  @Override
  public Operand isOf(Expr.IsOf e) {
    Operand source = e.source().accept(this).plain();
    return new Operand.Bool(types.isOf(source, e.source().type(), e.tested(), e.collection()));
  }

  @Override
  public Operand invoke(Expr.Invoke e) {
    Operand source = e.source() == null ? null : e.source().accept(this);
    return new CallPlanner(storage).value(e, source, this::term, this::builder);
  }

  @Override
  public Operand annotation(Expr.Annotation e) {
    throw ODataException.notImplemented("An annotation in an expression", "@" + e.term());
  }

  /** The expression as an optional filter. */
  public static void filter(Storage storage, EntityAlias of, @Nullable Expr filter) {
    if (filter != null) {
      of.builder().where(new ExpressionPlanner(storage, new Operand.Entity(of)).condition(filter));
    }
  }
}
