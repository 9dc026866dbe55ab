package dev.edmund.plan;

import dev.edmund.core.Limits;
import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ApplyPlanner;
import dev.edmund.plan.expression.Computations;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.expression.OrderPlanner;
import dev.edmund.plan.expression.SearchPlanner;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.plan.shape.Member;
import dev.edmund.plan.shape.NestedRead;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.option.ExpandItem;
import dev.edmund.request.option.QueryOptions;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.jspecify.annotations.Nullable;

/** Plans the expanded navigation properties that are read for each row. */
final class ExpandReader {
  private final Model model;
  private final Limits limits;
  private final ShapePlanner shapes;

  ExpandReader(Model model, Limits limits, ShapePlanner shapes) {
    this.model = model;
    this.limits = limits;
    this.shapes = shapes;
  }

  /**
   * @param step how the URL of the targets goes on behind that of the parent
   */
  Member nested(
      EntityAlias parent,
      Link link,
      ExpandPath path,
      Position position,
      String step,
      QueryOptions options) {
    ExpandItem item = path.item();
    EdmEntityType cast = path.cast();
    boolean countOnly = path.counts();
    NestedRead count = null;
    if (options.apply() != null) {
      return applied(parent, link, path, position, step, options);
    }
    if (countOnly || (options.count() && link.collection())) {
      Query counted = restricted(parent, link, cast, options).builder().count();
      count = new NestedRead(counted, null, null, 0);
    }
    if (countOnly) {
      return new Member.Expanded(link.name(), step, false, null, count, null);
    }
    EntityAlias members = restricted(parent, link, cast, options);
    if (options.search() != null && options.orderBy().isEmpty()) {
      SearchPlanner.order(options.search(), members);
    }
    OrderPlanner.order(members, expressions(members, options), options.orderBy());
    EntityShape shape =
        item.kind() == ExpandItem.Kind.REFERENCES
            ? shapes.reference(members, position)
            : shapes.entity(members, position, options);
    NestedRead read =
        link.collection()
            ? page(members.builder(), options, item)
            : new NestedRead(members.builder().build(1L, 0), null, null, 0);
    return new Member.Expanded(link.name(), step, !link.collection(), read, count, shape);
  }

  /** What comes out of transformations of the members (Data Aggregation, 3.8). */
  private Member applied(
      EntityAlias parent,
      Link link,
      ExpandPath path,
      Position position,
      String step,
      QueryOptions options) {
    TransformationSequence apply = options.apply();
    if (apply == null || !link.collection() || path.item().kind() != ExpandItem.Kind.ENTITIES) {
      throw ODataException.notImplemented("$apply in this $expand", "$apply");
    }
    Supplier<Instances> members =
        () -> Instances.of(restricted(parent, link, path.cast(), QueryOptions.NONE));
    AppliedPlanner.Applied applied =
        new AppliedPlanner(model, shapes)
            .plan(
                () -> new ApplyPlanner(model, limits).plan(apply, members),
                path.property().getType(),
                position,
                options,
                true);
    NestedRead count = options.count() ? new NestedRead(applied.count(), null, null, 0) : null;
    NestedRead read = page(applied.all().builder(), options, path.item());
    return new Member.Expanded(link.name(), step, false, read, count, applied.shape());
  }

  /** The members that filter and search leave, in a statement for each row of the parent. */
  private EntityAlias restricted(
      EntityAlias parent, Link link, @Nullable EdmEntityType cast, QueryOptions options) {
    Access source =
        column -> new Term.Parent(parent.builder().select(parent.column(column)), column.type());
    EntityAlias members = EntityAlias.membersOf(model.storage(), link, source).within(parent);
    if (cast != null) {
      EntityStorage type =
          model
              .storage()
              .of(cast)
              .orElseThrow(
                  () ->
                      ODataException.notImplemented("Storage of the type " + cast.getName(), null));
      members = members.only(type);
    }
    if (options.filter() != null) {
      members.builder().where(expressions(members, options).condition(options.filter()));
    }
    if (options.search() != null) {
      members.builder().where(SearchPlanner.condition(options.search(), members));
    }
    return members;
  }

  private ExpressionPlanner expressions(EntityAlias members, QueryOptions options) {
    return new ExpressionPlanner(
        model.storage(), Computations.of(model.storage(), members, options.compute()));
  }

  private NestedRead page(QueryBuilder members, QueryOptions options, ExpandItem item) {
    long skip = options.skip() == null ? 0 : options.skip();
    long page = limits.defaultPageSize();
    Long top = options.top();
    if (top != null && top <= page) {
      return new NestedRead(members.build(top, skip), null, null, skip);
    }
    String repeated = item.repeatable();
    if (top != null) {
      repeated = repeated + (repeated.isEmpty() ? "" : "&") + "$top=" + (top - page);
    }
    return new NestedRead(members.build(page + 1, skip), page, repeated, skip);
  }
}
