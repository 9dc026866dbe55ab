package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.Model;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Link;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.RowsOf;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Term;
import dev.edmund.request.apply.Transformation;
import dev.edmund.request.apply.TransformationSequence;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmNavigationProperty;
import org.jspecify.annotations.Nullable;

/**
 * Plans {@code nest} and {@code addnested} (Data Aggregation, 3.4.3 and 3.5.2): what is nested is
 * read for each row, in a statement of its own.
 */
final class Nesting {
  private final Model model;
  private final ApplyPlanner transformations;

  Nesting(Model model, ApplyPlanner transformations) {
    this.model = model;
    this.transformations = transformations;
  }

  /** Related instances of the entity with a row id. */
  private record Related(
      Model model,
      ApplyPlanner transformations,
      EntityStorage owner,
      Link link,
      @Nullable EntityStorage cast,
      TransformationSequence then)
      implements Operand.Recipe {
    @Override
    public Instances plan(List<Term> keys) {
      return transformations.plan(then, () -> members(keys.get(0)));
    }

    private Instances members(Term rowId) {
      EntityAlias source = EntityAlias.all(model.storage(), owner);
      source.builder().where(EntityAlias.equal(source.rowId(), rowId));
      EntityAlias members = source.step(link);
      return Instances.of(cast == null ? members : members.only(cast));
    }
  }

  /** The instances of the group with the given keys, or all where nothing is grouped. */
  private record Group(
      ApplyPlanner transformations, Supplier<Instances> input, TransformationSequence then)
      implements Operand.Recipe {
    @Override
    public Instances plan(List<Term> keys) {
      return transformations.plan(then, () -> members(keys));
    }

    private Instances members(List<Term> keys) {
      Instances in = input.get().open();
      List<Term> partition = in.partition();
      for (int i = 0; i < keys.size(); i++) {
        in.builder().where(new Condition.Same(partition.get(i), keys.get(i)));
      }
      return in.with(List.of());
    }
  }

  Instances nest(Transformation.Nest t, Supplier<Instances> input) {
    Instances in = input.get().open();
    List<Term> partition = in.partition();
    in.builder().clearOrder();
    in.groupRows();
    if (partition.isEmpty()) {
      in.builder().select(new Term.CountRows());
    }
    Made result = Made.nothing();
    for (Transformation.Nested item : t.items()) {
      Operand.Recipe recipe = new Group(transformations, input, item.transformations());
      result = result.with(item.alias(), part(item, partition, false, recipe, null));
    }
    RowsOf rows = new RowsOf(List.of(in.builder()));
    return rows.instances(List.of(in.with(result)), false);
  }

  Instances addNested(Transformation.AddNested t, Supplier<Instances> input) {
    Instances in = input.get().open();
    DataPath path = DataPath.of(t.path()).orElseThrow(Nesting::otherPath);
    Expr first = path.isEmpty() ? t.path() : path.steps().get(0);
    if (!(first instanceof Expr.Navigation navigation)
        || !(in.instance().plain() instanceof Operand.Entity entity)
        || path.steps().size() > 2) {
      throw otherPath();
    }
    EntityStorage cast = path.steps().size() == 2 ? cast(path.steps().get(1)) : null;
    EdmNavigationProperty property = navigation.property();
    EntityAlias owner = entity.alias();
    Link link = owner.entity().links().get(property.getName());
    if (link == null) {
      throw ODataException.notImplemented(
          "Storage of the navigation property " + property.getName(), property.getName());
    }
    Made result = Made.of(in.instance());
    for (Transformation.Nested item : t.items()) {
      Operand.Recipe recipe =
          new Related(model, transformations, owner.entity(), link, cast, item.transformations());
      result =
          result.with(
              item.alias(),
              part(item, List.of(owner.rowId()), !link.collection(), recipe, property));
    }
    return in.with(result);
  }

  private EntityStorage cast(Expr step) {
    if (step instanceof Expr.TypeCast cast && cast.type() instanceof EdmEntityType type) {
      return model.storage().require(type.getFullQualifiedName());
    }
    throw otherPath();
  }

  private static Made.Part part(
      Transformation.Nested item,
      List<Term> keys,
      boolean single,
      Operand.Recipe recipe,
      @Nullable EdmNavigationProperty property) {
    if (!(item.transformations().result().type() instanceof EdmEntityType type)) {
      throw ODataException.notImplemented("Nesting complex values", item.alias());
    }
    Operand nested = new Operand.Nested(new ArrayList<>(keys), type, single, recipe);
    return new Made.Part(nested, type, property, null);
  }

  private static ODataException otherPath() {
    return ODataException.notImplemented(
        "addnested with another path than a navigation property of a stored entity", "$apply");
  }
}
