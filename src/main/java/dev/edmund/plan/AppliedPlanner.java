package dev.edmund.plan;

import dev.edmund.model.Model;
import dev.edmund.plan.entity.Position;
import dev.edmund.plan.expression.Computations;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.expression.OrderPlanner;
import dev.edmund.plan.expression.SearchPlanner;
import dev.edmund.plan.operand.Gathered;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.shape.EntityShape;
import dev.edmund.request.option.QueryOptions;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/** Plans the options that follow {@code $apply}, which are about what comes out of it. */
final class AppliedPlanner {
  private final Model model;
  private final ShapePlanner shapes;

  AppliedPlanner(Model model, ShapePlanner shapes) {
    this.model = model;
    this.shapes = shapes;
  }

  /**
   * The instances that are left, with what tells them apart in their order.
   *
   * @param count asks for the number of all
   */
  record Applied(Instances all, EntityShape shape, Query count) {
    boolean isKeyed() {
      return all.distinct() && all.instance().plain() instanceof Operand.Entity;
    }
  }

  /**
   * The instances that {@code $compute}, {@code $filter} and {@code $search} leave.
   *
   * @param transformed plans what came out of the transformations
   */
  Instances restricted(Supplier<Instances> transformed, QueryOptions options) {
    Instances all = transformed.get().open();
    Gathered these = new Gathered(transformed);
    if (!options.compute().isEmpty()) {
      ExpressionPlanner expressions = expressions(all, these);
      all = all.with(Computations.with(all.instance(), options.compute(), expressions));
    }
    if (options.filter() != null) {
      all.builder().where(expressions(all, these).condition(options.filter()));
    }
    if (options.search() != null) {
      all.builder().where(SearchPlanner.condition(options.search(), all.instance()));
    }
    return all;
  }

  /**
   * What the instances look like.
   *
   * @param byDefault whether what was grouped by or nested is there without being asked for
   */
  Applied plan(
      Supplier<Instances> transformed,
      EdmEntityType type,
      Position position,
      QueryOptions options,
      boolean byDefault) {
    Ordered ordered = ordered(transformed, options);
    EntityShape shape = shapes.applied(ordered.all(), type, position, options, byDefault);
    return new Applied(ordered.all(), shape, ordered.count());
  }

  /** The instances that are left in their order, and the number of them. */
  record Ordered(Instances all, Query count) {}

  /** The same without what they look like; see {@link #restricted}. */
  Ordered ordered(Supplier<Instances> transformed, QueryOptions options) {
    Instances all = restricted(transformed, options);
    // Counted before expansion adds joins that the number does not depend on.
    Query count = all.builder().count();
    OrderPlanner.order(all, expressions(all, new Gathered(transformed)), options.orderBy());
    return new Ordered(all, count);
  }

  private ExpressionPlanner expressions(Instances all, Gathered these) {
    return new ExpressionPlanner(model.storage(), all, these);
  }
}
