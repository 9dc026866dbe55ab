package dev.edmund.plan;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.expression.ExpressionPlanner;
import dev.edmund.plan.operand.JsonPlace;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Query;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans a condition that is about nothing that is stored. */
public final class ConditionPlanner {
  private ConditionPlanner() {}

  /**
   * A query that has a row where a condition holds.
   *
   * @param values JSON of what the variables of the condition stand for, by their names
   * @throws ODataException 400 or 501 when the condition has no meaning for such values
   */
  public static Query plan(Storage storage, Expr condition, Map<String, String> values) {
    QueryBuilder builder = QueryBuilder.over(new Term.Bind("[1]", ColumnType.JSON));
    Map<String, Operand> variables = new LinkedHashMap<>();
    values.forEach(
        (name, json) ->
            variables.put(
                name,
                new Operand.Dynamic(
                    builder,
                    new JsonPlace.Inside(new Term.Bind(json, ColumnType.JSON), List.of()),
                    new Term.Null(ColumnType.TEXT))));
    builder.where(new ExpressionPlanner(storage, variables, builder).condition(condition));
    return builder.exists(new Term.Bind(1L, ColumnType.INTEGER));
  }
}
