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
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** Gives an expression its meaning in a query under construction (Part 2, 5.1.1). */
final class ExpressionPlanner implements Expr.Visitor<Operand> {
  private final Storage storage;
  private final Operand it;
  private final Map<String, Operand> variables;

  /**
   * Plans expressions about one instance.
   *
   * @param it what {@code $it} and bare paths start from
   */
  ExpressionPlanner(Storage storage, Operand it) {
    this(storage, it, Map.of());
  }

  private ExpressionPlanner(Storage storage, Operand it, Map<String, Operand> variables) {
    this.storage = storage;
    this.it = it;
    this.variables = variables;
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
  public Operand json(Expr.JsonLiteral e) {
    throw ODataException.notImplemented("A JSON literal in an expression", e.text());
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
    throw ODataException.notImplemented("$root in an expression", "$root/" + e.path());
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
    Operand.Step step = step(e.source(), name);
    PropertyStorage property = step.parts().get(name);
    if (property == null) {
      throw ODataException.notImplemented("Storage of the property " + name, name);
    }
    return Properties.operand(property, step.access(), step.owner());
  }

  @Override
  public Operand navigation(Expr.Navigation e) {
    String name = e.property().getName();
    Operand.Step step = step(e.source(), name);
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

  private Operand.Step step(Expr source, String next) {
    return source
        .accept(this)
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
    Operand source = e.source().accept(this);
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
    throw ODataException.notImplemented("A type cast of complex values", e.type().getName());
  }

  @Override
  public Operand count(Expr.Count e) {
    Operand.Ranged range = e.source().accept(this).members().range();
    Expr filter = e.filter();
    if (filter != null) {
      range
          .builder()
          .where(new ExpressionPlanner(storage, range.variable(), variables).condition(filter));
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
      Condition holds = new ExpressionPlanner(storage, it, inner).condition(predicate);
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
    return new Operand.Bool(
        Comparisons.compare(e.operator(), e.left().accept(this), e.right().accept(this)));
  }

  @Override
  public Operand in(Expr.In e) {
    Operand left = e.left().accept(this);
    Operand right = e.right().accept(this);
    if (right.items().isPresent()) {
      return new Operand.Bool(Comparisons.in(left, right.items().get()));
    }
    Operand.Ranged range = right.members().range();
    range.builder().where(Comparisons.equal(left, range.variable()));
    return new Operand.Bool(new Condition.Exists(range.builder().count()));
  }

  @Override
  public Operand arithmetic(Expr.Arithmetic e) {
    Operand left = e.left().accept(this);
    Operand right = e.right().accept(this);
    if (left.isNullLiteral() || right.isNullLiteral()) {
      return new Operand.NullLiteral();
    }
    Term result = Arithmetics.plan(e.operator(), left.term(), right.term());
    return new Operand.Scalar(result, Offsets.ofResult(result, left, right));
  }

  @Override
  public Operand negate(Expr.Negate e) {
    Operand negated = e.operand().accept(this);
    if (negated.isNullLiteral()) {
      return negated;
    }
    Term operand = negated.term();
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
    return Functions.plan(e.function(), arguments);
  }

  @Override
  public Operand castTo(Expr.CastTo e) {
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
    return Casts.cast(source, e.type());
  }

  @Override
  public Operand isOf(Expr.IsOf e) {
    Operand source = e.source().accept(this);
    if (source instanceof Operand.Entity entity && e.tested() instanceof EdmEntityType type) {
      return new Operand.Bool(isOfType(entity.alias(), type));
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
