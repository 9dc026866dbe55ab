package dev.edmund.request;

import dev.edmund.request.apply.Shape;
import dev.edmund.request.expr.Expr;
import org.apache.olingo.commons.api.edm.EdmType;
import org.jspecify.annotations.Nullable;

/**
 * An expression with what is known about its value.
 *
 * @param shape the type and properties of the value, or of its items
 */
record Typed(Expr expr, boolean collection, Shape shape) {
  Typed(Expr expr, @Nullable EdmType type, boolean collection) {
    this(expr, collection, Shape.of(type));
  }

  static Typed single(Expr expr) {
    return new Typed(expr, expr.type(), false);
  }

  static Typed collection(Expr expr) {
    return new Typed(expr, expr.type(), true);
  }

  static Typed nullLiteral() {
    return single(new Expr.Literal(null, null));
  }

  /** The type of the value, or of its items; null when it is not declared. */
  @Nullable EdmType type() {
    return shape.type();
  }

  /** Whether it is stored with whatever type it came with, possibly as a collection. */
  boolean isUndeclared() {
    return EdmTypes.known(type()) == null && expr.isPath();
  }

  /** Whether a property may follow that the model does not declare. */
  boolean isOpen() {
    return !collection
        && shape.complete()
        && (isUndeclared() || EdmTypes.isOpen(EdmTypes.structured(type())));
  }

  boolean isNull() {
    return expr instanceof Expr.Literal literal && literal.text() == null;
  }

  /** The type's name for messages. */
  String typeName() {
    if (isNull()) {
      return "null";
    }
    EdmType type = type();
    if (type == null) {
      return collection ? "a list" : "a value without a declared type";
    }
    String name = type.getFullQualifiedName().getFullQualifiedNameAsString();
    return collection ? "Collection(" + name + ")" : name;
  }
}
