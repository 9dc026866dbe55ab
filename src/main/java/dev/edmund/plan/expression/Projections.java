package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Negation;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes instances with nothing but the properties that are grouped by. */
final class Projections {
  private Projections() {}

  /** What is left of an instance (Data Aggregation, 3.2.3.1: the projection). */
  static Made of(Operand instance, List<Expr> paths, Storage storage) {
    Made projection = Made.nothing();
    for (Expr path : paths) {
      DataPath steps =
          DataPath.of(path)
              .orElseThrow(
                  () -> ODataException.notImplemented("Grouping by this expression", "groupby"));
      projection = with(projection, instance, steps, storage);
    }
    return projection;
  }

  private static Made with(Made projection, Operand instance, DataPath path, Storage storage) {
    List<Made.Step> names = new ArrayList<>();
    Made result = projection;
    Operand at = instance;
    Term within = null;
    for (Expr step : path.steps()) {
      at = step.accept(new ExpressionPlanner(storage, at));
      Operand value = at;
      Optional<String> name = DataPath.name(step);
      if (name.isPresent()) {
        names.add(
            new Made.Step(name.get(), step.type(), DataPath.declared(step), there(value), within));
        within = null;
      } else if (at instanceof Operand.Entity entity) {
        within = as(entity.alias());
        result = names.isEmpty() ? seen(result, entity.alias()) : result;
      }
    }
    Term last = names.get(names.size() - 1).within();
    Expr end = path.steps().get(path.steps().size() - 1);
    return result.keep(names, new Made.Part(value(at), end.type(), DataPath.declared(end), last));
  }

  /** Null where an entity is not of the type that it is seen as. */
  private static Term as(EntityAlias derived) {
    return new Term.When(isOf(derived), new Term.Bind(1L, ColumnType.INTEGER));
  }

  private static Condition isOf(EntityAlias derived) {
    Term row = derived.column(QueryBuilder.rowId(derived.entity().table()));
    return Negation.not(new Condition.IsNull(row));
  }

  /** What has a property of a derived type is of that type. */
  private static Made seen(Made projection, EntityAlias derived) {
    String name = derived.entity().name().getFullQualifiedNameAsString();
    Term type =
        new Term.When(isOf(derived), new Term.Bind(name, ColumnType.TEXT), projection.type());
    return projection.as(type);
  }

  /** Whether a structured value is there decides what group an instance is in. */
  private static @Nullable Term there(Operand value) {
    Operand stored = value.plain();
    boolean structured =
        stored instanceof Operand.Entity
            || stored instanceof Operand.Structure
            || stored instanceof Operand.Document;
    if (!structured) {
      return value instanceof Made made ? made.there() : null;
    }
    Condition present = Negation.not(new Condition.IsNull(value.presence()));
    return new Term.When(present, new Term.Bind(1L, ColumnType.INTEGER));
  }

  /** Equal points in time are one group, whatever their offsets. */
  private static Operand value(Operand operand) {
    if (operand instanceof Operand.Members) {
      throw ODataException.notImplemented("Grouping by a collection", "groupby");
    }
    if (operand instanceof Operand.Document) {
      throw ODataException.notImplemented("Grouping by a value that is kept as JSON", "groupby");
    }
    return operand.offset() == null && !(operand instanceof Operand.Bool)
        ? operand
        : new Operand.Scalar(operand.term());
  }
}
