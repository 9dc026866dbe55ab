package dev.edmund.plan.function;

import dev.edmund.core.ErrorCode;
import dev.edmund.core.ODataException;
import dev.edmund.model.storage.ColumnType;
import dev.edmund.model.storage.ColumnTypes;
import dev.edmund.model.storage.Values;
import dev.edmund.plan.operand.Operand;
import dev.edmund.plan.query.Term;
import dev.edmund.request.expr.Expr;
import org.apache.olingo.commons.api.edm.EdmType;

/** What literals stand for. */
public final class Literals {
  private Literals() {}

  /**
   * The value of a literal, or null.
   *
   * @throws ODataException 400 when it is no value of its type, 501 when its type is not stored
   */
  public static Operand of(Expr.Literal literal) {
    EdmType type = literal.type();
    String text = literal.text();
    if (type == null || text == null) {
      return new Operand.NullLiteral();
    }
    ColumnType columnType = ColumnTypes.of(type);
    if (columnType == null) {
      throw ODataException.notImplemented("A literal of " + type.getName(), text);
    }
    try {
      Integer offset = columnType == ColumnType.DATETIME ? Values.offset(text) : null;
      return new Operand.Scalar(
          new Term.Bind(Values.parse(type, text), columnType),
          offset == null ? null : new Term.Bind((long) offset, ColumnType.INTEGER));
    } catch (IllegalArgumentException wrong) {
      throw new ODataException(
          ErrorCode.INVALID_VALUE,
          "The literal " + text + " is wrong: " + wrong.getMessage() + ".",
          text);
    }
  }
}
