package dev.edmund.conventions.dataverse.query;

import dev.edmund.request.FunctionCall;
import dev.edmund.request.expr.Comparison;
import dev.edmund.request.expr.Expr;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.EdmType;
import org.apache.olingo.commons.core.edm.primitivetype.EdmPrimitiveTypeFactory;
import org.jspecify.annotations.Nullable;

/** The pieces that calls are rewritten to. */
final class Exprs {
  static final String NAME = "PropertyName";
  static final String VALUE = "PropertyValue";
  static final String VALUES = "PropertyValues";
  static final EdmType BOOLEAN = type(EdmPrimitiveTypeKind.Boolean);
  static final Expr.Literal TRUE = new Expr.Literal(BOOLEAN, "true");

  private Exprs() {}

  static EdmType type(EdmPrimitiveTypeKind kind) {
    return EdmPrimitiveTypeFactory.getInstance(kind);
  }

  /** The property that is asked about; the name of a lookup means the id that it holds. */
  static Expr property(FunctionCall call) {
    return call.property(NAME, name -> "_" + name + "_value");
  }

  /** The property that is asked about, where it holds one value. */
  static Expr single(FunctionCall call) {
    Expr property = property(call);
    if (isCollection(property)) {
      throw call.invalid(NAME, "names a property with one value");
    }
    return property;
  }

  static boolean isCollection(Expr expr) {
    return expr instanceof Expr.Property property && property.property().isCollection();
  }

  static boolean isKind(@Nullable EdmType type, EdmPrimitiveTypeKind kind) {
    return type != null && type.equals(type(kind));
  }

  static Expr and(Expr... operands) {
    return new Expr.Logical(true, List.of(operands), BOOLEAN);
  }

  static Expr or(Expr... operands) {
    return or(List.of(operands));
  }

  static Expr or(List<Expr> operands) {
    return operands.size() == 1 ? operands.get(0) : new Expr.Logical(false, operands, BOOLEAN);
  }

  static Expr not(Expr operand) {
    return new Expr.Not(operand, BOOLEAN);
  }

  static Expr equal(FunctionCall call, Expr left, Expr right) {
    return call.compare(Comparison.EQ, left, right);
  }
}
