package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.expression.OrderPlanner;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.expr.OrderBy;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.jspecify.annotations.Nullable;

/**
 * Plans the cross join of entity sets (Part 2, 4.15): every entity of one beside each of others.
 */
final class CrossJoinPlanner {
  private static final String CONTEXT = "Collection(Edm.ComplexType)";

  private final Model model;
  private final Limits limits;

  CrossJoinPlanner(Model model, Limits limits) {
    this.model = model;
    this.limits = limits;
  }

  Plan plan(Segment.CrossJoin join, QueryOptions query, PlanOptions options) {
    refuse(query);
    Map<EdmEntitySet, EntityAlias> sets = sets(join);
    EntityAlias first = sets.values().iterator().next();
    QueryBuilder builder = first.builder();
    Map<String, Operand> instances = new LinkedHashMap<>();
    sets.forEach((set, alias) -> instances.put(set.getName(), new Operand.Entity(alias)));
    ExpressionPlanner expressions = new ExpressionPlanner(model.storage(), instances, builder);
    if (query.filter() != null) {
      builder.where(expressions.condition(query.filter()));
    }
    Query count = query.count() ? builder.count() : null;
    boolean descending = false;
    for (OrderBy key : query.orderBy()) {
      descending = key.descending();
      builder.orderBy(OrderPlanner.term(expressions, key.expression()), descending);
    }
    for (EntityAlias alias : sets.values()) {
      builder.orderBy(alias.rowId(), descending);
    }
    ShapePlanner shapes = new ShapePlanner(model, limits, options);
    List<Member> members = new ArrayList<>();
    sets.forEach((set, alias) -> members.add(member(set, alias, query, shapes)));
    List<Integer> order = builder.order().stream().map(key -> builder.select(key.term())).toList();
    Plan.Paging paging = options.paging(query, order);
    EntityShape shape = EntityShape.row(first.entity().type(), members);
    return new Plan.Entities(builder.build(null, 0), shape, paging, CONTEXT, count, null);
  }

  private static void refuse(QueryOptions query) {
    if (query.apply() != null) {
      throw ODataException.notImplemented("$apply to $crossjoin", "$apply");
    }
    if (query.search() != null) {
      throw ODataException.notImplemented("$search in $crossjoin", "$search");
    }
  }

  private Map<EdmEntitySet, EntityAlias> sets(Segment.CrossJoin join) {
    Map<EdmEntitySet, EntityAlias> sets = new LinkedHashMap<>();
    QueryBuilder builder = null;
    for (EdmEntitySet set : join.sets()) {
      EntityStorage storage =
          model
              .storage()
              .of(set.getEntityType())
              .orElseThrow(
                  () ->
                      ODataException.notImplemented(
                          "Storage of the type " + set.getEntityType().getName(), set.getName()));
      EntityAlias alias =
          builder == null
              ? EntityAlias.all(model.storage(), storage)
              : EntityAlias.beside(builder, model.storage(), storage);
      builder = alias.builder();
      PathPlanner.keep(alias, set);
      if (sets.put(set, alias) != null) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            "$crossjoin names " + set.getName() + " twice; nothing could tell them apart.",
            set.getName());
      }
    }
    return sets;
  }

  /** The entity where it is expanded, else a link to it. */
  private Member member(
      EdmEntitySet set, EntityAlias alias, QueryOptions query, ShapePlanner shapes) {
    ExpandItem item = expanded(set, query);
    Position position = Position.at(set);
    EntityShape shape =
        item == null
            ? shapes.reference(alias, position).linked()
            : item.kind() == ExpandItem.Kind.REFERENCES
                ? shapes.reference(alias, position)
                : shapes.entity(alias, position, item.options());
    int there = alias.builder().select(alias.rowId());
    return new Member.Related(set.getName(), set.getName(), there, shape);
  }

  private static @Nullable ExpandItem expanded(EdmEntitySet set, QueryOptions query) {
    return query.expand().stream()
        .filter(item -> item.path().get(0) instanceof Segment.EntitySet s && s.set().equals(set))
        .findFirst()
        .orElse(null);
  }
}
