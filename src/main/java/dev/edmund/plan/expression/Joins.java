package dev.edmund.plan.expression;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.PropertyStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.Access;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Instances;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.operand.Properties;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import org.apache.olingo.commons.api.edm.EdmEntityType;

/** Follows paths from all instances at once: a row for each thing that is reached. */
final class Joins {
  private final Storage storage;

  Joins(Storage storage) {
    this.storage = storage;
  }

  /** What the path leads to; rows that it leads nowhere from are left out at collections. */
  Operand follow(Instances from, DataPath path) {
    Operand reached = from.instance();
    for (Expr step : path.steps()) {
      reached = step(from.builder(), reached, step);
    }
    return reached;
  }

  private Operand step(QueryBuilder builder, Operand at, Expr step) {
    if (step instanceof Expr.TypeCast cast
        && cast.type() instanceof EdmEntityType type
        && at.plain() instanceof Operand.Entity entity) {
      return new Operand.Entity(entity.alias().only(storage.require(type.getFullQualifiedName())));
    }
    Operand next = step.accept(new ExpressionPlanner(storage, at));
    return next instanceof Operand.Members members ? each(builder, members, false) : next;
  }

  /**
   * The members of a collection, each in a row of its own.
   *
   * @param outer whether a row without members stays, with null
   */
  Operand each(QueryBuilder builder, Operand.Members members, boolean outer) {
    if (members instanceof Operand.LinkMembers of) {
      EntityAlias each = of.source().each(of.link(), outer);
      return new Operand.Entity(of.cast() == null ? each : each.only(of.cast()));
    }
    if (members instanceof Operand.ValueMembers of) {
      PropertyStorage.Values values = of.storage();
      String alias =
          builder.join(
              outer,
              values.table(),
              a -> EntityAlias.equal(new Term.Field(a, values.owner()), of.owner()));
      Access row = column -> new Term.Field(alias, column);
      return Properties.operand(values.member(), row, null, builder);
    }
    throw ODataException.notImplemented("Going through this collection in $apply", "$apply");
  }
}
