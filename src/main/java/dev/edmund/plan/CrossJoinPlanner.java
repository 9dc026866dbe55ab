package dev.edmund.plan;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ApplyPlanner;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import dev.edmund.request.path.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
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
    Supplier<Instances> rows = () -> rows(join);
    TransformationSequence apply = query.apply();
    Supplier<Instances> transformed =
        apply == null ? rows : () -> new ApplyPlanner(model, limits).plan(apply, rows);
    ShapePlanner shapes = new ShapePlanner(model, limits, options);
    AppliedPlanner.Ordered ordered = new AppliedPlanner(model, shapes).ordered(transformed, query);
    Instances all = ordered.all();
    QueryBuilder builder = all.builder();
    List<Member> members = new ArrayList<>();
    Made.of(all.instance())
        .parts()
        .forEach((name, part) -> members.addAll(members(join, name, part, builder, query, shapes)));
    List<Integer> order =
        all.distinct()
            ? builder.order().stream().map(key -> builder.select(key.term())).toList()
            : List.of();
    EntityShape shape = EntityShape.row(join.sets().get(0).getEntityType(), members);
    Plan.Paging paging = options.paging(query, order);
    Query count = query.count() ? ordered.count() : null;
    return new Plan.Entities(builder.build(null, 0), shape, paging, CONTEXT, count, null);
  }

  /** A row for each combination. */
  private Instances rows(Segment.CrossJoin join) {
    Map<String, EntityAlias> sets = new LinkedHashMap<>();
    EntityAlias last = null;
    for (EdmEntitySet set : join.sets()) {
      EntityStorage storage =
          model
              .storage()
              .of(set.getEntityType())
              .orElseThrow(
                  () ->
                      ODataException.notImplemented(
                          "Storage of the type " + set.getEntityType().getName(), set.getName()));
      last =
          last == null
              ? EntityAlias.all(model.storage(), storage)
              : EntityAlias.beside(last.builder(), model.storage(), storage);
      PathPlanner.keep(last, set);
      if (sets.put(set.getName(), last) != null) {
        throw new ODataException(
            ErrorCode.BAD_REQUEST,
            "$crossjoin names " + set.getName() + " twice; nothing could tell them apart.",
            set.getName());
      }
    }
    QueryBuilder builder = Objects.requireNonNull(last, "A cross join has sets").builder();
    return new Instances(builder, Made.sideBySide(sets), List.of(), true);
  }

  /** What is seen of an entity, or of what {@code $apply} made. */
  private List<Member> members(
      Segment.CrossJoin join,
      String name,
      Made.Part part,
      QueryBuilder builder,
      QueryOptions query,
      ShapePlanner shapes) {
    EdmEntitySet set =
        join.sets().stream().filter(of -> of.getName().equals(name)).findFirst().orElse(null);
    if (set != null && part.value() instanceof Operand.Entity entity) {
      Member member = member(set, entity.alias(), query, shapes);
      Term there = part.there();
      return List.of(there == null ? member : new Member.Sometimes(builder.select(there), member));
    }
    Position position = Position.at(set == null ? join.sets().get(0) : set);
    return new MadePlanner(model, shapes, builder, position, query, true)
        .members(
            Made.nothing().with(name, part), join.sets().get(0).getEntityType(), Selection.ALL);
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
