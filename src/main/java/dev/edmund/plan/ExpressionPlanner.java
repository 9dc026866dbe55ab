package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.DynamicKind;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Gives an expression its meaning in a query under construction (Part 2, 5.1.1). */
final class ExpressionPlanner implements Expr.Visitor<Operand> {
  private final Storage storage;
  private final Operand it;
  private final Map<String, Operand> variables;
  private final @Nullable Gathered these;

  /**
   * Plans expressions about one instance.
   *
   * @param it what {@code $it} and bare paths start from
   */
  ExpressionPlanner(Storage storage, Operand it) {
    this(storage, it, Map.of(), null);
  }

  /**
   * Plans expressions about one of many instances.
   *
   * @param these the collection that {@code $these} stands for
   */
  ExpressionPlanner(Storage storage, Operand it, Gathered these) {
    this(storage, it, Map.of(), these);
  }

  private ExpressionPlanner(
      Storage storage, Operand it, Map<String, Operand> variables, @Nullable Gathered these) {
    this.storage = storage;
    this.it = it;
    this.variables = variables;
    this.these = these;
  }

  Condition condition(Expr expression) {
    return expression.accept(this).condition();
  }

  Term term(Expr expression) {
    return expression.accept(this).term();
  }

  @Override
  public Operand literal(Expr.Literal e) {
    EdmType type = e.type();
    String text = e.text();
    if (type == null || text == null) {
      return new Operand.NullLiteral();
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      throw ODataException.notImplemented("A literal of " + type.getName(), text);
    }
    try {
      Integer offset = columnType == ColumnType.DATETIME ? Values.offset(text) : null;
      return new Operand.Scalar(
          new Term.Bind(Values.parse(type, text), columnType),
          offset == null ? null : new Term.Bind((long) offset, ColumnType.INTEGER));
    } catch (IllegalArgumentException wrong) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "The literal " + text + " is wrong: " + wrong.getMessage() + ".",
          text);
    }
  }

  @Override
  public Operand items(Expr.Items e) {
    return new Operand.ListOf(e.items().stream().map(i -> i.accept(this)).toList());
  }

  @Override
  public Operand json(Expr.JsonObject e) {
    throw ODataException.notImplemented("A JSON object in an expression", "{}");
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
    throw ODataException.notImplemented("$root in an expression", "$root/" + e.target().getName());
  }

  @Override
  public Operand outer(Expr.Outer e) {
    throw ODataException.notImplemented("An outer instance inside of nested options", "$it");
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
    throw ODataException.notImplemented("A key predicate in an expression", e.type().getName());
  }

  @Override
  public Operand filtered(Expr.Filtered e) {
    throw ODataException.notImplemented(
        "/$filter followed by anything but /$count in an expression", "$filter");
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
    String name = e.function().text();
    throw ODataException.notImplemented("The function " + name, name);
  }

  @Override
  public Operand variable(Expr.Variable e) {
    Operand variable = variables.get(e.name());
    if (variable == null) {
      throw new IllegalStateException("The parser resolves range variables");
    }
    return variable;
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
    return Properties.operand(property, step.access(), step.owner(), step.builder());
  }

  @Override
  public Operand dynamic(Expr.Dynamic e) {
    return e.source().accept(this).dynamic(e.name());
  }

  @Override
  public Operand navigation(Expr.Navigation e) {
    String name = e.property().getName();
    Operand whole = e.source().accept(this);
    Optional<Operand> part = whole.part(name);
    if (part.isPresent()) {
      return part.get();
    }
    Operand.Step step = step(whole, name);
    Link link = step.links().get(name);
    EntityAlias source = step.owner();
    if (link == null || source == null) {
      throw ODataException.notImplemented("Storage of the navigation property " + name, name);
    }
    if (e.key() != null) {
      throw ODataException.notImplemented("A key predicate in an expression", name);
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
    Operand source = e.source().accept(this).plain();
    if (e.type() instanceof EdmEntityType type) {
      EntityStorage derived =
          storage
              .of(type)
              .orElseThrow(
                  () ->
                      ODataException.notImplemented("Storage of the type " + type.getName(), null));
      if (source instanceof Operand.Entity entity) {
        return new Operand.Entity(entity.alias().as(derived));
      }
      if (source instanceof Operand.LinkMembers members) {
        return new Operand.LinkMembers(members.source(), members.link(), derived);
      }
    }
    return e.type() instanceof EdmComplexType type ? complexCast(source, type) : source;
  }

  /** Values in columns have the declared type, so that a cast only names what they are anyway. */
  private Operand complexCast(Operand source, EdmComplexType type) {
    if (source instanceof Operand.Document document) {
      Condition isOf = Documents.isOf(document, type, storage);
      return Documents.as(type, document.place(), isOf, document.builder());
    }
    if (source instanceof Operand.Dynamic dynamic) {
      Condition isOf = Documents.isOf(dynamic, type, storage);
      return Documents.as(type, dynamic.place(), isOf, dynamic.builder());
    }
    if (source instanceof Operand.Structure) {
      return source;
    }
    throw ODataException.notImplemented("A type cast of these values", type.getName());
  }

  @Override
  public Operand count(Expr.Count e) {
    if (e.search() != null) {
      throw ODataException.notImplemented("$search inside of an expression", "$search");
    }
    Operand.Ranged range = e.source().accept(this).members().range();
    Expr filter = e.filter();
    if (filter != null) {
      range
          .builder()
          .where(
              new ExpressionPlanner(storage, range.variable(), variables, these).condition(filter));
    }
    return new Operand.Scalar(new Term.Subquery(range.builder().count(), ColumnType.INTEGER));
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
      Condition holds = new ExpressionPlanner(storage, it, inner, these).condition(predicate);
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
    Operand left = e.left().accept(this);
    Operand right = e.right().accept(this);
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
    Operand right = e.right().accept(this);
    if (right.items().isPresent()) {
      return new Operand.Bool(in(left, right.items().get(), e.right()));
    }
    Operand.Ranged range = right.members().range();
    Operand each = range.variable();
    range
        .builder()
        .where(
            Comparisons.equal(
                left.comparable(each, e.right().type()), each.comparable(left, e.left().type())));
    return new Operand.Bool(new Condition.Exists(range.builder().count()));
  }

  /** Items of one type, and what is compared with them. */
  private record Group(Operand left, List<Operand> items) {}

  /** An undeclared value is compared with each item by that item's type. */
  private static Condition in(Operand left, List<Operand> items, Expr list) {
    if (!(left instanceof Operand.Dynamic) || !(list instanceof Expr.Items typed)) {
      return Comparisons.in(left, items);
    }
    Map<String, Group> byType = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Operand item = items.get(i);
      EdmType type = typed.items().get(i).type();
      Operand fitting = type == null ? left : left.comparable(item, type);
      byType
          .computeIfAbsent(
              type == null ? "" : type.getName(), n -> new Group(fitting, new ArrayList<>()))
          .items()
          .add(item);
    }
    List<Condition> alternatives = new ArrayList<>();
    byType.values().forEach(g -> alternatives.add(Comparisons.in(g.left(), g.items())));
    return switch (alternatives.size()) {
      case 0 -> new Condition.Constant(false);
      case 1 -> alternatives.get(0);
      default -> new Condition.Or(alternatives);
    };
  }

  @Override
  public Operand arithmetic(Expr.Arithmetic e) {
    Operand left = e.left().accept(this);
    Operand right = e.right().accept(this);
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return new Operand.NullLiteral();
    }
    Term result = Arithmetics.plan(e.operator(), number(left, right), number(right, left));
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
    List<Operand> arguments = new ArrayList<>();
    e.arguments().forEach(a -> arguments.add(a.accept(this)));
    if (GeoFunctions.plans(e.function())) {
      return GeoFunctions.plan(e, arguments);
    }
    return DynamicArguments.plan(e.function(), arguments);
  }

  @Override
  public Operand castTo(Expr.CastTo e) {
    requireSingle(e.collection(), "cast");
    Operand source = e.source().accept(this);
    if (source.isNullLiteral()) {
      return source;
    }
    if (e.type() instanceof EdmEntityType) {
      return typeCast(new Expr.TypeCast(e.source(), e.type()));
    }
    EdmType from = e.source().type();
    if (from != null && from.getKind() == EdmTypeKind.ENUM && e.type().getName().equals("String")) {
      throw ODataException.notImplemented("A cast of an enumeration to Edm.String", "cast");
    }
    if (e.type() instanceof EdmComplexType complex) {
      return complexCast(source, complex);
    }
    if (source instanceof Operand.Dynamic dynamic) {
      return cast(dynamic, e.type());
    }
    return Casts.cast(source, e.type());
  }

  private static void requireSingle(boolean collection, String function) {
    if (collection) {
      throw ODataException.notImplemented(function + " with a collection type", function);
    }
  }

  private static Operand cast(Operand.Dynamic source, EdmType type) {
    if (type.getKind() == EdmTypeKind.ENUM) {
      return source.asEnum(type);
    }
    DynamicKind kind = DynamicKinds.of(type);
    Term value =
        switch (kind) {
          case TEXT -> source.as(DynamicKind.AS_TEXT);
          case DATE -> source.as(DynamicKind.DATE_PART);
          case TIME -> source.as(DynamicKind.TIME_PART);
          default -> source.as(kind);
        };
    return Casts.cast(new Operand.Scalar(value), type);
  }

  /** An undeclared operand is a number, or what the other one is. */
  private static Term number(Operand operand, Operand other) {
    if (operand instanceof Operand.Dynamic && !(other instanceof Operand.Dynamic)) {
      return switch (other.term().type()) {
        case DURATION, DATETIME, DATE -> operand.as(DynamicKind.DURATION);
        case DOUBLE -> operand.as(DynamicKind.DOUBLE);
        default -> operand.as(DynamicKind.NUMBER);
      };
    }
    return operand.as(DynamicKind.NUMBER);
  }

  @Override
  public Operand isOf(Expr.IsOf e) {
    requireSingle(e.collection(), "isof");
    Operand source = e.source().accept(this).plain();
    if (source instanceof Operand.Entity entity && e.tested() instanceof EdmEntityType type) {
      return new Operand.Bool(isOfType(entity.alias(), type));
    }
    if (source instanceof Operand.Dynamic dynamic) {
      return new Operand.Bool(Documents.isOf(dynamic, e.tested(), storage));
    }
    if (source instanceof Operand.Document document) {
      return new Operand.Bool(Documents.isOf(document, e.tested(), storage));
    }
    EdmType static_ = e.source().type();
    boolean same =
        static_ != null && static_.getFullQualifiedName().equals(e.tested().getFullQualifiedName());
    return new Operand.Bool(
        same
            ? Negation.not(new Condition.IsNull(source.presence()))
            : new Condition.Constant(false));
  }

  private Condition isOfType(EntityAlias alias, EdmEntityType type) {
    EntityStorage tested = storage.of(type).orElse(null);
    Condition present = Negation.not(new Condition.IsNull(alias.rowId()));
    if (tested == null || alias.entity().name().equals(tested.name())) {
      return present;
    }
    if (tested.discriminator() == null && tested.base() == null) {
      return new Condition.Constant(false);
    }
    return Negation.not(
        new Condition.IsNull(alias.as(tested).column(QueryBuilder.rowId(tested.table()))));
  }

  @Override
  public Operand invoke(Expr.Invoke e) {
    throw ODataException.notImplemented(
        "The function " + e.function().getFullQualifiedName() + " in an expression",
        e.function().getName());
  }

  @Override
  public Operand annotation(Expr.Annotation e) {
    throw ODataException.notImplemented("An annotation in an expression", "@" + e.term());
  }

  /** The expression as an optional filter. */
  static void filter(Storage storage, EntityAlias of, @Nullable Expr filter) {
    if (filter != null) {
      of.builder().where(new ExpressionPlanner(storage, new Operand.Entity(of)).condition(filter));
    }
  }
}
