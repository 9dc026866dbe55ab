package dev.edmund.plan.function;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.plan.operand.DynamicKinds;
import dev.edmund.plan.operand.Numbers;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Condition;
import dev.edmund.plan.query.Operation;
import dev.edmund.plan.query.Term;
import java.util.ArrayList;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.api.edm.constants.EdmTypeKind;
import org.jspecify.annotations.Nullable;

/** The results of {@code case}, of which the first one with a true condition is the value. */
public final class Branches {
  private final List<Condition> conditions;
  private final List<Operand> results;

  public Branches(List<Condition> conditions, List<Operand> results) {
    this.conditions = conditions;
    this.results = results;
  }

  /**
   * The value; null where no condition is true.
   *
   * @param type what the results have in common
   */
  public Operand value(@Nullable EdmType type) {
    if (results.stream().allMatch(Operand::isNullLiteral)) {
      return new Operand.NullLiteral();
    }
    ColumnType column = type == null ? null : ColumnTypes.of(type);
    if (type == null || column == null) {
      throw ODataException.notImplemented(
          "case with results that have no primitive type in common", "case");
    }
    List<Term> values = new ArrayList<>();
    List<Term> offsets = new ArrayList<>();
    for (Operand result : results) {
      values.add(term(result, type, column));
      Term offset = result.offset();
      offsets.add(offset == null ? new Term.Null(ColumnType.INTEGER) : offset);
    }
    boolean offset = results.stream().anyMatch(r -> r.offset() != null);
    return new Operand.Scalar(
        Casts.single(chosen(values, column), type),
        offset ? chosen(offsets, ColumnType.INTEGER) : null);
  }

  private Term chosen(List<Term> values, ColumnType type) {
    List<Term> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.add(new Term.Truth(conditions.get(i)));
      arguments.add(values.get(i));
    }
    return new Term.Apply(Operation.CHOOSE, arguments, type);
  }

  private static Term term(Operand result, EdmType type, ColumnType column) {
    if (result.isNullLiteral()) {
      return new Term.Null(column);
    }
    if (result instanceof Operand.Dynamic dynamic) {
      return type.getKind() == EdmTypeKind.ENUM
          ? dynamic.asEnum(type).term()
          : number(dynamic.as(DynamicKinds.of(column)), column);
    }
    return number(result.term(), column);
  }

  private static Term number(Term term, ColumnType column) {
    if (term.type() == column) {
      return term;
    }
    if (column == ColumnType.DOUBLE && Numbers.isNumber(term.type())) {
      return Numbers.toDouble(term);
    }
    if (column == ColumnType.DECIMAL && Numbers.isNumber(term.type())) {
      return Numbers.toDecimal(term);
    }
    if (column == ColumnType.INTEGER && term.type() == ColumnType.DECIMAL) {
      return new Term.Apply(Operation.DECIMAL_TO_INTEGER, List.of(term), column);
    }
    throw new ODataException(
        ErrorCode.TYPE_MISMATCH, "The results of case have different types.", "case");
  }
}
