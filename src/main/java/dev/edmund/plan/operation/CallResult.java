package dev.edmund.plan.operation;

import dev.edmund.core.ODataException;
import dev.edmund.model.storage.Column;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.EntityStorage;
import dev.edmund.model.storage.Storage;
import dev.edmund.plan.entity.EntityAlias;
import dev.edmund.plan.entity.QueryBuilder;
import dev.edmund.plan.operand.Distant;
import dev.edmund.plan.operand.Documents;
import dev.edmund.plan.operand.Drawn;
import dev.edmund.plan.operand.JsonPlace;
import dev.edmund.plan.operand.Made;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.olingo.commons.api.edm.EdmComplexType;
import org.apache.olingo.commons.api.edm.EdmEntityType;
import org.apache.olingo.commons.api.edm.EdmProperty;
import org.apache.olingo.commons.api.edm.EdmReturnType;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a function stands for in an expression: its rows are read by subqueries, as often
 * as something of them is wanted.
 */
public record CallResult(Storage storage, OperationRows rows, EdmReturnType returned) {

  /**
   * The operand.
   *
   * @param around the query that the expression stands in
   */
  Operand in(QueryBuilder around) {
    EdmType type = returned.getType();
    if (type instanceof EdmEntityType entityType) {
      EntityStorage entity =
          storage
              .of(entityType)
              .orElseThrow(
                  () ->
                      ODataException.notImplemented(
                          "Storage of the type " + type.getName(), type.getName()));
      return returned.isCollection()
          ? new Drawn(() -> entities(entity, around))
          : Distant.found(first(entities(entity, around)), around);
    }
    return returned.isCollection() ? new Drawn(() -> values(around)) : value(around);
  }

  private Operand.Ranged entities(EntityStorage entity, QueryBuilder around) {
    EntityAlias each = rows.entities(storage, entity, around::inner);
    return new Operand.Ranged(
        each.builder(), new Operand.Entity(each), OperationRows.place(each.builder()));
  }

  private static EntityAlias first(Operand.Ranged rows) {
    limit(rows.builder());
    return ((Operand.Entity) rows.variable()).alias();
  }

  /** A function that gives one thing gives what is in its first row. */
  private static void limit(QueryBuilder rows) {
    Term first = new Term.Bind(1L, ColumnType.INTEGER);
    rows.where(EntityAlias.equal(OperationRows.place(rows), first));
  }

  private QueryBuilder valueRows(QueryBuilder around) {
    List<Column> columns = ResultColumns.of(returned.getType(), rows.columns());
    return rows.over(columns, false, around::inner);
  }

  private Operand.Ranged values(QueryBuilder around) {
    QueryBuilder items = valueRows(around);
    Operand each = each(returned.getType(), rows.columns(), items, UnaryOperator.identity(), null);
    return new Operand.Ranged(items, each, OperationRows.place(items));
  }

  private Operand value(QueryBuilder around) {
    QueryBuilder one = valueRows(around);
    limit(one);
    UnaryOperator<Term> bring = term -> new Term.Subquery(one.exists(term), term.type());
    Term there = bring.apply(OperationRows.place(one));
    return each(returned.getType(), rows.columns(), one, bring, there);
  }

  /**
   * What a row stands for.
   *
   * @param names the columns that the rows have
   * @param bring what a value of the row is where it is wanted
   * @param there null where there is no row; null itself where there is one
   */
  public static Operand each(
      EdmType type,
      List<String> names,
      QueryBuilder row,
      UnaryOperator<Term> bring,
      @Nullable Term there) {
    Function<Column, Term> value = column -> bring.apply(new Term.Field(row.alias(), column));
    List<Column> columns = ResultColumns.of(type, names);
    if (!(type instanceof EdmComplexType complex) || Documents.isUndeclared(type)) {
      return operand(row, value.apply(columns.get(0)), type, false);
    }
    Map<String, Made.Part> parts = new LinkedHashMap<>();
    for (Column column : columns) {
      EdmProperty property = (EdmProperty) complex.getProperty(column.name());
      Operand part = operand(row, value.apply(column), property.getType(), property.isCollection());
      parts.put(column.name(), new Made.Part(part, property.getType(), property, null));
    }
    return new Made(null, there, parts);
  }

  private static Operand operand(QueryBuilder row, Term term, EdmType type, boolean collection) {
    return term.type() == ColumnType.JSON
        ? Documents.of(type, collection, new JsonPlace.Inside(term, List.of()), row)
        : new Operand.Scalar(term);
  }
}
