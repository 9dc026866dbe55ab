package dev.edmund.plan.expression;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import dev.edmund.request.expr.RecursiveHierarchy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the functions of recursive hierarchies (Data Aggregation, 5.5.2.1). */
final class HierarchyCalls {
  private final Storage storage;
  private final ExpressionPlanner expressions;
  private final Operand instance;

  /**
   * Plans calls.
   *
   * @param expressions what arguments mean
   * @param instance the instance they are about
   */
  HierarchyCalls(Storage storage, ExpressionPlanner expressions, Operand instance) {
    this.storage = storage;
    this.expressions = expressions;
    this.instance = instance;
  }

  /** Where an instance keeps the node that it is rolled up to (Data Aggregation, 6.3). */
  static String rollupNode(long position) {
    return "/rollupnode/" + position;
  }

  Operand plan(Expr.HierarchyCall call) {
    RecursiveHierarchy hierarchy = call.hierarchy();
    if (hierarchy == null) {
      Long position = number(call, "Position");
      return instance
          .part(rollupNode(position == null ? 1 : position))
          .orElseThrow(
              () ->
                  new ODataException(
                      ErrorCode.BAD_REQUEST,
                      "rollupnode is known in the transformations behind rolluprecursive only.",
                      "rollupnode"));
    }
    HierarchyNodes nodes = new HierarchyNodes(storage, hierarchy);
    Term node = argument(call, "Node");
    return new Operand.Bool(
        switch (call.function()) {
          case ISNODE -> isOne(node, nodes, nodes.all());
          case ISROOT -> isOne(node, nodes, nodes.ends(HierarchyNodes.Way.UP));
          case ISLEAF -> isOne(node, nodes, nodes.ends(HierarchyNodes.Way.DOWN));
          case ISDESCENDANT -> isBelow(nodes, node, argument(call, "Ancestor"), call);
          case ISANCESTOR -> isBelow(nodes, argument(call, "Descendant"), node, call);
          case ISSIBLING -> isSibling(nodes, node, argument(call, "Other"));
          case ROLLUPNODE -> throw new IllegalStateException("It has no hierarchy");
        });
  }

  private static Condition isOne(Term node, HierarchyNodes nodes, Instances those) {
    those.builder().append(nodes.identifier(those.instance()));
    return among(List.of(node), those.builder().build(null, 0));
  }

  private static Condition among(List<Term> values, Query query) {
    for (int i = 0; i < values.size(); i++) {
      Term value = values.get(i);
      Term column = query.columns().get(i);
      if (!(value instanceof Term.Null)
          && value.type() != column.type()
          && !(Numbers.isNumber(value.type()) && Numbers.isNumber(column.type()))) {
        throw new ODataException(
            ErrorCode.TYPE_MISMATCH, "A node identifier of another type is expected.", "Node");
      }
    }
    return new Condition.Among(values, query);
  }

  /** Where one of both is a value, the way begins there. */
  private Condition isBelow(HierarchyNodes nodes, Term below, Term above, Expr.HierarchyCall call) {
    Long distance = number(call, "MaxDistance");
    boolean self = isTrue(call, "IncludeSelf");
    if (above instanceof Term.Bind) {
      return reached(nodes, HierarchyNodes.Way.DOWN, above, below, self, distance);
    }
    if (below instanceof Term.Bind) {
      return reached(nodes, HierarchyNodes.Way.UP, below, above, self, distance);
    }
    Instances all = nodes.all();
    Query each = HierarchyNodes.rows(all, List.of(HierarchyNodes.rowId(all.instance())), distance);
    QueryBuilder pairs = nodes.reached(HierarchyNodes.Way.DOWN, each, self, distance);
    pairs.append(nodes.identifier(nodes.at(pairs, 0)));
    pairs.append(nodes.identifier(nodes.at(pairs, 1)));
    return among(List.of(below, above), pairs.build(null, 0));
  }

  private static Condition reached(
      HierarchyNodes nodes,
      HierarchyNodes.Way way,
      Term from,
      Term to,
      boolean self,
      @Nullable Long distance) {
    Query start = HierarchyNodes.rows(nodes.identified(from), List.of(), distance);
    QueryBuilder reached = nodes.reached(way, start, self, distance);
    return among(List.of(to), nodes.identifiers(reached).build(null, 0));
  }

  private static Condition isSibling(HierarchyNodes nodes, Term node, Term other) {
    HierarchyNodes.Edges own = nodes.edges();
    HierarchyNodes.Edges others = nodes.edges();
    RowsOf rows = new RowsOf(List.of(others.builder()));
    Term parent = rows.term(others.parentId());
    Term identifier = rows.term(nodes.identifier(others.child()));
    // Nodes in pairs that have a parent in common.
    QueryBuilder builder = rows.builder();
    own.builder().append(own.parentId());
    own.builder().append(nodes.identifier(own.child()));
    Query first = own.builder().build(null, 0);
    String alias =
        builder.join(
            false,
            a -> new Query.Derived(a, List.of(first)),
            a ->
                EntityAlias.equal(
                    new Term.Output(a, 0, first.columns().get(0).type(), false), parent));
    builder.append(new Term.Output(alias, 1, first.columns().get(1).type(), false));
    builder.append(identifier);
    Condition related = among(List.of(node, other), builder.build(null, 0));
    Condition roots =
        new Condition.And(
            List.of(
                isOne(node, nodes, nodes.ends(HierarchyNodes.Way.UP)),
                isOne(other, nodes, nodes.ends(HierarchyNodes.Way.UP))));
    Condition different =
        Negation.not(new Condition.Compare(Condition.Comparator.EQUAL, node, other));
    return new Condition.And(List.of(different, new Condition.Or(List.of(related, roots))));
  }

  private Term argument(Expr.HierarchyCall call, String name) {
    return call.arguments().stream()
        .filter(argument -> argument.name().equals(name))
        .map(argument -> expressions.term(argument.value()))
        .findFirst()
        .orElseThrow(IllegalStateException::new);
  }

  private static @Nullable Expr optional(Expr.HierarchyCall call, String name) {
    return call.arguments().stream()
        .filter(argument -> argument.name().equals(name))
        .map(Expr.Argument::value)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Long number(Expr.HierarchyCall call, String name) {
    Expr value = optional(call, name);
    if (value == null) {
      return null;
    }
    String text = value instanceof Expr.Literal literal ? literal.text() : null;
    if (text == null || !text.matches("[1-9]\\d{0,17}")) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE, name + " is an integer and 1 or greater.", name);
    }
    return Long.valueOf(text);
  }

  private static boolean isTrue(Expr.HierarchyCall call, String name) {
    Expr value = optional(call, name);
    if (value != null
        && !(value instanceof Expr.Literal literal
            && List.of("true", "false").contains(String.valueOf(literal.text())))) {
      throw new ODataException(ErrorCode.INVALID_VALUE, name + " is true or false.", name);
    }
    return value instanceof Expr.Literal literal && "true".equals(literal.text());
  }
}
