package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Hierarchy;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmElement;

/** How instances are assigned to the nodes of a hierarchy (Data Aggregation, 6.1 and 6.2.2). */
final class Assigned {
  private final Storage storage;
  private final Hierarchy hierarchy;
  private final HierarchyNodes nodes;
  private final DataPath path;

  Assigned(Storage storage, Hierarchy hierarchy) {
    this.storage = storage;
    this.hierarchy = hierarchy;
    this.nodes = new HierarchyNodes(storage, hierarchy.recursive());
    this.path =
        DataPath.of(hierarchy.node())
            .orElseThrow(() -> ODataException.notImplemented("This path to a node", "$apply"));
  }

  HierarchyNodes nodes() {
    return nodes;
  }

  DataPath path() {
    return path;
  }

  /** Whether an instance can be assigned to more than one node. */
  boolean isMany() {
    return path.steps().stream().anyMatch(Assigned::isCollection);
  }

  private static boolean isCollection(Expr step) {
    EdmElement element = DataPath.declared(step);
    return element != null && element.isCollection();
  }

  /** Instances that conditions, joins and columns can be added to. */
  static Instances unselected(Instances instances) {
    return instances.open().unselected();
  }

  /**
   * Instances beside their nodes.
   *
   * @param columns what the other columns of the nodes are
   */
  record Joined(Instances instances, List<Term> columns) {}

  /**
   * Puts instances together with nodes, each pair once.
   *
   * @param those selects the identifier of each node first, its row id next
   */
  Joined join(Instances instances, QueryBuilder those) {
    Instances in = unselected(instances);
    Query query = those.build(null, 0);
    List<Query.Ordering> before = in.builder().order();
    Operand identifier = new Joins(storage).follow(in, path);
    String alias =
        in.builder()
            .join(
                false,
                a -> new Query.Derived(a, List.of(query)),
                a -> {
                  Numbers.Sides sides = Numbers.promote(column(a, 0, query), identifier.term());
                  return EntityAlias.equal(sides.left(), sides.right());
                });
    List<Term> columns = new ArrayList<>();
    for (int i = 1; i < query.columns().size(); i++) {
      columns.add(column(alias, i, query));
    }
    if (!isMany()) {
      return new Joined(in.repeated(), columns);
    }
    in.groupRows();
    in.instance().identity().forEach(in.builder()::groupBy);
    columns.forEach(in.builder()::groupBy);
    before.forEach(key -> in.builder().groupBy(key.term()));
    in.builder().clearOrder();
    RowsOf rows = new RowsOf(List.of(in.builder()));
    before.forEach(key -> rows.builder().orderBy(rows.term(key.term()), key.descending()));
    Instances once = rows.instances(List.of(in), false);
    return new Joined(once, columns.stream().map(rows::term).toList());
  }

  static Term column(String alias, int position, Query of) {
    return new Term.Output(alias, position, of.columns().get(position).type(), position > 1);
  }

  /** What tells instances of a node apart from those of another one (6.2.2: σ). */
  Made of(EntityAlias node) {
    Expr entity = hierarchy.entity();
    Operand whole = new Operand.Entity(node);
    if (hierarchy.isOwn()) {
      return Made.of(whole);
    }
    if (isMany()) {
      throw ODataException.notImplemented(
          "A hierarchy whose nodes are reached through a collection here", "$apply");
    }
    DataPath to =
        entity == null ? path : DataPath.of(entity).orElseThrow(IllegalStateException::new);
    List<Made.Step> names = new ArrayList<>();
    Expr last = hierarchy.node();
    for (Expr step : to.steps()) {
      if (DataPath.name(step).isPresent()) {
        last = step;
        names.add(
            new Made.Step(
                DataPath.name(step).get(), step.type(), DataPath.declared(step), null, null));
      }
    }
    Operand value = entity == null ? new Operand.Scalar(nodes.identifier(whole)) : Made.of(whole);
    return Made.nothing()
        .keep(names, new Made.Part(value, last.type(), DataPath.declared(last), null));
  }

  /** Instances with what tells of their node. */
  static Made with(Operand instance, Made node) {
    Made made = Made.of(instance);
    if (made.base() == null) {
      return node.with(made).with(node);
    }
    return node.base() == null
        ? made.with(node)
        : new Made(node.base(), made.there(), made.parts()).with(node);
  }

  /** Without a property that was only there for a while. */
  static Made without(Made made, String name) {
    Map<String, Made.Part> parts = new LinkedHashMap<>(made.parts());
    parts.remove(name);
    return new Made(made.base(), made.there(), parts);
  }
}
