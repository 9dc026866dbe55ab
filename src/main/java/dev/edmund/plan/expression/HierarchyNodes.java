package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a recursive hierarchy and the ways along it (Data Aggregation, 5.5.2). Each query is
 * a statement of its own, which looks at nothing around it, so that it is run once.
 */
final class HierarchyNodes {
  /** From here on a distance is compared with the number of nodes, which ends cycles. */
  private static final long FAR = 1000;

  private final Storage storage;
  private final RecursiveHierarchy hierarchy;

  HierarchyNodes(Storage storage, RecursiveHierarchy hierarchy) {
    this.storage = storage;
    this.hierarchy = hierarchy;
  }

  /** Which way along the hierarchy. */
  enum Way {
    UP,
    DOWN
  }

  /** Every node with each of its parents. */
  record Edges(QueryBuilder builder, Operand child, Term childId, Term parentId) {}

  /** All nodes. */
  Instances all() {
    return Instances.of(nodes(hierarchy.nodes()));
  }

  private EntityAlias nodes(Expr expression) {
    if (expression instanceof Expr.Root root) {
      return EntityAlias.all(storage, require(root.type()));
    }
    if (expression instanceof Expr.TypeCast cast) {
      return nodes(cast.source()).only(require(cast.type()));
    }
    if (expression instanceof Expr.Filtered filtered) {
      EntityAlias nodes = nodes(filtered.source());
      ExpressionPlanner.filter(storage, nodes, filtered.predicate());
      return nodes;
    }
    throw ODataException.notImplemented("A hierarchy of these nodes", "$root");
  }

  private EntityStorage require(@Nullable EdmType type) {
    EntityStorage found =
        type instanceof EdmEntityType entity ? storage.of(entity).orElse(null) : null;
    if (found == null) {
      throw ODataException.notImplemented("Storage of the nodes", "$root");
    }
    return found;
  }

  /** What nodes are stored as. */
  EntityStorage type() {
    return require(hierarchy.nodes().type());
  }

  /** The node with a row id, in a query that has it. */
  EntityAlias node(QueryBuilder builder, Term rowId) {
    return EntityAlias.known(builder, storage, type(), rowId, false);
  }

  /** The identifier of a node. */
  Term identifier(Operand node) {
    return new ExpressionPlanner(storage, node).term(hierarchy.identifier());
  }

  static Term rowId(Operand node) {
    return node.plain().presence();
  }

  Edges edges() {
    Instances rows = all();
    DataPath path = DataPath.of(hierarchy.parent()).orElseThrow(IllegalStateException::new);
    Operand at = rows.instance();
    for (Expr step : path.steps()) {
      at = step(rows, at, step);
    }
    Term parent = at.presence();
    if (!isWhole()) {
      Instances nodes = all();
      nodes.builder().select(rowId(nodes.instance()));
      rows.builder().where(among(parent, nodes.builder()));
    }
    return new Edges(rows.builder(), rows.instance(), rowId(rows.instance()), parent);
  }

  /** Only nodes that have a parent are wanted, so that no join is an outer one. */
  private Operand step(Instances rows, Operand at, Expr step) {
    Operand.Step from = at.step().orElse(null);
    EntityAlias owner = from == null ? null : from.owner();
    String name = DataPath.name(step).orElse("");
    Link link = from == null ? null : from.links().get(name);
    return link == null || owner == null || !(step instanceof Expr.Navigation)
        ? new Joins(storage).follow(rows.with(at), new DataPath(List.of(step)))
        : new Operand.Entity(owner.step(link));
  }

  /** Whether every parent is a node. */
  private boolean isWhole() {
    EdmType parent = hierarchy.parent().type();
    return hierarchy.nodes() instanceof Expr.Root root
        && parent != null
        && (parent.getFullQualifiedName().equals(root.type().getFullQualifiedName())
            || type().derived().contains(parent.getFullQualifiedName()));
  }

  /** Whether a value is one of those that a query selects. */
  static Condition among(Term value, QueryBuilder values) {
    return new Condition.Among(List.of(value), values.build(null, 0));
  }

  /** The nodes whose identifier is a value. */
  Instances identified(Term value) {
    Instances nodes = all();
    Numbers.Sides sides = Numbers.promote(identifier(nodes.instance()), value);
    nodes.builder().where(EntityAlias.equal(sides.left(), sides.right()));
    return nodes;
  }

  /** The nodes that have no parent, or no child. */
  Instances ends(Way way) {
    Instances nodes = all();
    Edges edges = edges();
    edges.builder().select(way == Way.UP ? edges.childId() : edges.parentId());
    nodes.builder().where(Negation.not(among(rowId(nodes.instance()), edges.builder())));
    return nodes;
  }

  /** Rows of nodes as {@link #reached} wants them: row ids, and what is to be kept with them. */
  static Query rows(Instances nodes, List<Term> kept, @Nullable Long distance) {
    QueryBuilder builder = nodes.builder();
    builder.clearOrder();
    builder.append(rowId(nodes.instance()));
    kept.forEach(builder::append);
    if (distance != null) {
      builder.append(ApplyPlanner.integer(0));
    }
    return builder.build(null, 0);
  }

  /**
   * What can be reached: a row id in the first column, and behind it what was kept with the row
   * where it began.
   *
   * @param from as {@link #rows} makes it, with the same distance
   * @param keep whether it begins with these rows
   * @param distance how far to go; null for as far as it goes
   */
  QueryBuilder reached(Way way, Query from, boolean keep, @Nullable Long distance) {
    return QueryBuilder.over(
        alias -> {
          String name = "r" + alias;
          Query first =
              keep
                  ? from
                  : step(way, a -> new Query.Derived(a, List.of(from)), from.columns(), distance);
          return new Query.Recursive(
              alias,
              name,
              first,
              step(way, a -> new Query.Again(a, name), from.columns(), distance));
        });
  }

  private Query step(
      Way way, Function<String, Query.Source> before, List<Term> columns, @Nullable Long distance) {
    Edges edges = edges();
    QueryBuilder builder = edges.builder();
    Term from = way == Way.UP ? edges.childId() : edges.parentId();
    Term to = way == Way.UP ? edges.parentId() : edges.childId();
    String alias = builder.join(false, before, a -> EntityAlias.equal(output(a, 0, columns), from));
    builder.append(to);
    int kept = columns.size() - (distance == null ? 0 : 1);
    for (int i = 1; i < kept; i++) {
      builder.append(output(alias, i, columns));
    }
    if (distance != null) {
      Term so = output(alias, kept, columns);
      builder.append(
          new Term.Apply(Operation.ADD, List.of(so, ApplyPlanner.integer(1)), ColumnType.INTEGER));
      builder.where(less(so, ApplyPlanner.integer(distance)));
      if (distance >= FAR) {
        builder.where(less(so, new Term.Subquery(all().builder().count(), ColumnType.INTEGER)));
      }
    }
    return builder.build(null, 0);
  }

  private static Condition less(Term left, Term right) {
    return new Condition.Compare(Condition.Comparator.LESS, left, right);
  }

  private static Term output(String alias, int position, List<Term> columns) {
    return new Term.Output(alias, position, columns.get(position).type(), position > 0);
  }

  /** The identifiers of what was reached, the only column. */
  QueryBuilder identifiers(QueryBuilder reached) {
    reached.append(identifier(at(reached, 0)));
    return reached;
  }

  /** The node whose row id is in a column of what was reached. */
  Operand at(QueryBuilder reached, int column) {
    return new Operand.Entity(
        node(reached, new Term.Output(reached.alias(), column, ColumnType.INTEGER, false)));
  }

  /** Whether a path leads to a value that meets a condition, through collections to any such. */
  static Condition any(
      Storage storage, Operand from, DataPath path, Function<Term, Condition> test) {
    Operand at = from;
    List<Expr> steps = new ArrayList<>(path.steps());
    while (!steps.isEmpty()) {
      at = steps.remove(0).accept(new ExpressionPlanner(storage, at));
      if (at instanceof Operand.Members members) {
        Operand.Ranged range = members.range();
        range.builder().where(any(storage, range.variable(), new DataPath(steps), test));
        return new Condition.Exists(range.builder().count());
      }
    }
    return test.apply(at.term());
  }
}
